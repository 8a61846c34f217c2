import { makeLookup } from '../../src/domain/checks/lookup.ts';
import { checkPlan } from '../../src/domain/checks/plan.ts';
import { type Fault, makeFault } from '../../src/domain/faults.ts';
import type { Plan } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';

/** A malformed plan is refused, not scored; every fault found is named. */
export class MalformedPlanError extends Error {
  readonly faults: readonly Fault[];

  constructor(faults: readonly Fault[]) {
    const first = faults[0];
    const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
    super(`The plan is malformed: ${first?.path} ${first?.message}${more}`);
    this.name = 'MalformedPlanError';
    this.faults = faults;
  }
}

/** What makes a plan impossible to score, for one whose shape is right already. */
export function planFaults(index: ProblemIndex, plan: Plan): Fault[] {
  const faults: Fault[] = [];
  checkPlan(plan, makeLookup(index.problem), faults, []);
  plan.sessions.forEach((session, i) => {
    if (session.periodIds.length === 0)
      faults.push(
        makeFault('missing', ['sessions', i, 'periodIds'], {
          zh: '这个场次没有时段',
          en: 'a session without a period',
        }),
      );
  });
  return faults;
}
