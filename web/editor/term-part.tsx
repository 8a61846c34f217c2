import { Button } from 'antd';
import { useMemo } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { useText } from '../i18n/language.tsx';
import { EditTable } from './edit-table.tsx';
import { byEntry, faultsBelow, fieldOfFault, type PlacedFault } from './fault-places.ts';
import { fieldValue, withValue } from './field.ts';
import { FieldInput } from './field-input.tsx';
import { holidayFields, makeUpFields } from './fields-activities.ts';
import { field } from './fields-school.ts';
import type { Options } from './options.ts';
import { useReadOnly } from './read-only.ts';
import { setAt } from './set-at.ts';
import type { EditDraft } from './use-draft.ts';

/** The dates of the term, its holidays and the days that make up for them. */
export function TermPart(props: {
  draft: Problem;
  options: Options;
  faults: readonly PlacedFault[];
  edit: EditDraft;
}) {
  const { draft, options, faults, edit } = props;
  const t = useText();
  const isReadOnly = useReadOnly();
  const f = t.editor.fields;
  const dates = useMemo(
    () => [
      field('start', f.from, ['term', 'start'], { required: true, placeholder: '2026-09-01' }),
      field('end', f.to, ['term', 'end'], { required: true, placeholder: '2027-01-22' }),
    ],
    [f],
  );
  const lists = useMemo(
    () => [
      {
        name: 'holidays',
        title: t.editor.holidays,
        fields: holidayFields(t),
        fresh: { from: '', to: '' },
      },
      {
        name: 'makeUpDays',
        title: t.editor.makeUpDays,
        fields: makeUpFields(t, options),
        fresh: { date: '', runsWeekday: 1 },
      },
    ],
    [t, options],
  );
  if (draft.term === undefined) {
    return (
      <section className="card">
        <p className="muted">{t.editor.noTerm}</p>
        {!isReadOnly && (
          <Button onClick={() => edit((old) => setAt(old, ['term'], { start: '', end: '' }))}>
            {t.word.add}
          </Button>
        )}
      </section>
    );
  }
  return (
    <section className="card" aria-label={t.problems.partNames.term}>
      {dates.map((one) => (
        <FieldInput
          key={one.key}
          field={one}
          value={fieldValue(one, draft)}
          faults={faults.filter(({ rest }) => fieldOfFault(dates, rest)?.key === one.key)}
          onChange={(value) => edit((old) => withValue(one, old, value), `term/${one.key}`)}
        />
      ))}
      {lists.map(({ name, title, fields, fresh }) => {
        const rows = (draft.term as Record<string, unknown> | undefined)?.[name];
        const list = Array.isArray(rows) ? (rows as unknown[]) : [];
        const put = (next: unknown[]) =>
          edit((old) => setAt(old, ['term', name], next.length > 0 ? next : undefined));
        return (
          <div key={name}>
            <h3>{title}</h3>
            <EditTable
              label={title}
              fields={fields}
              entries={list}
              faults={byEntry(faultsBelow(faults, ['term', name]))}
              onCells={(changes) => {
                const next = [...list];
                for (const { index, field: one, value } of changes)
                  next[index] = withValue(one, next[index], value);
                put(next);
              }}
              onAdd={() => put([...list, fresh])}
              onRemove={(index) => put(list.filter((_, i) => i !== index))}
            />
          </div>
        );
      })}
      {!isReadOnly && (
        <Button
          danger
          style={{ marginTop: 12 }}
          onClick={() => edit((old) => setAt(old, ['term'], undefined))}
        >
          {t.editor.removeTerm}
        </Button>
      )}
    </section>
  );
}
