import fc from 'fast-check';
import { expect, test } from 'vitest';
import { layOut, MIN_ROW } from '../../../web/plan/grid-layout.ts';
import type { GridRow } from '../../../web/plan/grid-rows.ts';
import { linesOf } from '../../../web/plan/text-lines.ts';

/** Rows of the grid are as tall as their names need, without anything being measured. */

test.each([
  ['', 0],
  ['一年级1班', 1],
  ['二〇二六级中英双语融合教育实验班', 3],
  ['Homework', 1],
  ['Grade Four Bilingual Class', 3],
  // Longer than a line, and broken by the browser.
  ['Christophersonfeatherstone', 3],
])('%s takes %i lines of seven signs', (text, lines) => {
  expect(linesOf(text, 16, 112)).toBe(lines);
});

test('a longer text never takes fewer lines, and a wider column never more', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.integer({ min: 40, max: 200 }), (a, b, width) => {
      const lines = linesOf(a, 14, width);
      expect(linesOf(`${a} ${b}`, 14, width)).toBeGreaterThanOrEqual(lines);
      expect(linesOf(a, 14, width + 200)).toBeLessThanOrEqual(lines);
    }),
  );
});

test('a long name makes its row taller, so that the class below it is seen; a short one does not', () => {
  const row = (label: string, sub: string) =>
    ({ key: label, label, sub, grades: [], blocks: [], search: '' }) satisfies GridRow;
  const club = '六年级篮球社与中华优秀传统文化传承创新综合实践活动兴趣小组';
  const [short, long] = layOut([row('一年级1班', '35 人'), row(club, '六年级')], [], 132);
  expect([short?.height, short?.isLong, short?.lines]).toEqual([
    MIN_ROW,
    false,
    { name: 1, sub: 1 },
  ]);
  expect(long?.isLong).toBe(true);
  expect(long?.lines.sub).toBe(1);
  expect(long?.height).toBeGreaterThanOrEqual((long?.lines.name ?? 0) * 18 + 16 + 16);
});
