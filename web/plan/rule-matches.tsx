import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useRuleMatches } from '../remote/queries.ts';
import { ClosedClubReasons } from './closed-club-reasons.tsx';

const SHOWN = 30;

/** Where one rule costs something in a plan: who, when, which club. */
export function RuleMatches({ planId, ruleId }: { planId: string; ruleId: string }) {
  // That a club is not held is known; what one asks for is the reason.
  if (ruleId === 'closedClub') return <ClosedClubReasons planId={planId} />;
  return <Places planId={planId} ruleId={ruleId} />;
}

function Places({ planId, ruleId }: { planId: string; ruleId: string }) {
  const { t, lang, number } = useLanguage();
  const { data, error, refetch } = useRuleMatches(planId);
  if (error) return <Failure error={error} retry={() => void refetch()} />;
  if (!data) return <Loading rows={2} />;
  const matches = data.filter((match) => match.ruleId === ruleId);
  if (matches.length === 0) return <p className="muted small">{t.plan.matchesHidden}</p>;
  return (
    <ul className="small">
      {matches.slice(0, SHOWN).map(({ sentence }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
        <li key={i}>{sentence[lang]}</li>
      ))}
      {matches.length > SHOWN && <li>{t.plan.moreMatches(number(matches.length - SHOWN))}</li>}
    </ul>
  );
}
