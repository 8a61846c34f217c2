import { type Language, useLanguage } from '../i18n/language.tsx';
import type { DataVersion } from '../problems/data-versions.ts';
import type { PlanInfo } from '../remote/types.ts';

/** What is known of a plan that tells it from others. */
export type KnownPlan = Pick<PlanInfo, 'createdAt' | 'isCopy' | 'jobId' | 'publishable' | 'score'>;

/** A plan in words; what differs from plan to plan of one school comes first. */
export interface PlanWords {
  /** When it was made. */
  made: string;
  /** By a run or by hand. */
  origin: string;
  /** Only the levels that cost something, and always the soft one. */
  costs: string[];
  /** What speaks against it: it cannot be published, or its data are of before. */
  doubts: { text: string; color: 'red' | 'gold' }[];
  /** The version of the data; nothing where there is only one, or nobody knows. */
  data: string | undefined;
}

export function originOf({
  jobId,
  isCopy,
}: Pick<PlanInfo, 'isCopy' | 'jobId'>): 'run' | 'hand' | 'copy' {
  if (jobId !== null) return 'run';
  return isCopy ? 'copy' : 'hand';
}

function planWords(
  plan: KnownPlan,
  version: DataVersion | undefined,
  { t, number, dateTime }: Pick<Language, 't' | 'number' | 'dateTime'>,
): PlanWords {
  const levels = (['hard', 'medium', 'soft'] as const).filter(
    (level) => level === 'soft' || plan.score[level] > 0,
  );
  return {
    made: dateTime(plan.createdAt),
    origin: t.plan.origins[originOf(plan)],
    costs: levels.map((level) => `${t.word[level]} ${number(plan.score[level])}`),
    doubts: [
      ...(plan.publishable ? [] : [{ text: t.notPublishable, color: 'red' as const }]),
      ...(version && !version.isCurrent ? [{ text: t.plan.oldData, color: 'gold' as const }] : []),
    ],
    data: version && version.of > 1 ? t.plan.dataVersion(version.number) : undefined,
  };
}

/** As `planWords`, in the language in force. */
export function usePlanWords(): (plan: KnownPlan, version: DataVersion | undefined) => PlanWords {
  const language = useLanguage();
  return (plan, version) => planWords(plan, version, language);
}
