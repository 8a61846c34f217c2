import { Alert } from 'antd';
import { useState } from 'react';
import { seatsForNobody } from '../../src/domain/capacity/nobody.ts';
import { seriesName } from '../../src/domain/naming.ts';
import { useLanguage } from '../i18n/language.tsx';
import { ClosedClubReasons } from './closed-club-reasons.tsx';
import type { PlanModel } from './plan-model.ts';

/** Clubs that were asked for and are not held: nothing else in the week speaks of them. */
export function ClosedClubs({ model, planId }: { model: PlanModel; planId: string }) {
  const { t, lang, list } = useLanguage();
  const [isOpen, setOpen] = useState(false);
  const keyOf = (activityId: string | undefined, forKey: string | undefined) =>
    `${activityId} ${forKey ?? ''}`;
  const held = new Set(
    model.plan.sessions.map(({ activityId, forKey }) => keyOf(activityId, forKey)),
  );
  const closed = model.index.series.filter(
    ({ activity, forKey }) => activity.enrol === 'choice' && !held.has(keyOf(activity.id, forKey)),
  );
  if (closed.length === 0) return null;
  const ids = new Set(closed.map(({ activity }) => activity.id));
  // Known without asking: no plan could hold these.
  const nobody = seatsForNobody(model.index).filter(({ activityId }) => ids.has(activityId));
  const told = new Set(nobody.map(({ activityId }) => activityId));
  const names = closed.map(
    ({ activity, forKey }) => seriesName(model.index, activity.id, forKey)[lang],
  );
  return (
    <Alert
      style={{ marginBottom: 10 }}
      type="info"
      showIcon
      title={
        <>
          {t.plan.closedClubs(list(names))}
          {nobody.map(({ activityId, sentence }) => (
            <div key={activityId} className="small">
              {sentence[lang]}
            </div>
          ))}
          {closed.some(({ activity }) => !told.has(activity.id)) && (
            <details className="small" onToggle={(event) => setOpen(event.currentTarget.open)}>
              <summary>{t.plan.whyClosed}</summary>
              <ClosedClubReasons planId={planId} isWanted={isOpen} butNot={told} />
            </details>
          )}
        </>
      }
    />
  );
}
