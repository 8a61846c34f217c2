import { useMutation } from '@tanstack/react-query';
import { Alert, Select, Switch } from 'antd';
import { type ReactNode, useState } from 'react';
import { fromNowOn } from '../../src/domain/validity.ts';
import { useLanguage } from '../i18n/language.tsx';
import { storeBoth } from '../plan/plan-links.tsx';
import { request } from '../remote/client.ts';
import { useMay } from '../remote/me.ts';
import { usePublications } from '../remote/portal.ts';
import { problemStored, storeVersion } from '../remote/queries.ts';
import type { Plan, Problem } from '../remote/types.ts';
import { dataToRun } from './data-to-run.ts';

/** What a run is to be told. */
interface Ready {
  problemId: string;
  startPlanId?: string;
}

export interface KeptPlan {
  /** The question, or what stands in the data; null where there is neither. */
  line: ReactNode;
  /** Stores the version of the data that is wanted, where it is another one. */
  prepare: (problemId: string) => Promise<Ready>;
  isPending: boolean;
  error: Error | null;
}

/**
 * Whether a run changes as little as can be of what is published, also where the data carry
 * something earlier: of what holds last, as a plan that is made now is for the time after that, or
 * of what holds now, where that is wanted. By default as the data have it, or the profile wants:
 * least change from nothing would be a plan like any other.
 *
 * @param mayChange they are the current ones, and no plan of them is gone on from
 */
export function useKeptPlan(
  problem: Problem | undefined,
  mayChange: boolean,
  profile: string | undefined,
): KeptPlan {
  const { t, dateTime, dayOf } = useLanguage();
  const may = useMay();
  const schoolId = problem?.school.id;
  const spans = fromNowOn(usePublications(schoolId).data ?? []);
  const [keptId, setKeptId] = useState<string>();
  const published = (spans.find(({ held }) => held.id === keptId) ?? spans.at(-1))?.held;
  const [chosen, setChosen] = useState<boolean>();
  const hasBaseline = problem?.baseline !== undefined;
  const wantsLeast = profile === 'leastChange';
  const keeps = chosen ?? (hasBaseline || wantsLeast);
  const canChoose =
    published !== undefined &&
    problem !== undefined &&
    mayChange &&
    may('problems:write', schoolId) &&
    may('plans:write', schoolId);
  const store = useMutation({
    mutationFn: async (problemId: string): Promise<Ready> => {
      if (!canChoose) return { problemId };
      const kept = keeps ? await request<Plan>('GET', `/v1/plans/${published.planId}`) : undefined;
      const wanted = dataToRun(problem, kept);
      if (wanted?.baseline) {
        const made = await storeBoth(wanted, problemId, { plan: wanted.baseline });
        return { problemId: made.problem.id, startPlanId: made.plan.id };
      }
      if (!wanted) return { problemId };
      const stored = await storeVersion(wanted, problemId);
      problemStored(stored);
      return { problemId: stored.id };
    },
  });
  const question =
    canChoose &&
    t.solve.keepPublished(
      dateTime(published.createdAt),
      published.inForce ? undefined : dayOf(published.validFrom),
    );
  const nothing = wantsLeast && !(canChoose ? keeps : hasBaseline) && (
    <Alert type="warning" showIcon title={t.solve.keepsNothing} />
  );
  return {
    line: question ? (
      <>
        <p>
          <Switch size="small" aria-label={question} checked={keeps} onChange={setChosen} />{' '}
          {question} <span className="muted small">{t.solve.keepHint}</span>
        </p>
        {keeps && spans.length > 1 && (
          <Select
            aria-label={t.solve.keepWhich}
            style={{ minWidth: 220, marginBottom: 8 }}
            value={published?.id}
            onChange={setKeptId}
            options={spans.map(({ held, from }) => ({
              value: held.id,
              label: held.inForce ? t.publish.inForce : t.publish.holdsFrom(dayOf(from)),
            }))}
          />
        )}
        {nothing}
      </>
    ) : hasBaseline ? (
      <p className="muted">{t.solve.keepsGiven}</p>
    ) : (
      nothing
    ),
    prepare: store.mutateAsync,
    isPending: store.isPending,
    error: store.error,
  };
}
