import { expect, test } from 'vitest';
import { CapacityPanel } from '../../../web/editor/capacity-panel.tsx';
import { draw } from '../../support/web/draw.tsx';

test('data without classes are not said to have people enough', () => {
  const textOf = (empty: { zh: string; en: string } | undefined) =>
    draw(
      <CapacityPanel
        shortages={[]}
        nobody={[]}
        conflicts={[]}
        warnings={empty ? [{ code: 'empty', sentence: empty }] : []}
        isChecking={false}
        staff={[]}
        onPerson={() => undefined}
        onActivity={() => undefined}
      />,
    ).text;
  expect(textOf(undefined)).toContain('没有发现人手不足');
  const bare = textOf({ zh: '数据里没有班级', en: '' });
  expect(bare).toContain('数据里没有班级');
  expect(bare).not.toContain('没有发现人手不足');
});
