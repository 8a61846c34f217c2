import type { Match } from '../../solver/rules/rule.ts';
import { analyse, verify } from '../../solver/verify.ts';
import type { Plan, Problem, Session } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parseProblem } from '../../src/domain/validate.ts';

/** A session of a hand-made plan: only what a test cares about. */
export interface Draft {
  /** The activity, or nothing for care. */
  activityId?: string;
  forKey?: string;
  periodIds: string[];
  classIds?: string[];
  /** Default: the home room of the first class in care and for `forEach` class, else none. */
  room?: string | null;
  /** People of the seats in order; `null` or missing is open. */
  staff?: (string | null)[];
  /** Whole seats, where the usual roles or their number are what the test is about. */
  seats?: Session['seats'];
}

/** A care session; it has as many seats as people are named, the first of them the lead. */
export function care(
  periodId: string,
  classIds: string[],
  staff: (string | null)[],
  more: Partial<Draft> = {},
): Draft {
  return { periodIds: [periodId], classIds, staff, ...more };
}

/** A session of an activity, with the seats and, where whole classes come, the classes it asks for. */
export function held(
  activityId: string,
  periodIds: string | string[],
  staff: (string | null)[],
  more: Partial<Draft> = {},
): Draft {
  return { activityId, periodIds: [periodIds].flat(), staff, ...more };
}

/** Placements as pairs of pupil and activity; sessions get the ids s1, s2, … */
export function planOf(
  problem: Problem,
  drafts: readonly Draft[],
  placements: readonly (readonly [string, string])[] = [],
): Plan {
  return {
    schema: 'afterschool.plan/1',
    problemId: problem.school.id,
    problemHash: '',
    sessions: drafts.map((draft, i) => sessionOf(problem, draft, `s${i + 1}`)),
    openSessions: [],
    placements: placements.map(([studentId, activityId]) => ({ studentId, activityId, rank: 1 })),
    score: { hard: 0, medium: 0, soft: 0, rules: {} },
    seed: 1,
    solver: {},
  };
}

function sessionOf(problem: Problem, draft: Draft, id: string): Session {
  const { activityId, forKey, periodIds, staff = [] } = draft;
  const index = indexProblem(problem);
  const series = activityId === undefined ? undefined : index.seriesByKey(activityId, forKey);
  const activity = activityId === undefined ? undefined : index.activity(activityId);
  const comes = activity?.enrol === 'class' ? [...(series?.classIds ?? [])] : [];
  const classIds = draft.classIds ?? comes;
  const roles =
    activity === undefined
      ? staff.map((_, i) => (i === 0 ? ('lead' as const) : ('assistant' as const)))
      : activity.seats.flatMap((spec) => new Array(spec.count ?? 1).fill(spec.role));
  const homeClass =
    activity === undefined || activity.forEach === 'class' ? classIds[0] : undefined;
  const home = homeClass === undefined ? null : index.schoolClass(homeClass).homeRoomId;
  return {
    id,
    kind: activity?.kind ?? 'care',
    ...(activityId === undefined ? {} : { activityId }),
    ...(forKey === undefined ? {} : { forKey }),
    periodIds,
    roomId: draft.room === undefined ? home : draft.room,
    classIds,
    // Deliberately not reckoned: rules must count for themselves.
    headcount: 0,
    seats: draft.seats ?? roles.map((role, i) => ({ role, staffId: staff[i] ?? null })),
  };
}

/** What one rule says of a hand-made plan: violations or costly matches, and the weighted cost. */
export function scoreOf(
  ruleId: string,
  problem: Problem,
  drafts: readonly Draft[],
  placements: readonly (readonly [string, string])[] = [],
): { count: number; cost: number } {
  mustBeValid(problem);
  const score = verify(problem, planOf(problem, drafts, placements)).rules[ruleId];
  if (score === undefined) throw new Error(`no rule ${ruleId}`);
  return score;
}

/** A golden case says nothing when its problem would have been refused. */
function mustBeValid(problem: Problem): void {
  const parsed = parseProblem(problem);
  if (!parsed.ok) throw new Error(parsed.faults.map((f) => `${f.path} ${f.message}`).join('; '));
}

/** The matches of one rule, for what they say beside their cost. */
export function matchesOf(
  ruleId: string,
  problem: Problem,
  drafts: readonly Draft[],
  placements: readonly (readonly [string, string])[] = [],
): Match[] {
  const { rules } = analyse(indexProblem(problem), planOf(problem, drafts, placements));
  return rules.find(({ rule }) => rule.id === ruleId)?.matches ?? [];
}

/** The one of a list with this id; for changing it in place. */
export function byId<T extends { id: string }>(list: readonly T[] | undefined, id: string): T {
  const found = list?.find((item) => item.id === id);
  if (found === undefined) throw new Error(`no ${id}`);
  return found;
}
