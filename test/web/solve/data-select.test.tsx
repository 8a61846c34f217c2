import { expect, test } from 'vitest';
import { zh } from '../../../web/i18n/zh.ts';
import { dataVersions } from '../../../web/problems/data-versions.ts';
import type { Job } from '../../../web/remote/types.ts';
import { DataSelect, dataOptions } from '../../../web/solve/data-select.tsx';
import { NewRun } from '../../../web/solve/new-run.tsx';
import { runsOfData } from '../../../web/solve/runs-compared.tsx';
import { tinyProblem } from '../../support/tiny.ts';
import { draw } from '../../support/web/draw.tsx';
import { notFound, problemInfo } from '../../support/web/plans.ts';

const problems = [
  problemInfo({ id: 'b', schoolId: 's2', schoolName: '第二小学' }),
  problemInfo({ id: 'a2' }),
  problemInfo({ id: 'a1', isCurrent: false }),
];
const verbs = ['jobs:write', 'problems:read', 'plans:read'];
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

const GONE = '3b0f7a52-0000-4000-8000-000000000000';

test('data that are gone are said to be so, by no bare id, and are not solved', () => {
  const { html, text } = draw(
    <NewRun first={{ problemId: GONE, startPlanId: GONE, options: {} }} />,
    {
      data: [
        [['me'], { kind: 'local', id: '', name: '', grants: [{ verbs, schoolId: null }] }],
        [['problems', 'listed'], problems],
        [['problem', GONE], notFound()],
      ],
    },
  );
  expect(text).not.toContain(GONE);
  expect(text).toContain(zh.solve.dataGone);
  expect(text).toContain(zh.solve.dataGoneHint);
  expect(text).not.toContain(zh.solve.goesOn);
  expect(html).toMatch(/<button[^>]*disabled[^>]*><span>开始排班/);
});

test('a run that is to go on from a plan that is gone says that it begins anew', () => {
  const problem = tinyProblem();
  const { text } = draw(<NewRun first={{ problemId: 'a2', startPlanId: GONE, options: {} }} />, {
    data: [
      [['me'], { kind: 'local', id: '', name: '', grants: [{ verbs, schoolId: null }] }],
      [['problems', 'listed'], problems],
      [['problem', 'a2'], problem],
      [['plan-info', GONE], notFound()],
    ],
  });
  expect(text).toContain(zh.solve.startGone);
  expect(text).not.toContain(zh.solve.goesOn);
});

test('runs side by side are of one version of the data, which is told where there are several', () => {
  const job = (problemId: string, schoolName: string) => ({ problemId, schoolName }) as Job;
  const runs = [job('a2', '实验小学'), job('a1', '实验小学'), job('b', '第二小学')];
  expect(runsOfData([...runs, ...runs], dataVersions(problems), zh)).toEqual([
    { value: 'a2', label: '实验小学 · 第 2 版' },
    { value: 'a1', label: '实验小学 · 第 1 版' },
    { value: 'b', label: '第二小学' },
  ]);
  expect(runsOfData(runs, dataVersions(problems), zh)).toEqual([]);
});
