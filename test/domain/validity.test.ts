import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { daysAfter, schoolDays } from '../../src/domain/calendar.ts';
import { portalWeek, type Subject } from '../../src/domain/portal-week.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { publishedSubjects, publishedWeek } from '../../src/domain/published-week.ts';
import {
  beginOf,
  fromNowOn,
  type HeldPlan,
  holdingOn,
  isOutside,
  spansOf,
  spansWithin,
  todayAt,
  usualStart,
  type Valid,
} from '../../src/domain/validity.ts';
import { monthlyDuty } from '../../src/domain/views/monthly-duty.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** 2025-09-01 is a Monday. */
const FIRST = '2025-09-01';
const dayIn = fc.integer({ min: 0, max: 40 }).map((days) => daysAfter(FIRST, days));
/** Newest first; each with a number that tells it from the others. */
const publications = fc
  .array(dayIn, { maxLength: 8 })
  .map((dates) => dates.map((validFrom, n) => ({ validFrom, n })));

describe('what holds on a date', () => {
  test('is the newest of those from the latest date up to it', () => {
    fc.assert(
      fc.property(publications, dayIn, (list, date) => {
        const found = holdingOn(list, date);
        const begun = list.filter((one) => one.validFrom <= date);
        expect(found === undefined).toBe(begun.length === 0);
        const isBetter = (one: (typeof list)[number], than: typeof one) =>
          one.validFrom === than.validFrom ? one.n < than.n : one.validFrom > than.validFrom;
        expect(begun.filter((one) => one !== found && isBetter(one, found ?? one))).toEqual([]);
      }),
    );
  });

  test('is told by spans, which lie one behind the other without a gap', () => {
    fc.assert(
      fc.property(publications, dayIn, (list, date) => {
        const spans = spansOf(list);
        const own = spansWithin(spans, date, date);
        expect(own.map(({ held }) => held)).toEqual([holdingOn(list, date) ?? []].flat());
        for (const [i, { to }] of spans.entries()) {
          const next = spans[i + 1]?.from;
          expect(to).toBe(next === undefined ? null : daysAfter(next, -1));
        }
      }),
    );
  });

  test('changes from the date of a new publication up to the next later one, and nowhere else', () => {
    fc.assert(
      fc.property(publications, dayIn, dayIn, (list, validFrom, date) => {
        const made = { validFrom, n: -1 };
        const next = list
          .map((one) => one.validFrom)
          .filter((day) => day > validFrom)
          .sort()[0];
        const isChanged = date >= validFrom && (next === undefined || date < next);
        const before = holdingOn(list, date);
        expect(holdingOn([made, ...list], date)).toBe(isChanged ? made : before);
      }),
    );
  });

  test('goes on from what is in force', () => {
    const told = (list: (Valid & { inForce: boolean })[]) =>
      fromNowOn(list).map(({ from, to }) => [from, to]);
    const of = (validFrom: string, inForce = false) => ({ validFrom, inForce });
    const list = [of('2025-10-26'), of('2025-09-20', true), of(FIRST)];
    expect(told(list)).toEqual([
      ['2025-09-20', '2025-10-25'],
      ['2025-10-26', null],
    ]);
    // Nothing holds yet.
    expect(told([of('2025-10-26')])).toEqual([['2025-10-26', null]]);
    expect(told([])).toEqual([]);
  });
});

describe('from when a plan holds', () => {
  const term = { start: '2025-09-01', end: '2026-01-20' };

  test('is today where nobody says, and the whole term where today lies outside it', () => {
    const later = { isFirst: false };
    expect(usualStart({ term }, '2025-10-20', later)).toBe('2025-10-20');
    expect(usualStart({ term }, '2026-01-20', later)).toBe('2026-01-20');
    expect(usualStart({ term }, '2025-08-20', later)).toBe('2025-09-01');
    expect(usualStart({ term }, '2026-01-21', later)).toBe('2025-09-01');
    expect(usualStart({}, '2026-01-21', later)).toBe('2026-01-21');
    expect(isOutside({ term }, '2025-08-31')).toBe(true);
    expect(isOutside({}, '2025-08-31')).toBe(false);
  });

  test('is the whole term, or the school year, where nothing was published before', () => {
    const first = { isFirst: true };
    expect(usualStart({ term }, '2025-10-20', first)).toBe('2025-09-01');
    expect(usualStart({}, '2026-01-21', first)).toBe('2025-09-01');
    expect(usualStart({}, '2026-08-31', first)).toBe('2025-09-01');
    expect(usualStart({}, '2026-09-01', first)).toBe('2026-09-01');
  });

  test('is a date of the school, wherever the service runs', () => {
    const problem = tinyProblem();
    const moment = new Date('2025-10-25T16:00:00Z');
    expect(todayAt(problem, moment)).toBe('2025-10-26');
    expect(todayAt(problem, new Date(moment.getTime() - 1))).toBe('2025-10-25');
    expect(beginOf(problem, '2025-10-26')).toEqual(moment);
    problem.school.timezone = 'America/New_York';
    expect(todayAt(problem, moment)).toBe('2025-10-25');
    expect(beginOf(problem, '2025-10-26').toISOString()).toBe('2025-10-26T04:00:00.000Z');
  });
});

/**
 * Plan B holds from Tuesday 2 September: it has other data, in which teacher T1 is called otherwise
 * and costs more, T3 has T2's posts, and there is a class more.
 */
const term: Problem['term'] = { start: FIRST, end: '2025-09-30' };
const first = { problem: tinyProblem({ term }), plan: tinyPlan() };
const second = structuredClone(first) as { problem: Problem; plan: Plan };
second.problem.classes.push({ id: 'C9', name: 'New class', grade: 3, homeRoomId: 'R2' });
for (const person of second.problem.staff) {
  if (person.id === 'T1') Object.assign(person, { name: 'Renamed', rate: 90 });
}
for (const { seats } of second.plan.sessions) {
  for (const seat of seats) if (seat.staffId === 'T2') seat.staffId = 'T3';
}
for (const person of first.problem.staff) if (person.id === 'T1') person.rate = 45;
const CHANGE = '2025-09-02';
const held: HeldPlan[] = [
  { from: FIRST, to: daysAfter(CHANGE, -1), held: first },
  { from: CHANGE, to: null, held: second },
];
const only = ({ problem, plan }: typeof first, subject: Subject, date: string) =>
  portalWeek(problem, plan, subject, date)?.days;

describe('a week in which another plan begins', () => {
  test('shows each day by its own plan', () => {
    for (const { id } of first.problem.staff) {
      const subject = { kind: 'staff', id } as const;
      const week = publishedWeek(held, subject, '2025-09-05');
      const [monday, ...others] = week?.days ?? [];
      expect(monday).toEqual({
        ...only(first, subject, FIRST)?.[0],
        validFrom: FIRST,
        isKnown: true,
      });
      const later = only(second, subject, FIRST)?.slice(1) ?? [];
      expect(others).toEqual(later.map((day) => ({ ...day, validFrom: CHANGE, isKnown: true })));
      expect(week).toMatchObject({ start: FIRST, week: 1 });
    }
    const names = (date: string) =>
      publishedWeek(held, { kind: 'class', id: 'C1' }, date)?.days.map(({ items }) =>
        items.some(({ staff }) => staff.includes('Renamed')),
      );
    expect(names(FIRST)?.[0]).toBe(false);
    expect(names('2025-09-08')?.[0]).toBe(true);
  });

  test('has nothing on before the first publication, and says that there was none', () => {
    const late = held.slice(1);
    const week = publishedWeek(late, { kind: 'class', id: 'C1' }, FIRST);
    expect(week?.days.map(({ validFrom }) => validFrom)).toEqual([null, ...Array(6).fill(CHANGE)]);
    expect(week?.days[0]).toMatchObject({ date: FIRST, weekday: 1, items: [], leaves: [] });
    const before = publishedWeek(late, { kind: 'class', id: 'C1' }, '2025-08-25');
    expect(before).toMatchObject({ week: null, start: '2025-08-25', subject: { kind: 'class' } });
    expect(publishedWeek(late, { kind: 'class', id: 'C1' }, '2025-09-22')?.week).toBe(4);
    const none = publishedWeek(
      [{ ...held[1], from: '2025-09-15' } as HeldPlan],
      { kind: 'class', id: 'C1' },
      '2025-09-08',
    );
    expect([none?.week, none?.days.map(({ validFrom }) => validFrom)]).toEqual([
      2,
      Array(7).fill(null),
    ]);
    expect(before?.days.flatMap(({ items }) => items)).toEqual([]);
  });

  test('is there also for whom only one of the plans knows, and says so of the other', () => {
    const subject = { kind: 'class', id: 'C9' } as const;
    expect(only(first, subject, FIRST)).toBeUndefined();
    const week = publishedWeek(held, subject, FIRST);
    expect(week?.subject.name).toBe('New class');
    expect(week?.days[0]).toMatchObject({ items: [], runsWeekday: 1, isKnown: false });
    expect(week?.days[1]).toMatchObject({ validFrom: CHANGE, isKnown: true });
    expect(publishedWeek(held, { kind: 'class', id: 'C8' }, FIRST)).toBeUndefined();
    const subjects = publishedSubjects(held);
    expect(subjects?.classes.map(({ id }) => id)).toEqual(['C1', 'C3', 'C9']);
    expect(subjects).toMatchObject({ validFrom: FIRST, terms: [term], term });
    expect(subjects?.timezone).toBe('Asia/Shanghai');
  });
});

test('terms of plans to come are told apart from versions of one term', () => {
  const of = (start: string, end: string): HeldPlan => ({
    from: start,
    to: null,
    held: { problem: tinyProblem({ term: { start, end } }), plan: tinyPlan() },
  });
  const terms = (...list: HeldPlan[]) => publishedSubjects(list)?.terms;
  const autumn = { start: '2025-09-01', end: '2026-01-20' };
  const spring = { start: '2026-02-20', end: '2026-07-05' };
  expect(terms(of(autumn.start, autumn.end), of(spring.start, spring.end))).toEqual([
    autumn,
    spring,
  ]);
  const longer = { ...autumn, end: '2026-01-30' };
  expect(terms(of(autumn.start, autumn.end), of('2025-10-01', longer.end))).toEqual([longer]);
  const without = {
    ...of(autumn.start, autumn.end),
    held: { problem: tinyProblem(), plan: tinyPlan() },
  };
  expect(terms(of(autumn.start, autumn.end), without)).toEqual([]);
});

test('a month over a change adds up each date by the plan that held on it, at its own rate', () => {
  const dated = held.map(({ from, to, held: { problem, plan } }) => ({
    plan,
    index: indexProblem(problem),
    days: schoolDays(problem).filter(({ date }) => date >= from && (to === null || date <= to)),
  }));
  const [month, ...more] = monthlyDuty(dated);
  expect(more).toEqual([]);
  expect(month).toMatchObject({ month: '2025-09', changes: [CHANGE] });
  expect(month?.dates).toEqual(schoolDays(first.problem).map(({ date }) => date));
  // By hand: what each plan's own month has on its own dates.
  const alone = dated.map((one) => monthlyDuty([one])[0]);
  for (const id of ['T1', 'T2', 'T3']) {
    const row = month?.rows.find(({ staffId }) => staffId === id);
    const parts = alone.map((one) => one?.rows.find(({ staffId }) => staffId === id));
    for (const figure of ['posts', 'minutes', 'lateEvenings', 'earlyMornings'] as const) {
      const sum = parts.reduce((all, part) => all + (part?.[figure] ?? 0), 0);
      expect(row?.[figure] ?? 0, `${id} ${figure}`).toBe(sum);
    }
  }
  const [t1, t2] = ['T1', 'T2'].map((id) => month?.rows.find((row) => row.staffId === id));
  const minutes = alone.map((one) => one?.rows.find((row) => row.staffId === 'T1')?.minutes ?? 0);
  expect(minutes.every((one) => one > 0)).toBe(true);
  expect(t1?.pay).toBe((minutes[0] as number) + 2 * (minutes[1] as number));
  expect(t1?.name).toBe('Renamed');
  // T2 has posts on the one day of the first plan alone.
  expect([...(t2?.byDate.keys() ?? [])]).toEqual([FIRST]);
});

test('a make-up day runs by the plan that holds on its date', () => {
  const makeUp = (date: string) => {
    const own = [first, second].map(({ problem, plan }) => ({
      problem: { ...problem, term: { ...term, makeUpDays: [{ date, runsWeekday: 1 }] } } as Problem,
      plan,
    })) as [typeof first, typeof first];
    const list = held.map((span, i) => ({ ...span, held: own[i] as typeof first }));
    const week = publishedWeek(list, { kind: 'staff', id: 'T2' }, date);
    return week?.days.find((day) => day.date === date);
  };
  // A Sunday after the change: Monday's posts of T2 are T3's by then.
  expect(makeUp('2025-09-07')).toMatchObject({ isMakeUp: true, runsWeekday: 1, items: [] });
  const monday = only(first, { kind: 'staff', id: 'T2' }, FIRST)?.[0]?.items ?? [];
  expect(monday.length).toBeGreaterThan(0);
});
