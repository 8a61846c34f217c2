import { Button, Tag } from 'antd';
import { useMemo, useState } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import type { ComparedPlan } from './compared-plan.tsx';
import { type ChangeKind, planChanges } from './plan-changes.ts';

const STEP = 100;
const colours: Record<ChangeKind, string> = {
  added: 'green',
  removed: 'red',
  moved: 'gold',
  people: 'blue',
  classes: 'purple',
};

/** What one plan does otherwise than the first. */
export function ChangeList({ base, other }: { base: ComparedPlan; other: ComparedPlan }) {
  const { t, number } = useLanguage();
  const [most, setMost] = useState(STEP);
  const changes = useMemo(() => planChanges(base.model, other.model), [base, other]);
  return (
    <section className="card scroll-x" style={{ marginTop: 14 }}>
      <h2>
        {t.compare.changes} {base.label} → {other.label}（{number(changes.length)}）
      </h2>
      {changes.length === 0 ? (
        <p className="muted">{t.compare.noChanges}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>{t.plan.time}</th>
              <th>{t.compare.session}</th>
              <th />
              <th>{t.compare.from}</th>
              <th>{t.compare.to}</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, most).map((change, i) => {
              const { weekday, start } = base.model.placeOf(change.session);
              return (
                // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
                <tr key={i}>
                  <td className="nowrap">
                    {t.weekday[weekday]} {start}
                  </td>
                  <td>
                    {base.model.title(change.session)}{' '}
                    <span className="muted small">
                      {base.model.isChoice(change.session)
                        ? ''
                        : base.model.names.classes(change.session.classIds, 2)}
                    </span>
                  </td>
                  <td>
                    <Tag color={colours[change.kind]}>{t.compare.kinds[change.kind]}</Tag>
                  </td>
                  <td>{change.from}</td>
                  <td>{change.to}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {changes.length > most && (
        <Button style={{ marginTop: 8 }} onClick={() => setMost(most + 5 * STEP)}>
          {t.word.more}（{number(changes.length - most)}）
        </Button>
      )}
    </section>
  );
}
