import { Alert } from 'antd';
import { seatsForNobody } from '../../src/domain/capacity/nobody.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { PlanModel } from './plan-model.ts';

/** Clubs that were asked for and are not held: nothing else in the week speaks of them. */
export function ClosedClubs({ model }: { model: PlanModel }) {
  const { t, lang } = useLanguage();
  const held = new Set(model.plan.sessions.map(({ activityId }) => activityId));
  const closed = model.problem.activities.filter(
    ({ id, enrol }) => enrol === 'choice' && !held.has(id),
  );
  if (closed.length === 0) return null;
  const ids = new Set(closed.map(({ id }) => id));
  const nobody = seatsForNobody(model.index).filter(({ activityId }) => ids.has(activityId));
  const names = closed.map(({ id }) => model.names.activity(id));
  return (
    <Alert
      style={{ marginBottom: 10 }}
      type="info"
      showIcon
      title={
        <>
          {t.plan.closedClubs(names.join(lang === 'zh' ? '、' : ', '))}
          <div className="small">
            {nobody.length > 0
              ? nobody.map(({ activityId, sentence }) => (
                  <div key={activityId}>{sentence[lang]}</div>
                ))
              : t.plan.closedHint}
          </div>
        </>
      }
    />
  );
}
