import { DeleteOutlined, EllipsisOutlined } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useLanguage } from '../i18n/language.tsx';
import type { Messages } from '../i18n/zh.ts';
import { fieldOfFault, type PlacedFault } from './fault-places.ts';
import { useFaultText } from './fault-text.ts';
import { type Field, fieldValue, showValue } from './field.ts';

interface RowProps {
  id: string;
  row: number;
  index: number;
  top: number;
  template: string;
  width: number;
  fields: readonly Field[];
  entry: unknown;
  faults: readonly PlacedFault[] | undefined;
  /** The column that has the cursor. */
  active: number | undefined;
  /** Of the cell with the cursor; what it shows stays in sight until it is edited. */
  editor: ReactNode;
  isEditing: boolean;
  words: Messages['editor'];
  onSelect(column: number, isAgain: boolean): void;
  onOpen: ((index: number) => void) | undefined;
  onRemove: ((index: number) => void) | undefined;
}

/** A row is drawn anew only when its entry, its faults or the cursor in it change. */
export const TableRow = memo(DrawnRow, (a, b) =>
  (Object.keys(a) as (keyof RowProps)[]).every(
    (key) =>
      key === 'onSelect' ||
      a[key] === b[key] ||
      // Made anew each time; but whoever may not change anything has none.
      ((key === 'onOpen' || key === 'onRemove') && Boolean(a[key]) === Boolean(b[key])),
  ),
);

function DrawnRow(props: RowProps) {
  const { row, index, fields, entry, faults = [], active, words, onOpen, onRemove } = props;
  const { t, number } = useLanguage();
  const textOf = useFaultText();
  const told = new Map<string, string[]>();
  for (const { fault, rest } of faults) {
    const key = fieldOfFault(fields, rest)?.key ?? '';
    told.set(key, [...(told.get(key) ?? []), textOf(fault)]);
  }
  const place = number(index + 1);
  return (
    <div
      className="sheet-row"
      role="row"
      aria-rowindex={row + 2}
      tabIndex={-1}
      style={{
        gridTemplateColumns: props.template,
        width: props.width,
        transform: `translateY(${props.top}px)`,
      }}
    >
      <div
        className={told.has('') ? 'sheet-lead bad' : 'sheet-lead'}
        role="rowheader"
        title={told.get('')?.join('\n')}
        tabIndex={-1}
      >
        <span className="num">{index + 1}</span>
        {onOpen && (
          <button
            type="button"
            tabIndex={-1}
            aria-label={words.openRow(place)}
            onClick={() => onOpen(index)}
          >
            <EllipsisOutlined aria-hidden />
          </button>
        )}
        {onRemove && (
          <button
            type="button"
            tabIndex={-1}
            className="remove"
            aria-label={words.removeRow(place)}
            onClick={() => onRemove(index)}
          >
            <DeleteOutlined aria-hidden />
          </button>
        )}
      </div>
      {fields.map((field, column) => {
        const value = fieldValue(field, entry);
        const bad = told.get(field.key);
        const isActive = column === active;
        const text = showValue(field, value, t.word.list);
        return (
          <div
            key={field.key}
            id={`${props.id}-${column}`}
            role="gridcell"
            tabIndex={-1}
            aria-selected={isActive}
            aria-invalid={bad !== undefined}
            title={
              bad?.join('\n') ?? hoverText(text || (value === undefined ? field.placeholder : ''))
            }
            className={`sheet-cell${isActive ? ' active' : ''}${bad ? ' bad' : ''}${field.kind === 'number' ? ' n' : ''}`}
            onMouseDown={(event) => {
              if (props.isEditing && isActive) return;
              event.preventDefault();
              props.onSelect(column, isActive);
            }}
          >
            {isActive && props.editor}
            {isActive && props.isEditing ? null : text !== '' ? (
              text
            ) : (
              <span className="sheet-default">{value === undefined ? field.placeholder : ''}</span>
            )}
          </div>
        );
      })}
    </div>
  );
}

/** What may be cut in a narrow column can be read by pointing at it. */
function hoverText(text = ''): string | undefined {
  return text.length > 6 ? text : undefined;
}
