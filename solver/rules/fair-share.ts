import type { PersonView } from './plan-people.ts';
import type { PlanView } from './plan-view.ts';

/** What each person with a share carries, and what would be fair. */
export interface FairPart {
  person: PersonView;
  value: number;
  target: number;
}

/** target(t) = share(t) / Σ share x Σ value, over all people with share > 0. */
export function fairParts(plan: PlanView, carried: (person: PersonView) => number): FairPart[] {
  const people = plan.people.filter((person) => person.share > 0);
  const shares = people.reduce((sum, person) => sum + person.share, 0);
  const total = people.reduce((sum, person) => sum + carried(person), 0);
  return people.map((person) => ({
    person,
    value: carried(person),
    target: (person.share / shares) * total,
  }));
}
