import { useMemo } from 'react';
import { useText } from '../i18n/language.tsx';
import { usePlan, usePlanInfo, useProblem } from '../remote/queries.ts';
import type { PlanInfo } from '../remote/types.ts';
import { modelPlan, type PlanModel } from './plan-model.ts';

export interface LoadedPlan {
  model: PlanModel | undefined;
  problemId: string | undefined;
  /** What tells it from other plans. */
  info: Omit<PlanInfo, 'schoolName'> | undefined;
  error: Error | null;
  retry(): void;
}

/** A stored plan together with the problem that it was made for. */
export function usePlanModel(planId: string | undefined): LoadedPlan {
  const t = useText();
  const info = usePlanInfo(planId);
  const plan = usePlan(planId);
  const problemId = info.data?.problemId;
  const problem = useProblem(problemId);
  const model = useMemo(
    () => problem.data && plan.data && modelPlan(problem.data, plan.data, t),
    [problem.data, plan.data, t],
  );
  return {
    model,
    problemId,
    info: info.data,
    error:
      plan.error ??
      info.error ??
      problem.error ??
      (info.isSuccess && !info.isFetching && !info.data && planId !== undefined
        ? new Error(t.plan.notFound)
        : null),
    retry: () => void Promise.all([plan.refetch(), info.refetch(), problem.refetch()]),
  };
}
