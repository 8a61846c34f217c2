import { Tag } from 'antd';
import { Link } from 'react-router';
import type { PlanModel } from '../plan/plan-model.ts';
import { usePlanWords } from '../plan/plan-words.ts';
import { WhichPlan } from '../plan/which-plan.tsx';
import type { DataVersion } from '../problems/data-versions.ts';
import type { PlanInfo } from '../remote/types.ts';
import { useWeightsTold } from '../solve/weights-told.ts';

/** One of the plans that are compared; `label` is its letter. */
export interface ComparedPlan {
  id: string;
  label: string;
  model: PlanModel;
  problemId: string;
  info: Omit<PlanInfo, 'schoolName'>;
  version: DataVersion | undefined;
}

/** Heads of the columns of plans. */
export function PlanHeads({ plans }: { plans: readonly ComparedPlan[] }) {
  const wordsOf = usePlanWords();
  return (
    <>
      {plans.map(({ id, label, info, version }) => {
        const { made, origin } = wordsOf(info, version);
        return (
          <th key={id} className="n">
            <Link to={`/plans/${id}`} title={`${label} · ${made} · ${origin}`}>
              {label}
            </Link>
          </th>
        );
      })}
    </>
  );
}

/** Which plan a letter stands for. */
export function LetteredPlan(props: { plan: ComparedPlan; schoolName?: string }) {
  const { info, version, label, model } = props.plan;
  const told = useWeightsTold()(model.plan.solver);
  return (
    <>
      <WhichPlan plan={info} version={version} letter={label} schoolName={props.schoolName} />
      {told !== '' && <Tag>{told}</Tag>}
    </>
  );
}
