import { useVirtualizer } from '@tanstack/react-virtual';
import { type ClipboardEvent, type KeyboardEvent, useEffect, useId, useRef, useState } from 'react';
import { useText } from '../i18n/language.tsx';
import { CellEditor, type Editing } from './cell-editor.tsx';
import { TableRow } from './edit-table-row.tsx';
import type { PlacedFault } from './fault-places.ts';
import { type Field, fieldValue, readValue, showValue } from './field.ts';
import { useReadOnly } from './read-only.ts';
import './edit-table.css';

/** Pixels; edit-table.css has the same. */
const ROW = 34;
const HEAD = 36;
const COLUMN = 120;
const LEAD = 64;

/** One value that was typed, chosen, pasted or cleared. */
export interface CellChange {
  index: number;
  field: Field;
  value: unknown;
}

interface Spot {
  row: number;
  column: number;
}

/**
 * A list as a spreadsheet: arrow keys move, typing or Enter edits, Delete clears, and cells copied
 * from a spreadsheet are pasted over as many rows as they have. Only rows in sight are in the page.
 */
export function EditTable(props: {
  label: string;
  fields: readonly Field[];
  entries: readonly unknown[];
  /** Places in `entries` of the rows that are shown; all when absent. */
  shown?: readonly number[] | undefined;
  faults?: ReadonlyMap<number, readonly PlacedFault[]> | undefined;
  /** Most pixels of height. */
  height?: number | undefined;
  goTo?: { index: number; key: string | undefined } | undefined;
  onCells(changes: CellChange[]): void;
  onAdd?(): void;
  onRemove?(index: number): void;
  onOpen?: ((index: number) => void) | undefined;
}) {
  const { label, fields, entries, shown, faults, height = 560, goTo } = props;
  const isReadOnly = useReadOnly();
  const t = useText();
  const id = useId();
  const grid = useRef<HTMLDivElement>(null);
  const [spot, setSpot] = useState<Spot>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<Editing>();
  const [hasFocus, setHasFocus] = useState(false);
  const rows = shown?.length ?? entries.length;
  const indexOf = (row: number) => shown?.[row] ?? row;
  const at = {
    row: Math.min(spot.row, rows - 1),
    column: Math.min(spot.column, fields.length - 1),
  };
  const virtual = useVirtualizer({
    count: rows,
    getScrollElement: () => grid.current,
    estimateSize: () => ROW,
    scrollPaddingStart: HEAD,
    overscan: 6,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish moves the table
  useEffect(() => {
    if (!goTo) return;
    const row = shown ? shown.indexOf(goTo.index) : goTo.index;
    if (row < 0) return;
    const column = Math.max(
      0,
      fields.findIndex(({ key }) => key === goTo.key),
    );
    go({ row, column });
  }, [goTo]);
  const field = fields[at.column];
  const onRemove = isReadOnly ? undefined : props.onRemove;
  const isEditing = !isReadOnly && editing !== undefined && field !== undefined && at.row >= 0;
  const widths = fields.map(widthOf);
  const template = `${LEAD}px ${widths.map((one) => `${one}px`).join(' ')}`;
  const width = LEAD + widths.reduce((sum, one) => sum + one, 0);

  function go(next: Spot) {
    const row = Math.max(0, Math.min(rows - 1, next.row));
    const column = Math.max(0, Math.min(fields.length - 1, next.column));
    setSpot({ row, column });
    setEditing(undefined);
    virtual.scrollToIndex(row, { align: 'auto' });
    requestAnimationFrame(() => {
      // The input of the new cell may have the focus by now, and a letter in it.
      if (!grid.current?.contains(document.activeElement))
        grid.current?.focus({ preventScroll: true });
      document
        .getElementById(`${id}-${row}-${column}`)
        ?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    });
  }

  function commit(value: unknown, step: 'down' | 'right' | 'left' | 'stay') {
    setEditing(undefined);
    if (field) props.onCells([{ index: indexOf(at.row), field, value }]);
    if (step === 'stay') return;
    go({
      row: at.row + (step === 'down' ? 1 : 0),
      column: at.column + (step === 'right' ? 1 : step === 'left' ? -1 : 0),
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    if (isEditing || event.nativeEvent.isComposing) return;
    if (at.row >= 0 && event.key === 'Enter' && event.shiftKey && props.onOpen) {
      props.onOpen(indexOf(at.row));
      event.preventDefault();
      return;
    }
    if (at.row >= 0 && event.key === 'Delete' && event.ctrlKey && onRemove) {
      onRemove(indexOf(at.row));
      event.preventDefault();
      return;
    }
    const step = steps[event.key];
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey;
    if (step && isPlain) {
      go({ row: at.row + step[0], column: at.column + step[1] });
    } else if (event.key === 'Home' || event.key === 'End') {
      go({ row: at.row, column: event.key === 'Home' ? 0 : fields.length - 1 });
    } else if (isReadOnly) {
      if (event.key !== 'Enter' || at.row < 0) return;
      props.onOpen?.(indexOf(at.row));
    } else if (event.key === 'Enter' || event.key === 'F2') {
      setEditing({ isWhole: true, typed: '' });
    } else if ((event.key === 'Delete' || event.key === 'Backspace') && field) {
      props.onCells([{ index: indexOf(at.row), field, value: readValue(field, '') }]);
    } else if (event.key.length === 1 && isPlain && isChoice(field)) {
      setEditing({ isWhole: false, typed: event.key.trim() });
    } else return;
    event.preventDefault();
  }

  function onPaste(event: ClipboardEvent) {
    if (isReadOnly || isEditing || at.row < 0) return;
    const lines = event.clipboardData
      .getData('text/plain')
      .replace(/\r?\n$/, '')
      .split(/\r?\n/);
    const changes = lines.flatMap((line, down) =>
      line.split('\t').flatMap((text, right) => {
        const target = fields[at.column + right];
        const row = at.row + down;
        if (!target || row >= rows) return [];
        return [{ index: indexOf(row), field: target, value: readValue(target, text) }];
      }),
    );
    event.preventDefault();
    if (changes.length > 0) props.onCells(changes);
  }

  function onCopy(event: ClipboardEvent) {
    if (isEditing || !field || at.row < 0) return;
    const text = showValue(field, fieldValue(field, entries[indexOf(at.row)]), t.word.list);
    event.clipboardData.setData('text/plain', text);
    event.preventDefault();
  }

  return (
    <div className="edit-table">
      <div
        ref={grid}
        className="sheet"
        role="grid"
        aria-label={label}
        aria-readonly={isReadOnly}
        aria-rowcount={rows + 1}
        aria-colcount={fields.length + 1}
        aria-activedescendant={rows > 0 ? `${id}-${at.row}-${at.column}` : undefined}
        tabIndex={hasFocus ? -1 : 0}
        onFocus={(event) => {
          setHasFocus(true);
          // The cell with the cursor takes the focus where it holds an input.
          if (event.target === grid.current)
            grid.current
              .querySelector<HTMLElement>('[data-catcher]')
              ?.focus({ preventScroll: true });
        }}
        onBlur={(event) => {
          if (!grid.current?.contains(event.relatedTarget)) setHasFocus(false);
        }}
        style={{ height: Math.min(height, HEAD + rows * ROW + 18) }}
        onKeyDown={onKeyDown}
        onPaste={onPaste}
        onCopy={onCopy}
      >
        <div
          className="sheet-head"
          role="row"
          tabIndex={-1}
          style={{ gridTemplateColumns: template, width }}
        >
          <div role="columnheader" className="sheet-lead" tabIndex={-1}>
            <span className="sr-only">{t.editor.row}</span>
          </div>
          {fields.map((one) => (
            <div role="columnheader" key={one.key} title={one.hint ?? one.title} tabIndex={-1}>
              {one.title}
            </div>
          ))}
        </div>
        <div role="presentation" style={{ height: virtual.getTotalSize(), width }}>
          {virtual.getVirtualItems().map((item) => {
            const index = indexOf(item.index);
            const isHere = item.index === at.row;
            return (
              <TableRow
                key={index}
                id={`${id}-${item.index}`}
                row={item.index}
                index={index}
                top={item.start}
                template={template}
                width={width}
                fields={fields}
                entry={entries[index]}
                faults={faults?.get(index)}
                active={isHere ? at.column : undefined}
                words={t.editor}
                onSelect={(column, isAgain) => {
                  go({ row: item.index, column });
                  if (isAgain && !isReadOnly) setEditing({ isWhole: true, typed: '' });
                }}
                onOpen={props.onOpen}
                onRemove={onRemove}
                editor={
                  isHere && field && !isReadOnly && (hasFocus || isEditing) ? (
                    <CellEditor
                      key={`${item.index} ${field.key}`}
                      field={field}
                      row={t.editor.rowNumber(index + 1)}
                      value={fieldValue(field, entries[index])}
                      editing={editing}
                      onBegin={() => setEditing({ isWhole: false, typed: '' })}
                      onCommit={commit}
                      onCancel={() => go(at)}
                    />
                  ) : undefined
                }
                isEditing={isHere && isEditing}
              />
            );
          })}
        </div>
      </div>
      {props.onAdd && !isReadOnly && (
        <button type="button" className="sheet-add" onClick={props.onAdd}>
          + {t.word.add}
        </button>
      )}
    </div>
  );
}

const steps: Record<string, readonly [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
  PageDown: [12, 0],
  PageUp: [-12, 0],
};

function isChoice(field: Field | undefined): boolean {
  return field?.kind === 'choice' || field?.kind === 'choices';
}

/** As wide as the field wants, and as its head needs: Chinese and bold English in 13 px. */
function widthOf({ width = COLUMN, title }: Field): number {
  const head = [...title].reduce((sum, sign) => sum + (sign > '\u2e7f' ? 13 : 9), 18);
  return Math.max(width, head);
}
