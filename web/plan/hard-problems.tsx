import { Alert, Button } from 'antd';
import { useState } from 'react';
import { hardConflicts } from '../../src/domain/capacity/hard-conflicts.ts';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useRuleMatches } from '../remote/queries.ts';
import type { PlanModel } from './plan-model.ts';

/** Violations that are named at first. */
const SHOWN = 6;

/** What breaks hard rules in a plan and why: first of all, since nothing else can mend it. */
export function HardProblems({ model, planId }: { model: PlanModel; planId: string }) {
  const { t, lang, number } = useLanguage();
  const { hard } = model.plan.score;
  if (hard === 0) return null;
  return (
    <Alert
      style={{ marginBottom: 10 }}
      type="error"
      showIcon
      title={t.plan.hardBroken(number(hard))}
      description={
        <>
          <ul>
            {hardConflicts(model.index).map(({ sentence }) => (
              <li key={sentence.en}>{sentence[lang]}</li>
            ))}
          </ul>
          <HardMatches planId={planId} />
        </>
      }
    />
  );
}

function HardMatches({ planId }: { planId: string }) {
  const { t, lang, number } = useLanguage();
  const { data, error, refetch } = useRuleMatches(planId);
  const [isWhole, setWhole] = useState(false);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading rows={2} />;
  const hard = data.filter(({ level }) => level === 'hard');
  const rest = hard.length - SHOWN;
  return (
    <>
      <ul>
        {hard.slice(0, isWhole ? hard.length : SHOWN).map(({ sentence, causes = [] }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
          <li key={i}>
            {[sentence, ...causes.map((cause) => cause.sentence)]
              .map((one) => one[lang])
              .join(lang === 'zh' ? '；' : '; ')}
          </li>
        ))}
      </ul>
      {rest > 0 && !isWhole && (
        <Button size="small" type="link" onClick={() => setWhole(true)}>
          {t.plan.moreMatches(number(rest))}
        </Button>
      )}
    </>
  );
}
