import type { Plan, Score } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { type ChangeGroup, groupChanges, type PlanChange, planChanges } from './changes.ts';
import { type PlanKpis, planKpis } from './kpis.ts';

/** Two plans of one school side by side. */
export interface PlanComparison {
  kpis: { a: PlanKpis; b: PlanKpis };
  /** By rule id, of the score that each plan carries; weights may differ between them. */
  rules: Record<string, { a: number; b: number }>;
  changes: PlanChange[];
  byStaff: ChangeGroup[];
  byClass: ChangeGroup[];
}

/** Pure; both plans are well-formed and scored, and speak of the same school's ids. */
export function comparePlans(index: ProblemIndex, a: Plan, b: Plan): PlanComparison {
  const changes = planChanges(index, a, b);
  const { staff, classes } = groupChanges(index, changes);
  return {
    kpis: { a: planKpis(index, a), b: planKpis(index, b) },
    rules: rulesOf(a.score, b.score),
    changes,
    byStaff: staff,
    byClass: classes,
  };
}

function rulesOf(a: Score, b: Score): PlanComparison['rules'] {
  const ids = new Set([...Object.keys(a.rules), ...Object.keys(b.rules)]);
  return Object.fromEntries(
    [...ids].map((id) => [id, { a: a.rules[id]?.cost ?? 0, b: b.rules[id]?.cost ?? 0 }]),
  );
}
