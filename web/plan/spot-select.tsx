import { NameSelect } from '../app/name-select.tsx';
import { useText } from '../i18n/language.tsx';
import type { PlanModel } from './plan-model.ts';
import type { Spot } from './spots.ts';

/** Chooses a place in the week. */
export function SpotSelect(props: {
  model: PlanModel;
  spots: readonly Spot[];
  value: Spot | undefined;
  label: string;
  size?: 'small' | 'middle';
  onChange(spot: Spot): void;
}) {
  const t = useText();
  const { model, spots, value, label } = props;
  const nameOf = (spot: Spot) => {
    const periods = spot.map((id) => model.index.period(id));
    const [first, last] = [periods[0], periods.at(-1)];
    if (!first || !last) return '';
    return `${t.weekday[first.weekday]} ${first.start}–${last.end} ${t.segment[first.segment]}`;
  };
  return (
    <NameSelect<string>
      className="swap"
      size={props.size ?? 'middle'}
      aria-label={label}
      placeholder={label}
      value={value?.join(' ') ?? null}
      onChange={(key) => {
        const spot = spots.find((one) => one.join(' ') === key);
        if (spot) props.onChange(spot);
      }}
      options={spots.map((spot) => ({ value: spot.join(' '), label: nameOf(spot) }))}
    />
  );
}
