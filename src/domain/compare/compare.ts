import type { Score } from '../problem.ts';
import {
  type ChangeGroup,
  groupChanges,
  type PlanChange,
  type PlanOfData,
  planChanges,
} from './changes.ts';
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

/**
 * Pure; both plans are well-formed for their own data and scored. The data are those of one school,
 * perhaps in two versions.
 */
export function comparePlans(a: PlanOfData, b: PlanOfData): PlanComparison {
  const changes = planChanges(a, b);
  const { staff, classes } = groupChanges(a, b, changes);
  return {
    kpis: { a: planKpis(a.index, a.plan), b: planKpis(b.index, b.plan) },
    rules: rulesOf(a.plan.score, b.plan.score),
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
