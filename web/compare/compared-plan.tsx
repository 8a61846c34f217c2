import { Link } from 'react-router';
import type { PlanModel } from '../plan/plan-model.ts';

/** One of the plans that are compared; `label` is its letter. */
export interface ComparedPlan {
  id: string;
  label: string;
  model: PlanModel;
  problemId: string;
}

/** Heads of the columns of plans. */
export function PlanHeads({ plans }: { plans: readonly ComparedPlan[] }) {
  return (
    <>
      {plans.map(({ id, label }) => (
        <th key={id} className="n">
          <Link to={`/plans/${id}`}>{label}</Link>
        </th>
      ))}
    </>
  );
}
