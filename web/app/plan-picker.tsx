import { useLanguage } from '../i18n/language.tsx';
import { usePlans } from '../remote/queries.ts';
import { PlanSelect } from './plan-select.tsx';

/** Chooses one stored plan, newest first. */
export function PlanPicker(props: { value: string | undefined; onChange(planId: string): void }) {
  const { t } = useLanguage();
  return (
    <PlanSelect<string>
      aria-label={t.plan.list}
      style={{ width: 560, maxWidth: '100%' }}
      placeholder={t.plan.chooseFirst}
      value={props.value}
      onChange={props.onChange}
      plans={usePlans().data}
    />
  );
}
