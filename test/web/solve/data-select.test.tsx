import { expect, test } from 'vitest';
import { zh } from '../../../web/i18n/zh.ts';
import { DataSelect, dataOptions } from '../../../web/solve/data-select.tsx';
import { draw } from '../../support/web/draw.tsx';
import { problemInfo } from '../../support/web/plans.ts';

const problems = [
  problemInfo({ id: 'b', schoolId: 's2', schoolName: '第二小学' }),
  problemInfo({ id: 'a2' }),
  problemInfo({ id: 'a1', isCurrent: false }),
];
const words = { t: zh, dateTime: () => '昨天' };

test('data of before stand apart from what each school sent last, and are marked', () => {
  const [b, a2, older] = dataOptions(problems, words);
  expect([b, a2]).toEqual([
    { value: 'b', label: '第二小学 · 第 1 版 · 昨天' },
    { value: 'a2', label: '实验小学 · 第 2 版 · 昨天' },
  ]);
  expect(older).toEqual({
    label: '以前的版本',
    options: [{ value: 'a1', label: '实验小学 · 第 1 版 · 昨天 · 旧数据' }],
  });
  expect(dataOptions(problems.slice(0, 1), words)).toEqual([b]);
});

test('who has chosen older data sees it without opening the list', () => {
  const chosen = (value: string) =>
    draw(<DataSelect problems={problems} value={value} onChange={() => {}} labelledBy="x" />).text;
  expect(chosen('a1')).toContain('旧数据');
  expect(chosen('a2')).not.toContain('旧数据');
});
