import { useMutation } from '@tanstack/react-query';
import { App, Button } from 'antd';
import { useNavigate } from 'react-router';
import { LinkButton } from '../app/link-button.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { request } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import { planStored, problemStored } from '../remote/queries.ts';
import type { PlanInfo, Problem, ProblemInfo } from '../remote/types.ts';
import { withPins } from './pins.ts';
import type { PlanModel } from './plan-model.ts';
import { usePlanTrail } from './plan-trail.ts';

/** What can be done with a plan as a whole. */
export function PlanLinks(props: {
  model: PlanModel;
  planId: string;
  problemId: string;
  pinned: ReadonlySet<string>;
  /** Pins were set or taken away here. */
  isRepinned: boolean;
}) {
  const { planId, problemId, model } = props;
  const { t, number, aside } = useLanguage();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { undo, redo } = usePlanTrail(planId);
  const may = useMay();
  const schoolId = model.problem.school.id;
  const canGoOn = may('jobs:write', schoolId);
  // The plan to keep to is a part of the data.
  const canChangeLittle =
    canGoOn && may('problems:write', schoolId) && may('plans:write', schoolId);
  const goOn = useMutation({
    mutationFn: () => storePinned(model, props.pinned),
    onSuccess: ({ problem, plan }) => navigate(`/solve?problem=${problem.id}&start=${plan.id}`),
    onError: (error) => void message.error(error.message),
  });
  const changeLittle = useMutation({
    mutationFn: () => storeVersion({ ...model.problem, baseline: model.plan }, model),
    onSuccess: ({ problem, plan }) => navigate(`/solve?problem=${problem.id}&start=${plan.id}`),
    onError: (error) => void message.error(error.message),
  });
  return (
    <>
      {(undo || redo) && (
        <>
          <Button disabled={!undo} onClick={undo} title="Ctrl+Z">
            {t.edit.undo}
          </Button>
          <Button disabled={!redo} onClick={redo} title="Ctrl+Y">
            {t.edit.redo}
          </Button>
        </>
      )}
      {props.isRepinned ? (
        <Button type="primary" loading={goOn.isPending} onClick={() => goOn.mutate()}>
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
                loading={changeLittle.isPending}
                onClick={() => changeLittle.mutate()}
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

/**
 * Pins belong to the problem, and a run starts from a plan of its own problem: so the pinned
 * problem is stored as a new version, and the plan once more as one of it.
 */
async function storePinned({ problem, plan }: PlanModel, held: ReadonlySet<string>) {
  const pins = withPins(problem.pins ?? [], plan.sessions, held);
  const { pins: _old, ...rest } = problem;
  return await storeVersion(pins.length > 0 ? { ...rest, pins } : rest, { plan });
}

/** A version of the problem, and the plan once more as one of it. */
async function storeVersion(problem: Problem, { plan }: Pick<PlanModel, 'plan'>) {
  const stored = await request<ProblemInfo>('POST', '/v1/problems', problem);
  problemStored(stored);
  const { sessions, placements, openSessions } = plan;
  const body = { sessions, openSessions, ...(placements ? { placements } : {}) };
  const copy = await request<PlanInfo>('POST', '/v1/plans', { problemId: stored.id, plan: body });
  planStored(copy);
  return { problem: stored, plan: copy };
}
