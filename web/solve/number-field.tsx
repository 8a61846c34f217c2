import { InputNumber } from 'antd';
import { useId } from 'react';

/** A whole number with its label; emptied, it keeps the last one. */
export function NumberField(props: {
  label: string;
  hint?: string;
  min: number;
  max: number;
  value: number;
  onChange(value: number): void;
}) {
  const id = useId();
  return (
    <label htmlFor={id} title={props.hint}>
      {props.label}
      <InputNumber
        id={id}
        style={{ width: 96 }}
        min={props.min}
        max={props.max}
        precision={0}
        // They are named in English alone, and the arrow keys do the same.
        controls={false}
        value={props.value}
        onChange={(n) => n !== null && props.onChange(n)}
      />
    </label>
  );
}
