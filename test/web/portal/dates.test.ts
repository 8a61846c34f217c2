import { expect, test } from 'vitest';
import type { PortalDay } from '../../../src/domain/portal-week.ts';
import { addDays, weekAfterThis } from '../../../web/portal/dates.ts';

const start = '2025-09-22';
/** Something is on from Monday to Friday, and on the days of the weekend that are given. */
function week(...weekend: number[]) {
  const days = Array.from({ length: 7 }, (_, i) => {
    const items = i < 5 || weekend.includes(i + 1) ? [{}] : [];
    return { date: addDays(start, i), items } as PortalDay;
  });
  return { start, days };
}
const term = { end: '2026-01-16' };

test('a class whose pupils are all in clubs on Saturday is still shown this week', () => {
  const { days } = week();
  const saturday = { ...days[5], items: [], clubs: [{}] } as unknown as PortalDay;
  const now = '2025-09-27';
  expect(weekAfterThis({ start, days: [...days.slice(0, 5), saturday] }, null, now)).toBe('');
});

test.each([
  ['2025-09-26', [], ''],
  ['2025-09-27', [], '2025-09-29'],
  ['2025-09-28', [], '2025-09-29'],
  // A make-up day is still to come, or is today; then it is over.
  ['2025-09-27', [7], ''],
  ['2025-09-28', [7], ''],
  ['2025-09-28', [6], '2025-09-29'],
  // Another week was asked for than the one of today.
  ['2025-10-11', [], ''],
])('on %s with %j at the weekend the week after is %j', (now, weekend, after) => {
  expect(weekAfterThis(week(...weekend), term, now)).toBe(after);
  expect(weekAfterThis(week(...weekend), { end: '2025-09-26' }, now)).toBe('');
  expect(weekAfterThis(week(...weekend), null, now)).toBe(after);
});
