import { Switch } from 'antd';
import { type ReactNode, useDeferredValue, useEffect, useMemo, useState } from 'react';
import { type IdList, idLists } from '../../src/domain/checks/lookup.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { SearchInput } from '../app/search-input.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/zh.ts';
import { EditTable } from './edit-table.tsx';
import { EntryDrawer, type InnerList } from './entry-drawer.tsx';
import { byEntry, type PlacedFault } from './fault-places.ts';
import { type Field, fieldValue, showValue, withValue } from './field.ts';
import type { ListName } from './part-fields.ts';
import { useReadOnly } from './read-only.ts';
import { freshId, renameId } from './rename-id.ts';
import type { EditDraft } from './use-draft.ts';

/** A list of the problem as a table, with a form for each entry. */
export function ListPart(props: {
  list: ListName;
  title: string;
  draft: Problem;
  fields: readonly Field[];
  lists?: (entry: unknown) => readonly InnerList[];
  /** What a new entry is, without its id. */
  fresh: object;
  /** Before the number of its id, where the list has none to count on from. */
  stem: string;
  faults: readonly PlacedFault[];
  goTo: { index: number; key: string | undefined; isOpen?: boolean } | undefined;
  height?: number;
  isForm?: boolean;
  edit: EditDraft;
  drawing?: (entry: unknown, index: number) => ReactNode;
}) {
  const { list, draft, fields, edit, faults } = props;
  const { t, number, aside } = useLanguage();
  const [search, setSearch] = useState('');
  const [onlyBad, setOnlyBad] = useState(false);
  const [opened, setOpened] = useState<number>();
  const { goTo } = props;
  useEffect(() => {
    if (goTo?.isOpen) setOpened(goTo.index);
  }, [goTo]);
  const words = useDeferredValue(search).toLowerCase().split(/\s+/).filter(Boolean);
  const isReadOnly = useReadOnly();
  const entries = (Array.isArray(draft[list]) ? draft[list] : []) as readonly unknown[];
  const placed = useMemo(() => byEntry(faults), [faults]);
  const columns = useMemo(() => fields.filter((field) => !field.formOnly), [fields]);
  const wanted = words.join(' ');
  const shown = useMemo(() => {
    if (wanted === '' && !onlyBad) return undefined;
    const needed = wanted.split(' ').filter(Boolean);
    return entries.flatMap((entry, index) => {
      if (onlyBad && !placed.has(index)) return [];
      const text = columns
        .map((field) => showValue(field, fieldValue(field, entry), t.word.list))
        .join(' ');
      return needed.every((word) => text.toLowerCase().includes(word)) ? [index] : [];
    });
  }, [entries, columns, wanted, onlyBad, placed, t.word.list]);
  const hasIds = (idLists as readonly string[]).includes(list);

  function change(problem: Problem, index: number, next: unknown, isId: boolean): Problem {
    if (isId && hasIds)
      return renameId(problem, list as IdList, index, (next as { id: string }).id);
    const old = (problem[list] ?? []) as readonly unknown[];
    return { ...problem, [list]: old.map((one, i) => (i === index ? next : one)) };
  }

  const entryAt = (problem: Problem, index: number) => (problem[list] as readonly unknown[])[index];
  const remove = (index: number) => {
    setOpened(undefined);
    edit((problem) => {
      const left = ((problem[list] ?? []) as readonly unknown[]).filter((_, i) => i !== index);
      if (left.length > 0 || !(list === 'pins' || list === 'students'))
        return { ...problem, [list]: left };
      const { [list]: _none, ...others } = problem;
      return others as Problem;
    });
  };
  const add = () => {
    setSearch('');
    setOnlyBad(false);
    edit((problem) => {
      const old = (Array.isArray(problem[list]) ? problem[list] : []) as { id?: string }[];
      const id = hasIds
        ? {
            id: freshId(
              old.map((one) => one.id ?? ''),
              props.stem,
            ),
          }
        : {};
      return { ...problem, [list]: [...old, { ...id, ...props.fresh }] };
    });
  };
  const entry = opened === undefined ? undefined : entries[opened];
  return (
    <section aria-label={props.title}>
      <div className="part-head">
        <h2>
          {props.title} <small>{number(entries.length)}</small>
        </h2>
        {entries.length > 8 && (
          <SearchInput
            // Looking for something is no change.
            disabled={false}
            size="small"
            className="part-search"
            label={`${t.editor.search} ${props.title}`}
            placeholder={t.editor.search}
            value={search}
            onChange={(event) => setSearch(event.target.value)}
          />
        )}
        {placed.size > 0 && (
          <span className="small">
            <Switch
              size="small"
              disabled={false}
              checked={onlyBad}
              onChange={setOnlyBad}
              aria-label={t.editor.onlyBad}
            />{' '}
            {t.editor.onlyBad}
            {aside(number(placed.size))}
          </span>
        )}
      </div>
      <EditTable
        label={props.title}
        fields={columns}
        entries={entries}
        shown={shown}
        faults={placed}
        height={props.height}
        goTo={props.goTo}
        onCells={(changes) =>
          edit((problem) =>
            changes.reduce((all, { index, field, value }) => {
              const old = entryAt(all, index);
              if (JSON.stringify(fieldValue(field, old)) === JSON.stringify(value)) return all;
              return change(all, index, withValue(field, old, value), field.key === 'id');
            }, problem),
          )
        }
        onAdd={add}
        onRemove={remove}
        onOpen={props.isForm === false ? undefined : setOpened}
      />
      {entries.length === 0 && (
        <p className="muted small">
          {list === 'pins'
            ? t.editor.noPins
            : list === 'students'
              ? t.editor.noStudents
              : !isReadOnly && t.editor.noEntries}
        </p>
      )}
      {entry !== undefined && opened !== undefined && (
        <EntryDrawer
          title={`${props.title} ${headOf(fields, entry, t)}`}
          entry={entry}
          fields={fields}
          lists={props.lists?.(entry) ?? []}
          faults={placed.get(opened) ?? []}
          onChange={(update, place, field) =>
            edit(
              (problem) =>
                change(problem, opened, update(entryAt(problem, opened)), field?.key === 'id'),
              place === '' ? undefined : `${list}/${opened}/${place}`,
            )
          }
          onRemove={() => remove(opened)}
          onClose={() => setOpened(undefined)}
        >
          {props.drawing?.(entry, opened)}
        </EntryDrawer>
      )}
    </section>
  );
}

/** What an entry is called: its first two fields, which are its id and name. */
function headOf(fields: readonly Field[], entry: unknown, t: Messages): string {
  const said = fields
    .slice(0, 2)
    .map((field) => showValue(field, fieldValue(field, entry), t.word.list));
  // Who has no id of their own has their name for one.
  return [...new Set(said)].join(' ');
}
