import { Select } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import { usePlans } from '../remote/queries.ts';
import { usePlanOptions } from './plan-options.ts';

/** Chooses one stored plan, newest first. */
export function PlanPicker(props: { value: string | undefined; onChange(planId: string): void }) {
  const { t } = useLanguage();
  const options = usePlanOptions(usePlans().data);
  return (
    <Select
      aria-label={t.plan.list}
      style={{ width: 560, maxWidth: '100%' }}
      placeholder={t.plan.chooseFirst}
      value={props.value}
      onChange={props.onChange}
      showSearch={{ optionFilterProp: 'label' }}
      options={options}
    />
  );
}
