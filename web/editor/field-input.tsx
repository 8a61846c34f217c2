import { Select } from 'antd';
import { useState } from 'react';
import { clearButton } from '../app/quiet-icons.tsx';
import { useText } from '../i18n/language.tsx';
import type { PlacedFault } from './fault-places.ts';
import { useFaultText } from './fault-text.ts';
import { type Field, fromSelect, readValue, selectOptions, showValue } from './field.ts';
import { useReadOnly } from './read-only.ts';

/** One line of a form: title, control, what is wrong with it, and a hint. */
export function FieldInput(props: {
  field: Field;
  value: unknown;
  faults?: readonly PlacedFault[] | undefined;
  onChange(value: unknown): void;
}) {
  const { field, value, faults = [], onChange } = props;
  const t = useText();
  const textOf = useFaultText();
  const isBad = faults.length > 0;
  return (
    <div className="field-line">
      <span className="field-title" id={`title-${field.key}`}>
        {field.title}
      </span>
      <div className="field-control">
        {field.kind === 'choice' ? (
          <Select<string>
            aria-labelledby={`title-${field.key}`}
            allowClear={!field.required && clearButton(t.word.clear)}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            placeholder={field.placeholder}
            {...(isBad ? { status: 'error' as const } : {})}
            value={value === undefined ? null : String(value)}
            options={selectOptions(field)}
            onChange={(chosen: string | undefined) =>
              onChange(chosen === undefined ? undefined : fromSelect(field, chosen))
            }
          />
        ) : field.kind === 'choices' ? (
          <Select<string[]>
            mode="multiple"
            aria-labelledby={`title-${field.key}`}
            showSearch={{ optionFilterProp: 'label' }}
            popupMatchSelectWidth={false}
            placeholder={field.placeholder}
            {...(isBad ? { status: 'error' as const } : {})}
            value={Array.isArray(value) ? value.map(String) : []}
            options={selectOptions(field)}
            onChange={(chosen) =>
              onChange(
                chosen.length > 0 || field.required
                  ? chosen.map((one) => fromSelect(field, one))
                  : undefined,
              )
            }
          />
        ) : (
          <TextInput {...props} isBad={isBad} />
        )}
        {faults.map(({ fault }, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: made anew as a whole
          <div key={i} className="field-fault" role="alert">
            {textOf(fault)}
          </div>
        ))}
        {field.hint && <div className="muted small">{field.hint}</div>}
      </div>
    </div>
  );
}

/** What is typed stays as it is typed until the field is left: "0." on the way to "0.5". */
function TextInput({
  field,
  value,
  isBad,
  onChange,
}: Parameters<typeof FieldInput>[0] & { isBad: boolean }) {
  const t = useText();
  const [typed, setTyped] = useState<string>();
  const isReadOnly = useReadOnly();
  return (
    <input
      className={isBad ? 'field-text bad' : 'field-text'}
      aria-labelledby={`title-${field.key}`}
      aria-invalid={isBad}
      spellCheck={false}
      readOnly={isReadOnly}
      inputMode={field.kind === 'number' ? 'decimal' : undefined}
      placeholder={field.placeholder}
      value={typed ?? showValue(field, value, t.word.list)}
      onChange={(event) => {
        setTyped(event.target.value);
        onChange(readValue(field, event.target.value));
      }}
      onBlur={() => setTyped(undefined)}
    />
  );
}
