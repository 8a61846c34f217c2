import { Select } from 'antd';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { clearButton } from '../app/quiet-icons.tsx';
import { useText } from '../i18n/language.tsx';
import { type Field, fromSelect, readValue, selectOptions, showValue } from './field.ts';

type Step = 'down' | 'right' | 'left' | 'stay';

/** `whole`: what was there is edited; text: that takes its place, as the first letter typed. */
export type Editing = { isWhole: boolean; typed: string };

/**
 * What stands in the cell that has the cursor. Enter and Tab keep, Escape does not. A cell of text
 * holds its input before it is edited, unseen: only so an input method for Chinese can begin in it.
 */
export function CellEditor(props: {
  field: Field;
  /** Says which row it is in. */
  row: string;
  value: unknown;
  editing: Editing | undefined;
  onBegin(): void;
  onCommit(value: unknown, step: Step): void;
  onCancel(): void;
}) {
  const { field, editing } = props;
  if (field.kind === 'choice') return editing && <ChoiceCell {...props} />;
  if (field.kind === 'choices') return editing && <ChoicesCell {...props} />;
  return <TextCell {...props} />;
}

type CellProps = Parameters<typeof CellEditor>[0];

function TextCell({ field, row, value, editing, onBegin, onCommit, onCancel }: CellProps) {
  const [text, setText] = useState('');
  const input = useRef<HTMLInputElement>(null);
  const isWhole = editing?.isWhole ?? false;
  const t = useText();
  const shown = showValue(field, value, t.word.list);
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the edit begins
  useLayoutEffect(() => {
    if (isWhole) setText(shown);
  }, [isWhole]);
  const finish = (step: Step) => {
    if (!editing) return;
    if (step === 'stay' && text === shown) onCancel();
    else onCommit(readValue(field, text), step);
  };
  return (
    <input
      ref={input}
      // biome-ignore lint/a11y/noAutofocus: the cursor is in this cell
      autoFocus
      className={editing ? 'cell-input' : 'cell-catcher'}
      data-catcher={editing ? undefined : ''}
      aria-label={editing ? `${row} ${field.title}` : `${row} ${field.title} ${shown}`}
      autoComplete="off"
      spellCheck={false}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      value={editing ? text : ''}
      onCompositionStart={() => {
        if (editing) return;
        setText('');
        onBegin();
      }}
      onChange={(event) => {
        setText(event.target.value);
        if (!editing) onBegin();
      }}
      onBlur={() => finish('stay')}
      onKeyDown={(event) => {
        if (!editing || event.nativeEvent.isComposing) return;
        const step = stepOf(event);
        if (event.key === 'Escape') onCancel();
        else if (step) finish(step);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
    />
  );
}

function stepOf(event: KeyboardEvent): Step | undefined {
  if (event.key === 'Enter') return 'down';
  if (event.key === 'Tab') return event.shiftKey ? 'left' : 'right';
  return undefined;
}

function ChoiceCell({ field, row, value, editing, onCommit, onCancel }: CellProps) {
  const t = useText();
  const [search, setSearch] = useState(editing?.typed ?? '');
  return (
    <Select<string>
      autoFocus
      defaultOpen
      size="small"
      variant="borderless"
      className="cell-select"
      popupMatchSelectWidth={false}
      aria-label={`${row} ${field.title}`}
      allowClear={!field.required && clearButton(t.word.clear)}
      showSearch={{ optionFilterProp: 'label', searchValue: search, onSearch: setSearch }}
      {...(value === undefined ? {} : { defaultValue: String(value) })}
      options={selectOptions(field)}
      onChange={(chosen: string | undefined) =>
        onCommit(chosen === undefined ? undefined : fromSelect(field, chosen), 'down')
      }
      onOpenChange={(isOpen) => !isOpen && onCancel()}
      onInputKeyDown={(event) => {
        if (event.key === 'Escape' || event.key === 'Tab') onCancel();
        event.stopPropagation();
      }}
    />
  );
}

function ChoicesCell({ field, row, value, onCommit, onCancel }: CellProps) {
  const [chosen, setChosen] = useState<string[]>(Array.isArray(value) ? value.map(String) : []);
  const isOver = useRef(false);
  const finish = (step: Step) => {
    if (isOver.current) return;
    isOver.current = true;
    const values = chosen.map((one) => fromSelect(field, one));
    onCommit(values.length > 0 || field.required ? values : undefined, step);
  };
  return (
    <Select<string[]>
      autoFocus
      defaultOpen
      mode="multiple"
      size="small"
      variant="borderless"
      className="cell-select"
      popupMatchSelectWidth={false}
      maxTagCount="responsive"
      aria-label={`${row} ${field.title}`}
      showSearch={{ optionFilterProp: 'label' }}
      value={chosen}
      options={selectOptions(field)}
      onChange={setChosen}
      onBlur={() => finish('stay')}
      onInputKeyDown={(event) => {
        if (event.key === 'Escape') {
          isOver.current = true;
          onCancel();
        }
        if (event.key === 'Tab') {
          event.preventDefault();
          finish(event.shiftKey ? 'left' : 'right');
        }
        event.stopPropagation();
      }}
    />
  );
}
