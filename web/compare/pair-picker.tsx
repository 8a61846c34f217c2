import { Segmented } from 'antd';
import { useText } from '../i18n/language.tsx';
import type { ComparedPlan } from './compared-plan.tsx';

/** Which two of the compared plans stand side by side; choosing the other one swaps them. */
export function PairPicker(props: {
  plans: readonly ComparedPlan[];
  value: [string, string];
  onChange(pair: [string, string]): void;
}) {
  const t = useText();
  const { plans, value, onChange } = props;
  const [left, right] = value;
  const options = plans.map(({ id, label }) => ({ value: id, label }));
  return (
    <div className="pair-picker no-print">
      <span>{t.compare.pair}</span>
      <Segmented<string>
        tabIndex={-1}
        aria-label={t.compare.pairFirst}
        value={left}
        options={options}
        onChange={(id) => onChange(id === right ? [right, left] : [id, right])}
      />
      <span aria-hidden="true">→</span>
      <Segmented<string>
        tabIndex={-1}
        aria-label={t.compare.pairSecond}
        value={right}
        options={options}
        onChange={(id) => onChange(id === left ? [right, left] : [left, id])}
      />
    </div>
  );
}
