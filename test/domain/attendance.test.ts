import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attendance } from '../../src/domain/attendance.ts';
import type { Problem, Student } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { timeOf } from '../../src/domain/time.ts';
import { tinyProblem } from '../support/tiny.ts';

const index = indexProblem(tinyProblem());

describe('attendance', () => {
  it.each([
    ['C1', 'mon-hw', 4],
    ['C1', 'mon-club', 4],
    ['C1', 'mon-late', 2],
    ['C3', 'mon-late', 1],
    ['C3', 'tue-hw', 3],
    ['C1', 'tue-late', 1],
    ['C1', 'mon-gate', 0],
  ])('of %s in %s is %i', (classId, periodId, expected) => {
    expect(attendance(index, classId, index.period(periodId))).toBe(expected);
  });

  const weekday = fc.integer({ min: 1, max: 2 });
  const pupils = fc.array(
    fc.record({
      leave: fc.dictionary(fc.constantFrom('1', '2'), fc.constantFrom('L0', 'L1', 'L2')),
      early: fc.uniqueArray(weekday),
    }),
    { minLength: 1, maxLength: 12 },
  );
  const times = fc.uniqueArray(fc.integer({ min: 900, max: 1100 }), { minLength: 3, maxLength: 3 });

  /** One class, once with its pupils by name and once as numbers. */
  const schools = fc.record({ pupils, times }).map(({ pupils, times }) => {
    const students: Student[] = pupils.map((p, i) => ({ id: `s${i}`, classId: 'C1', ...p }));
    const leavePoints = times.map((t, i) => ({ id: `L${i}`, time: timeOf(t) }));
    const ends = Array.from({ length: 12 }, (_, i) => 880 + 20 * i);
    const base: Problem = {
      ...tinyProblem({ activities: [], leavePoints }),
      periods: [1, 2].flatMap((day) => [
        ...ends.map((end) => ({
          id: `${day}-${end}`,
          weekday: day,
          segment: 'homework' as const,
          start: timeOf(end - 20),
          end: timeOf(end),
        })),
        {
          id: `${day}-early`,
          weekday: day,
          segment: 'earlyArrival' as const,
          start: '07:20',
          end: '07:50',
        },
        { id: `${day}-duty`, weekday: day, segment: 'duty' as const, start: '15:00', end: '15:30' },
      ]),
    };
    const room = { id: 'C1', grade: 1, homeRoomId: 'R1' };
    const count = (of: (s: Student) => boolean) => students.filter(of).length;
    const leave = (['1', '2'] as const).flatMap((day) =>
      leavePoints.map(({ id }) => ({
        weekday: Number(day),
        leavePointId: id,
        count: count((s) => s.leave[day] === id),
      })),
    );
    const early = [1, 2].map((day) => ({
      weekday: day,
      count: count((s) => s.early?.includes(day) ?? false),
    }));
    const { students: _, ...rest } = base;
    return {
      byName: indexProblem({ ...base, classes: [room], students }),
      asNumbers: indexProblem({ ...rest, classes: [{ ...room, leave, early }] }),
      ends,
    };
  });

  it('is the same for pupils by name and for the same pupils as numbers', () => {
    fc.assert(
      fc.property(schools, ({ byName, asNumbers }) => {
        for (const period of byName.problem.periods) {
          expect(attendance(byName, 'C1', period)).toBe(attendance(asNumbers, 'C1', period));
        }
      }),
    );
  });

  it('never rises with the end of the period', () => {
    fc.assert(
      fc.property(schools, weekday, ({ byName, ends }, day) => {
        const counts = ends.map((end) => attendance(byName, 'C1', byName.period(`${day}-${end}`)));
        expect(counts).toEqual(counts.toSorted((a, b) => b - a));
      }),
    );
  });
});
