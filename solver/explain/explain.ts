import { oneLine } from '../../src/domain/bilingual.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../src/domain/problem-index.ts';
import { viewPlan } from '../rules/plan-view.ts';
import { analyse } from '../verify.ts';
import { askAbout } from './asking.ts';
import type { Conflict } from './conflicts.ts';
import { explainFairness, type FairnessStatement } from './fairness.ts';
import { type HardMatch, hardMatches } from './hard-matches.ts';
import { tallyOtherTimes } from './held-sessions.ts';
import { tellMatches } from './matches.ts';
import { explainMissingSessions, type MissingSessions } from './missing-sessions.ts';
import { explainOpenPosts, type OpenPostFindings } from './open-posts.ts';

/** Why a plan is as it is: what is open and what would fill it, and how fair it is to each person. */
export interface Explanation {
  /** Violations of hard rules: while there are any, nothing else matters. */
  hard: HardMatch[];
  openPosts: OpenPostFindings[];
  /** Series that lack sessions, clubs that are not held among them. */
  missingSessions: MissingSessions[];
  fairness: FairnessStatement[];
  /** What stood in the way of the above, and of held sessions at other times. */
  conflicts: { tries: number; conflicts: Conflict[] };
}

/**
 * Explains a plan of any origin on its domain objects; throws `MalformedPlanError`.
 *
 * @param candidates most people to tell of each open seat, those barred by the fewest rules first;
 *   default everybody, which is 60 MB of JSON for a thousand seats of a large school
 */
export function explainPlan(
  index: ProblemIndex,
  plan: Plan,
  { candidates }: { candidates?: number | undefined } = {},
): Explanation {
  const view = viewPlan(index, plan);
  const asking = askAbout(view, index);
  const openPosts = explainOpenPosts(asking);
  const missingSessions = explainMissingSessions(asking);
  tallyOtherTimes(asking);
  const matches = tellMatches(analyse(index, plan), plan, index);
  return {
    hard: hardMatches(index, plan, matches),
    openPosts: openPosts.map((post) => ({
      ...post,
      candidates: post.candidates.slice(0, candidates),
    })),
    missingSessions,
    fairness: explainFairness(view, index, matches),
    conflicts: asking.tally.report(index),
  };
}

/** Only why the seats of one session are open: a fraction of the time that the whole takes. */
export function explainSession(
  index: ProblemIndex,
  plan: Plan,
  sessionId: string,
): OpenPostFindings[] {
  return explainOpenPosts(askAbout(viewPlan(index, plan), index), sessionId);
}

/** Only how fair a plan is to each person. */
export function fairnessOf(index: ProblemIndex, plan: Plan): FairnessStatement[] {
  const matches = tellMatches(analyse(index, plan), plan, index);
  return explainFairness(viewPlan(index, plan), index, matches);
}

/** The same plan with the true cause of each open session in its `reason`. */
export function withReasons(problem: Problem, plan: Plan): Plan {
  if (plan.openSessions.length === 0) return plan;
  const index = indexProblem(problem);
  const missing = explainMissingSessions(askAbout(viewPlan(index, plan), index), {
    clubs: false,
  });
  const openSessions = plan.openSessions.map((open) => {
    const found = missing.find(
      ({ activityId, forKey }) => activityId === open.activityId && forKey === open.forKey,
    );
    if (found === undefined) return open;
    return { ...open, reason: oneLine(found.cause.sentence) };
  });
  return { ...plan, openSessions };
}
