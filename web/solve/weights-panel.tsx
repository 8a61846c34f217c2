import { Button } from 'antd';
import { useLanguage } from '../i18n/language.tsx';
import { useRules } from '../remote/queries.ts';
import { WeightField } from './weight-field.tsx';
import '../plan/tables.css';

/** Weights of single rules for this run alone, on top of the profile's or the school's own. */
export function WeightsPanel(props: {
  usual: Readonly<Record<string, number>>;
  weights: Readonly<Record<string, number>>;
  onChange(weights: Record<string, number>): void;
}) {
  const { usual, weights, onChange } = props;
  const { t, lang, number } = useLanguage();
  const soft = (useRules().data ?? []).filter(({ level }) => level === 'soft');
  const changed = Object.keys(weights).length;
  const put = (id: string, weight: number | undefined) => {
    const { [id]: _old, ...others } = weights;
    onChange(weight === undefined ? others : { ...others, [id]: weight });
  };
  return (
    <details className="run-weights">
      <summary>
        {t.solve.weights}
        {changed > 0 && ` · ${t.solve.changedWeights(number(changed))}`}
      </summary>
      <p className="muted small">
        {t.solve.weightsHint}{' '}
        {changed > 0 && (
          <Button size="small" onClick={() => onChange({})}>
            {t.solve.reset}
          </Button>
        )}
      </p>
      <div className="weight-list">
        {soft.map((rule) => (
          <div key={rule.id} className={rule.id in weights ? 'changed' : undefined}>
            <div>
              <b>{rule.title[lang]}</b>
              <div className="muted small">{rule.sentence[lang]}</div>
            </div>
            <WeightField
              label={`${t.word.weight} ${rule.title[lang]}`}
              value={weights[rule.id]}
              usual={usual[rule.id] ?? rule.defaultWeight}
              onChange={(weight) => put(rule.id, weight)}
            />
          </div>
        ))}
      </div>
    </details>
  );
}
