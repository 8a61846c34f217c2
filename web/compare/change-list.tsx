import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { ChangeKind } from '../../src/domain/compare/changes.ts';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useComparison } from '../remote/compare.ts';
import type { ComparedPlan } from './compared-plan.tsx';

const STEP = 100;
const colours: Record<ChangeKind, string> = {
  added: 'green',
  removed: 'red',
  moved: 'gold',
  room: 'orange',
  people: 'blue',
  classes: 'purple',
  placement: 'cyan',
};

/** What one plan does otherwise than the first. */
export function ChangeList({ base, other }: { base: ComparedPlan; other: ComparedPlan }) {
  const { t, lang, number, aside } = useLanguage();
  const [most, setMost] = useState(STEP);
  const asked = useComparison(base.id, other.id);
  if (asked.error) return <Failure error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Loading />;
  const { changes } = asked.data;
  return (
    <section className="card scroll-x" style={{ marginTop: 14 }}>
      <h2>
        {t.compare.changes} {base.label} → {other.label}
        {aside(number(changes.length))}
      </h2>
      {changes.length === 0 ? (
        <p className="muted">{t.compare.noChanges}</p>
      ) : (
        <table className="table">
          <thead>
            <tr>
              <th>{t.compare.session}</th>
              <th>{t.compare.change}</th>
              <th>{t.compare.from}</th>
              <th>{t.compare.to}</th>
            </tr>
          </thead>
          <tbody>
            {changes.slice(0, most).map((change, i) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew as a whole
              <tr key={i}>
                <td>{change.what[lang]}</td>
                <td>
                  <Tag color={colours[change.kind]}>{t.compare.kinds[change.kind]}</Tag>
                </td>
                <td>{change.from[lang]}</td>
                <td>{change.to[lang]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {changes.length > most && (
        <Button style={{ marginTop: 8 }} onClick={() => setMost(most + 5 * STEP)}>
          {t.word.more}
          {aside(number(changes.length - most))}
        </Button>
      )}
    </section>
  );
}
