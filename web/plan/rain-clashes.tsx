import { Alert } from 'antd';
import { useMemo } from 'react';
import { rainClashes } from '../../src/domain/views/rain-clashes.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { PlanModel } from './plan-model.ts';

/** Where the rain plan of the week does not work out: no rule asks for it, and nothing else tells. */
export function RainClashes({ model }: { model: PlanModel }) {
  const { t, lang } = useLanguage();
  const clashes = useMemo(() => rainClashes(model.plan, model.index), [model]);
  if (clashes.length === 0) return null;
  return (
    <Alert
      className="folds"
      style={{ marginBottom: 10 }}
      type="info"
      showIcon
      title={
        <details className="small">
          <summary>{t.plan.rainClashes(clashes.length)}</summary>
          <ul>
            {clashes.map(({ sentence }) => (
              <li key={sentence.en}>{sentence[lang]}</li>
            ))}
          </ul>
        </details>
      }
    />
  );
}
