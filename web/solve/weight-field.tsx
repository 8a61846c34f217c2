import { useState } from 'react';
import './weight-field.css';

/** A weight as a number and as bars of its size against the usual one; empty is the usual one. */
export function WeightField(props: {
  label: string;
  value: number | undefined;
  usual: number;
  isReadOnly?: boolean;
  onChange(weight: number | undefined): void;
}) {
  const { label, value, usual, isReadOnly = false, onChange } = props;
  const [typed, setTyped] = useState<string>();
  // A slider of powers of two: from a quarter to four times the usual weight, and none at all.
  const factor = (value ?? usual) / (usual || 1);
  const place = factor === 0 ? -3 : Math.max(-2, Math.min(2, Math.log2(factor)));
  return (
    <span className="weight">
      <input
        type="range"
        disabled={isReadOnly}
        aria-label={label}
        min={-3}
        max={2}
        step={0.5}
        value={place}
        onChange={(event) => {
          const at = Number(event.target.value);
          const next = at <= -3 ? 0 : Number((usual * 2 ** at).toPrecision(3));
          onChange(next === usual ? undefined : next);
        }}
      />
      <input
        className="field-text"
        inputMode="decimal"
        readOnly={isReadOnly}
        aria-label={label}
        placeholder={String(usual)}
        value={typed ?? (value === undefined ? '' : String(value))}
        onChange={(event) => {
          const text = event.target.value.trim();
          const n = Number(text);
          setTyped(event.target.value);
          if (text === '') onChange(undefined);
          else if (Number.isFinite(n) && n >= 0) onChange(n);
        }}
        onBlur={() => setTyped(undefined)}
      />
    </span>
  );
}
