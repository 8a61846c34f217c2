import { Button, Drawer } from 'antd';
import type { ReactNode } from 'react';
import type { PathStep } from '../../src/domain/pointer.ts';
import { useText } from '../i18n/language.tsx';
import { EditTable } from './edit-table.tsx';
import { byEntry, faultsBelow, fieldOfFault, type PlacedFault } from './fault-places.ts';
import { useFaultText } from './fault-text.ts';
import { type Field, fieldValue, withValue } from './field.ts';
import { FieldInput } from './field-input.tsx';
import { useReadOnly } from './read-only.ts';
import { setAt } from './set-at.ts';

/** Lists that stand inside an entry. */
export interface InnerList {
  path: readonly PathStep[];
  title: string;
  fields: readonly Field[];
  fresh: object;
}

/** Everything of one entry: its fields, what is drawn of it, and its inner lists. */
export function EntryDrawer(props: {
  title: string;
  entry: unknown;
  fields: readonly Field[];
  lists: readonly InnerList[];
  faults: readonly PlacedFault[];
  children?: ReactNode;
  /** `place` names the field, so that letters typed into it are one step to undo. */
  onChange(change: (entry: unknown) => unknown, place: string, field?: Field): void;
  onRemove(): void;
  onClose(): void;
}) {
  const { entry, fields, lists, faults } = props;
  const t = useText();
  const textOf = useFaultText();
  const isReadOnly = useReadOnly();
  const inLists = lists.map(({ path }) => faultsBelow(faults, path));
  const listed = new Set(inLists.flat().map(({ fault }) => fault));
  const own = faults.filter(({ fault }) => !listed.has(fault));
  const ofField = (field: Field) =>
    own.filter(({ rest }) => fieldOfFault(fields, rest)?.key === field.key);
  const rest = own.filter(({ rest: path }) => fieldOfFault(fields, path) === undefined);
  return (
    <Drawer
      open
      size={620}
      styles={{ wrapper: { maxWidth: '100vw' } }}
      title={props.title}
      onClose={props.onClose}
      footer={
        isReadOnly ? null : (
          <Button danger onClick={props.onRemove}>
            {t.word.remove}
          </Button>
        )
      }
    >
      {rest.map(({ fault }, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: made anew as a whole
        <p key={i} className="field-fault" role="alert">
          {textOf(fault)}
        </p>
      ))}
      {props.children}
      {fields.map((field) => (
        <FieldInput
          key={field.key}
          field={field}
          value={fieldValue(field, entry)}
          faults={ofField(field)}
          onChange={(value) =>
            props.onChange((old) => withValue(field, old, value), field.key, field)
          }
        />
      ))}
      {lists.map(({ path, title, fields: inner, fresh }, i) => {
        const rows = listAt(entry, path);
        const put = (next: unknown[]) =>
          props.onChange(
            (old) => setAt(old, path, next.length > 0 || path[0] === 'seats' ? next : undefined),
            '',
          );
        return (
          <section key={path.join('.')}>
            <h3>{title}</h3>
            <EditTable
              label={title}
              fields={inner}
              entries={rows}
              faults={byEntry(inLists[i] ?? [])}
              height={260}
              onCells={(changes) => {
                const next = [...rows];
                for (const { index, field, value } of changes)
                  next[index] = withValue(field, next[index], value);
                put(next);
              }}
              onAdd={() => put([...rows, fresh])}
              onRemove={(index) => put(rows.filter((_, place) => place !== index))}
            />
          </section>
        );
      })}
    </Drawer>
  );
}

function listAt(entry: unknown, path: readonly PathStep[]): readonly unknown[] {
  let here = entry;
  for (const step of path) here = (here as Record<PathStep, unknown> | undefined)?.[step];
  return Array.isArray(here) ? here : [];
}
