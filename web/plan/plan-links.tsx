import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import type { RefObject } from 'react';
import { useNavigate } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { useFailureText } from '../app/states.tsx';
import { useMessage } from '../app/use-message.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ApiFailure, request } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import { currentVersion, planStored, problemStored, storeVersion } from '../remote/queries.ts';
import type { PlanInfo, Problem, ProblemInfo } from '../remote/types.ts';
import { withPins } from './pins.ts';
import type { PlanModel } from './plan-model.ts';
import { UndoButtons } from './undo-buttons.tsx';

/** What can be done with a plan as a whole. */
export function PlanLinks(props: {
  model: PlanModel;
  planId: string;
  problemId: string;
  pinned: ReadonlySet<string>;
  /** Pins were set or taken away here. */
  isRepinned: boolean;
  resume: RefObject<readonly [string, string] | undefined>;
}) {
  const { planId, problemId, model } = props;
  const { t, number, aside } = useLanguage();
  const { modal } = App.useApp();
  const message = useMessage();
  const textOf = useFailureText();
  const navigate = useNavigate();
  const may = useMay();
  const schoolId = model.problem.school.id;
  const canGoOn = may('jobs:write', schoolId);
  // The plan to keep to is a part of the data.
  const canChangeLittle =
    canGoOn && may('problems:write', schoolId) && may('plans:write', schoolId);
  const goOn = useMutation({
    mutationFn: async ({ problem, replaces = problemId }: Version) => {
      const isOther = (error: unknown) =>
        error instanceof ApiFailure && error.details.code === 'stored-meanwhile';
      try {
        return await storeBoth(problem, replaces, model);
      } catch (error) {
        const current = isOther(error) ? await currentVersion(schoolId) : undefined;
        if (!current) throw error;
        return { problem, current };
      }
    },
    onSuccess: (made) => {
      if ('plan' in made)
        return navigate(`/solve?problem=${made.problem.id}&start=${made.plan.id}`);
      const { problem, current } = made;
      // What others put into the data since this plan was made would be in force no longer.
      void modal.confirm({
        title: t.edit.olderData,
        content: t.edit.olderDataHint(current.storedBy ?? t.editor.merge.somebody),
        okText: t.edit.olderDataGoOn,
        onOk: () => goOn.mutate({ problem, replaces: current.id }),
      });
    },
    onError: (error) => void message.error(textOf(error)),
  });
  return (
    <>
      <UndoButtons planId={planId} soft={model.plan.score.soft} resume={props.resume} />
      {props.isRepinned ? (
        <Button
          type="primary"
          loading={goOn.isPending}
          onClick={() => goOn.mutate({ problem: pinnedProblem(model, props.pinned) })}
        >
          {t.edit.pinGoOn}
          {aside(number(props.pinned.size))}
        </Button>
      ) : (
        canGoOn && (
          <>
            <LinkButton to={`/solve?problem=${problemId}&start=${planId}`}>
              {t.edit.goOn}
            </LinkButton>
            {canChangeLittle && (
              <Button
                title={t.edit.baselineHint}
                loading={goOn.isPending}
                onClick={() => goOn.mutate({ problem: { ...model.problem, baseline: model.plan } })}
              >
                {t.edit.baseline}
              </Button>
            )}
          </>
        )
      )}
      <LinkButton to={`/fairness/${planId}`}>{t.plan.fairness}</LinkButton>
      <LinkButton to={`/compare?plans=${planId}`}>{t.plan.compare}</LinkButton>
    </>
  );
}

interface Version {
  problem: Problem;
  /** The version that is to be current until now; the plan's own one when absent. */
  replaces?: string;
}

function pinnedProblem({ problem, plan }: PlanModel, held: ReadonlySet<string>): Problem {
  const pins = withPins(problem.pins ?? [], plan.sessions, held);
  const { pins: _old, ...rest } = problem;
  return pins.length > 0 ? { ...rest, pins } : rest;
}

/**
 * Pins and the plan to keep to belong to the problem, and a run starts from a plan of its own
 * problem: so the problem is stored as a new version, and the plan once more as one of it.
 */
export async function storeBoth(
  problem: Problem,
  replaces: string,
  { plan }: Pick<PlanModel, 'plan'>,
): Promise<{ problem: ProblemInfo; plan: PlanInfo }> {
  const stored = await storeVersion(problem, replaces);
  problemStored(stored);
  const { sessions, placements, openSessions } = plan;
  const body = { sessions, openSessions, ...(placements ? { placements } : {}) };
  const copy = await request<PlanInfo>('POST', '/v1/plans?copy=true', {
    problemId: stored.id,
    plan: body,
  });
  planStored(copy);
  return { problem: stored, plan: copy };
}
