import type { ReactNode } from 'react';
import '../plan/tables.css';

export interface Column<T> {
  head: string;
  /** The head is for screen readers only: buttons and bars speak for themselves. */
  isHeadHidden?: boolean;
  /** Of its cells; `n` is a number, which its head follows. */
  className?: 'n' | 'nowrap' | 'wide' | 'verbs' | 'target';
  cell(row: T): ReactNode;
}

/** Records as a table that scrolls sideways by itself, or stacks on a phone. */
export function DataTable<T>(props: {
  rows: readonly T[];
  columns: readonly Column<T>[];
  keyOf(row: T): string | number;
  /** What they are, for those who hear the table. */
  label: string;
  /** Stands in a card of its own, unless it is a part of one. */
  isPart?: boolean;
  /** On a phone each record is a block, with a line for each column below the first. */
  stacks?: boolean;
}) {
  const { rows, columns, keyOf, isPart = false, stacks = false } = props;
  return (
    <div className={isPart ? 'scroll-x' : 'card scroll-x'}>
      <table className={stacks ? 'table stacks' : 'table'} aria-label={props.label}>
        <thead>
          <tr>
            {columns.map(({ head, isHeadHidden, className }) => (
              <th key={head} className={className === 'n' || className === 'wide' ? className : ''}>
                {isHeadHidden ? <span className="sr-only">{head}</span> : head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={keyOf(row)}>
              {columns.map(({ head, isHeadHidden, className, cell }, i) =>
                // The first says what the row is about.
                i === 0 ? (
                  <th key={head} scope="row" className={className}>
                    {cell(row)}
                  </th>
                ) : (
                  <td key={head} className={className} data-head={isHeadHidden ? undefined : head}>
                    {cell(row)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
