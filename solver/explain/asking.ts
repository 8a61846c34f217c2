import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { makePerson } from '../rules/plan-people.ts';
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

/** The same plan with nobody in these sessions, as when they are not needed any more. */
export function withoutCrew(asking: Asking, sessions: readonly SessionView[]): Asking {
  if (sessions.length === 0) return asking;
  const gone = new Set(sessions);
  const people = asking.view.people.map((person) =>
    person.sessions.some((session) => gone.has(session))
      ? makePerson(
          person.staff,
          person.seats.filter((seat) => !gone.has(seat.session)),
        )
      : person,
  );
  const view = { ...asking.view, people };
  return { ...asking, view, bars: new Bars(view, asking.index) };
}
