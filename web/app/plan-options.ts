import { useLanguage } from '../i18n/language.tsx';
import type { PlanInfo } from '../remote/types.ts';

/** How stored plans are called in a list to choose from. */
export function usePlanOptions(plans: readonly PlanInfo[] | undefined) {
  const { t, number, dateTime } = useLanguage();
  return plans?.map(({ id, schoolName, createdAt, score, jobId, publishable }) => ({
    value: id,
    label: [
      schoolName,
      dateTime(createdAt),
      jobId === null ? t.plan.origins.hand : t.plan.origins.run,
      ...(publishable ? [] : [t.notPublishable]),
      `${t.word.soft} ${number(score.soft)}`,
    ].join(' · '),
  }));
}
