import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { PlanView } from '../rules/plan-view.ts';
import type { SessionView } from '../rules/session-view.ts';
import { Bars } from './bars.ts';
import { ConflictTally } from './conflicts.ts';

/** What every question about one plan reads, and the tally that it adds to. */
export interface Asking {
  readonly view: PlanView;
  readonly index: ProblemIndex;
  readonly bars: Bars;
  readonly tally: ConflictTally;
}

export function askAbout(view: PlanView, index: ProblemIndex): Asking {
  return { view, index, bars: new Bars(view, index), tally: new ConflictTally() };
}

/** The same plan with neither people nor rooms in these sessions, as when they are not needed any more. */
export function without(asking: Asking, sessions: readonly SessionView[]): Asking {
  return { ...asking, bars: asking.bars.without(sessions) };
}

/** The same without counting what stands in the way, where that was counted already. */
export function uncounted(asking: Asking): Asking {
  return { ...asking, tally: new ConflictTally() };
}
