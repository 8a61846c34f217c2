import { expect, test } from 'vitest';
import { daysAfter } from '../../../src/domain/calendar.ts';
import type { PortalDay } from '../../../src/domain/portal-week.ts';
import { askedDate, nearestWeek, todayIn, weekAfterThis } from '../../../web/portal/dates.ts';

const start = '2025-09-22';
/** Something is on from Monday to Friday, and on the days of the weekend that are given. */
function week(...weekend: number[]) {
  const days = Array.from({ length: 7 }, (_, i) => {
    const items = i < 5 || weekend.includes(i + 1) ? [{}] : [];
    return { date: daysAfter(start, i), items } as PortalDay;
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

test('where nothing is on today, the week is shown in which something begins or ended last', () => {
  const autumn = { start: '2025-09-01', end: '2026-01-20' };
  const spring = { start: '2026-02-20', end: '2026-07-05' };
  const at = (now: string, validFrom: string, ...terms: (typeof autumn)[]) =>
    nearestWeek({ terms, validFrom }, now);
  expect(at('2025-10-20', '2025-09-01', autumn)).toBeUndefined();
  expect(at('2025-08-20', '2025-09-01', autumn)).toBe('2025-09-01');
  expect(at('2026-02-01', '2025-09-01', autumn)).toBe('2026-01-20');
  // What is published first is still to come.
  expect(at('2025-10-20', '2025-10-27', autumn)).toBe('2025-10-27');
  expect(at('2025-10-20', '2025-10-27')).toBe('2025-10-27');
  expect(at('2025-10-28', '2025-10-27')).toBeUndefined();
  // Between two terms the next one is shown, if something is published of it.
  expect(at('2026-02-01', '2025-09-01', autumn, spring)).toBe('2026-02-20');
});

test('today is told where the school is, wherever the reader is', () => {
  const now = new Date('2026-11-30T18:00:00Z');
  expect(todayIn('Asia/Shanghai', now)).toBe('2026-12-01');
  expect(todayIn('America/Los_Angeles', now)).toBe('2026-11-30');
});

test('an address asks for a week by a date, and for none by what is no date', () => {
  expect(askedDate('2025-09-15')).toBe('2025-09-15');
  for (const text of [
    null,
    '',
    '2025-09-15，请查看',
    '2025-9-15',
    '2025-02-30',
    '9月15日',
    '0000-01-01',
  ])
    expect(askedDate(text)).toBeUndefined();
});
