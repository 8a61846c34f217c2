import { Select } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import { usePlans } from '../remote/queries.ts';

/** Chooses one stored plan, newest first. */
export function PlanPicker(props: { value: string | undefined; onChange(planId: string): void }) {
  const { t, number, dateTime } = useLanguage();
  const { data: plans } = usePlans();
  return (
    <Select
      aria-label={t.plan.list}
      style={{ width: 360, maxWidth: '100%' }}
      placeholder={t.plan.chooseFirst}
      value={props.value}
      onChange={props.onChange}
      showSearch={{ optionFilterProp: 'label' }}
      options={plans?.map((plan) => ({
        value: plan.id,
        label: `${plan.schoolName} · ${dateTime(plan.createdAt)} · ${t.word.soft} ${number(plan.score.soft)}`,
      }))}
    />
  );
}
