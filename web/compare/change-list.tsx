import { Button, Tag } from 'antd';
import { useState } from 'react';
import type { ChangeKind } from '../../src/domain/compare/changes.ts';
import { DataTable } from '../app/data-table.tsx';
import { Failure, Loading } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useComparison } from '../remote/compare.ts';
import type { ComparedPlan } from './compared-plan.tsx';

/** Shown at first, and more each time they are asked for. */
const FIRST = 40;
const STEP = 500;
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
  const [most, setMost] = useState(FIRST);
  const asked = useComparison(base.id, other.id);
  if (asked.error) return <Failure error={asked.error} retry={() => void asked.refetch()} />;
  if (!asked.data) return <Loading />;
  const { changes } = asked.data;
  return (
    <section className="card" style={{ marginTop: 14 }}>
      <h2>
        {t.compare.changes} {base.label} → {other.label}
        {aside(number(changes.length))}
      </h2>
      {changes.length === 0 ? (
        <p className="muted">{t.compare.noChanges}</p>
      ) : (
        <DataTable
          label={t.compare.changes}
          isPart
          stacks
          rows={changes.slice(0, most).map((change, i) => ({ ...change, i }))}
          keyOf={({ i }) => i}
          columns={[
            { head: t.compare.session, cell: ({ what }) => what[lang] },
            {
              head: t.compare.change,
              cell: ({ kind }) => <Tag color={colours[kind]}>{t.compare.kinds[kind]}</Tag>,
            },
            { head: t.compare.from, cell: ({ from }) => from[lang] },
            { head: t.compare.to, cell: ({ to }) => to[lang] },
          ]}
        />
      )}
      {changes.length > most && (
        <Button style={{ marginTop: 8 }} onClick={() => setMost(most + STEP)}>
          {t.word.more}
          {aside(number(changes.length - most))}
        </Button>
      )}
    </section>
  );
}
