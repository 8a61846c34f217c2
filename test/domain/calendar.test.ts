import { describe, expect, it } from 'vitest';
import { periodOn, schoolDayOn, schoolDays, timezoneOf } from '../../src/domain/calendar.ts';
import type { Term } from '../../src/domain/problem.ts';
import { tinyProblem } from '../support/tiny.ts';

/** Around the national holiday of 2025: 28 September and 11 October were make-up days. */
const term: Term = {
  start: '2025-09-22',
  end: '2025-10-14',
  holidays: [{ from: '2025-10-01', to: '2025-10-08', name: '国庆节、中秋节' }],
  makeUpDays: [
    { date: '2025-09-28', runsWeekday: 2 },
    { date: '2025-10-08', runsWeekday: 1 },
    { date: '2025-10-11', runsWeekday: 3 },
  ],
};

const days = (overrides: Partial<Term> = {}) =>
  schoolDays(tinyProblem({ term: { ...term, ...overrides } })).map(
    (d) => `${d.date} ${d.runsWeekday}${d.isMakeUp ? ' make-up' : ''}`,
  );

describe('the days of a term', () => {
  it('are those of the weekdays that have periods, without holidays and with make-up days', () => {
    expect(days()).toEqual([
      '2025-09-22 1',
      '2025-09-23 2',
      '2025-09-28 2 make-up',
      '2025-09-29 1',
      '2025-09-30 2',
      // A make-up day on the last day of the holiday runs all the same; the one that runs
      // Wednesday has nothing to run in a school with Monday and Tuesday only.
      '2025-10-08 1 make-up',
      '2025-10-13 1',
      '2025-10-14 2',
    ]);
  });

  it('are none of a weekday in weeks in which nothing of it is held', () => {
    const problem = tinyProblem({ term: { start: '2025-09-01', end: '2025-09-15' } });
    for (const period of problem.periods) if (period.weekday === 1) period.weeks = 'odd';
    const dates = schoolDays(problem).map(({ date }) => date);
    expect(dates).toEqual(['2025-09-01', '2025-09-02', '2025-09-09', '2025-09-15']);
  });

  it('can be one day, or none', () => {
    expect(days({ start: '2025-09-22', end: '2025-09-22' })).toEqual(['2025-09-22 1']);
    expect(days({ start: '2025-09-24', end: '2025-09-24' })).toEqual([]);
    expect(schoolDays(tinyProblem())).toEqual([]);
  });

  it('leave out a make-up day outside of the term', () => {
    expect(days({ end: '2025-09-23' })).toEqual(['2025-09-22 1', '2025-09-23 2']);
  });

  it('go over the end of a year and a leap day', () => {
    expect(days({ start: '2023-12-31', end: '2024-01-02' })).toEqual([
      '2024-01-01 1',
      '2024-01-02 2',
    ]);
    expect(days({ start: '2028-02-28', end: '2028-02-29' })).toEqual([
      '2028-02-28 1',
      '2028-02-29 2',
    ]);
  });

  it('can be asked one by one', () => {
    const problem = tinyProblem({ term });
    expect(schoolDayOn(problem, '2025-09-24')).toEqual({
      date: '2025-09-24',
      runsWeekday: 3,
      isMakeUp: false,
    });
    expect(schoolDayOn(problem, '2025-10-08')?.runsWeekday).toBe(1);
    expect(schoolDayOn(problem, '2025-10-02')).toBeUndefined();
    expect(schoolDayOn(problem, '2025-10-15')).toBeUndefined();
  });
});

describe('a period on a date', () => {
  it('is a moment of the time zone of the school', () => {
    const problem = tinyProblem({ term });
    expect(timezoneOf(problem)).toBe('Asia/Shanghai');
    const { start, end } = periodOn(
      '2025-09-22',
      { start: '15:50', end: '16:30' },
      timezoneOf(problem),
    );
    expect(start.toUTC().toISO()).toBe('2025-09-22T07:50:00.000Z');
    expect(end.toUTC().toISO()).toBe('2025-09-22T08:30:00.000Z');
  });

  it('keeps its local time over a change of the clock', () => {
    const at = (date: string) =>
      periodOn(date, { start: '15:50', end: '16:30' }, 'Europe/Berlin').start.toUTC().hour;
    expect([at('2025-10-24'), at('2025-10-27')]).toEqual([13, 14]);
    const school = { ...tinyProblem().school, timezone: 'Europe/Berlin' };
    const found = schoolDays(
      tinyProblem({ school, term: { start: '2025-10-26', end: '2025-10-28' } }),
    );
    expect(found.map((d) => d.date)).toEqual(['2025-10-27', '2025-10-28']);
  });
});
