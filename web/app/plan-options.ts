import { useLanguage } from '../i18n/language.tsx';
import type { PlanInfo } from '../remote/types.ts';

/** How stored plans are called in a list to choose from. */
export function usePlanOptions(plans: readonly PlanInfo[] | undefined) {
  const { t, number, dateTime } = useLanguage();
  return plans?.map(({ id, schoolName, createdAt, score }) => ({
    value: id,
    label: `${schoolName} · ${dateTime(createdAt)} · ${t.word.soft} ${number(score.soft)}`,
  }));
}
