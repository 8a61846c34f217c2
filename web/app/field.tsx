import { type ReactNode, useId } from 'react';

/** A label above its control; `children` is given the id that ties the two. */
export function Field(props: { label: string; children(id: string): ReactNode }) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{props.label}</label>
      {props.children(id)}
    </div>
  );
}
