import fc from 'fast-check';
import type { Plan, Problem, Session } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { club, mondayBreak, mornings, parent, tinyWith } from './golden-parts.ts';
import { planOf } from './plan-builder.ts';

/** The tiny school with some of everything, so that random plans can break every sort of rule. */
export function manySidedSchool(): Problem {
  const problem = tinyWith(...mornings, mondayBreak);
  problem.staff.push(parent('P1'), parent('P2', { trained: false, share: 0.5 }));
  problem.activities.push(
    club('long', { segments: ['homework', 'club'], span: 2, size: { max: 1 }, active: true }),
    club('help', { kind: 'tutoring', forEach: 'grade', seats: [{ role: 'lead', count: 2 }] }),
    club('team', { studentIds: ['C1-a', 'C3-d'], segments: ['lateCare'], room: null }),
  );
  problem.rules = { params: { learningPerDay: 1, budget: 10, latestEnd: { primary: '17:30' } } };
  return problem;
}

const problem = manySidedSchool();
const index = indexProblem(problem);
const idOf = (list: readonly { id: string }[]) => fc.constantFrom(...list.map((item) => item.id));
const classIds = fc.subarray(['C1', 'C3']);
const roomId = fc.option(idOf(problem.rooms));
const seats = fc.array(
  fc.record({
    role: fc.constantFrom('lead' as const, 'assistant' as const, 'duty' as const),
    staffId: fc.option(idOf(problem.staff)),
  }),
  { maxLength: 3 },
);
const periodIds = fc.constantFrom(1, 2).chain((day) =>
  fc.subarray(
    problem.periods.filter((p) => p.weekday === day).map((p) => p.id),
    { minLength: 1, maxLength: 3 },
  ),
);

const care = fc.record({ periodId: idOf(problem.periods), roomId, classIds, seats }).map(
  ({ periodId, ...rest }): Omit<Session, 'id'> => ({
    ...rest,
    kind: 'care',
    periodIds: [periodId],
    headcount: 0,
  }),
);
const held = fc
  .record({ series: fc.constantFrom(...index.series), periodIds, roomId, classIds, seats })
  .map(
    ({ series, ...rest }): Omit<Session, 'id'> => ({
      ...rest,
      kind: series.activity.kind,
      activityId: series.activity.id,
      ...(series.forKey === undefined ? {} : { forKey: series.forKey }),
      headcount: 0,
    }),
  );
const placements = fc.array(
  fc.record({
    studentId: idOf(problem.students ?? []),
    activityId: idOf(problem.activities),
    rank: fc.constant(1),
  }),
  { maxLength: 8 },
);
/** Any plan for `manySidedSchool()` that is not malformed: it may break every rule. */
export const wildPlans = fc
  .record({ sessions: fc.array(fc.oneof(care, held), { maxLength: 14 }), placements })
  .map(({ sessions, placements }): Plan => {
    const numbered = sessions.map((session, i) => ({ ...session, id: `s${i}` }));
    return { ...planOf(problem, []), sessions: numbered, placements };
  });
