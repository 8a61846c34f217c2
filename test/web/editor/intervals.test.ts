import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Interval } from '../../../src/domain/problem.ts';
import { minuteOf } from '../../../src/domain/time.ts';
import { erase, isCovered, paint, timeText } from '../../../web/editor/intervals.ts';

/** What is painted on a week is exact to the minute, whatever was there before. */

const span = fc
  .record({
    weekday: fc.integer({ min: 1, max: 2 }),
    from: fc.integer({ min: 0, max: 47 }),
    long: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ weekday, from, long }) => ({
    weekday,
    from: from * 20,
    to: Math.min(from + long, 48) * 20,
  }))
  .filter(({ from, to }) => from < to);
const interval = fc
  .tuple(span, fc.option(fc.constantFrom('教研', '备课'), { nil: undefined }))
  .map(([{ weekday, from, to }, reason]): Interval => {
    const plain = { weekday, start: timeText(from), end: timeText(to) };
    return reason === undefined ? plain : { ...plain, reason };
  });

/** Every minute that the intervals hold. */
function minutes(intervals: readonly Interval[]): Set<string> {
  const held = new Set<string>();
  for (const { weekday, start, end } of intervals)
    for (let m = minuteOf(start); m < minuteOf(end); m++) held.add(`${weekday} ${m}`);
  return held;
}

test('painting adds the span and nothing else, and erasing takes it away and nothing else', () => {
  fc.assert(
    fc.property(fc.array(interval, { maxLength: 5 }), span, (intervals, at) => {
      const inSpan = minutes([
        { weekday: at.weekday, start: timeText(at.from), end: timeText(at.to) },
      ]);
      const painted = paint(intervals, at);
      expect(minutes(painted)).toEqual(new Set([...minutes(intervals), ...inSpan]));
      expect(isCovered(painted, at)).toBe(true);
      const erased = erase(intervals, at);
      const left = [...minutes(intervals)].filter((minute) => !inSpan.has(minute));
      expect(minutes(erased)).toEqual(new Set(left));
    }),
    { numRuns: 200 },
  );
});

test('reasons stay with the times that they were given for', () => {
  const meeting = { weekday: 5, start: '15:30', end: '17:00', reason: '教研' };
  expect(paint([meeting], { weekday: 5, from: 16 * 60, to: 18 * 60 })).toEqual([
    meeting,
    { weekday: 5, start: '17:00', end: '18:00' },
  ]);
  expect(erase([meeting], { weekday: 5, from: 16 * 60, to: 16 * 60 + 30 })).toEqual([
    { ...meeting, end: '16:00' },
    { ...meeting, start: '16:30' },
  ]);
});

test('plain neighbours become one interval', () => {
  const first = paint([], { weekday: 1, from: 960, to: 1000 });
  expect(paint(first, { weekday: 1, from: 1000, to: 1050 })).toEqual([
    { weekday: 1, start: '16:00', end: '17:30' },
  ]);
});
