import { type FocusEvent, type KeyboardEvent, type RefObject, useState } from 'react';
import { announce } from '../app/announce.ts';
import { useText } from '../i18n/language.tsx';
import { type GridColumn, type Laid, neighbour, type Spot, steps } from './grid-layout.ts';
import type { Block, GridRow } from './grid-rows.ts';

/** A block was dropped into a cell. */
export type GridDrop = (
  from: { block: Block; row: GridRow },
  row: GridRow,
  columnKey: string,
) => void;

/** A block that is taken elsewhere with the keyboard, and the cell over which it is. */
export interface Carried {
  from: Spot;
  row: number;
  column: number;
}

/**
 * The keys of the grid: arrows go from block to block, P pins, N opens a session, and M takes a
 * block along: the arrows choose a cell then, Enter drops it there and Escape puts it back.
 */
export function useGridKeys(props: {
  laid: readonly Laid[];
  columns: readonly GridColumn[];
  scroller: RefObject<HTMLDivElement | null>;
  /** Scrolls a row to where it is seen. */
  showRow(index: number): void;
  pinned: ReadonlySet<string>;
  onPin: ((sessionIds: readonly string[], isOn: boolean) => void) | undefined;
  onDrop: GridDrop | undefined;
  onCell: ((row: GridRow, columnKey: string) => void) | undefined;
}) {
  const { laid, columns, pinned } = props;
  const t = useText();
  const [carried, setCarried] = useState<Carried>();
  const keyOf = (column: number) => columns[column]?.key ?? '';

  function focus(row: number, selector: string) {
    props.showRow(row);
    const isThere = () => {
      const found = props.scroller.current?.querySelector<HTMLElement>(selector);
      found?.focus();
      return found !== null;
    };
    // A row out of sight is drawn when it has been scrolled to.
    if (!isThere()) requestAnimationFrame(() => isThere() || requestAnimationFrame(isThere));
  }
  const focusBlock = (spot: Spot) => focus(spot[0], `[data-block="${spot.join('/')}"]`);

  function carry(event: KeyboardEvent, { from, row, column }: Carried) {
    const step = steps[event.key];
    const source = laid[from[0]];
    const block = source?.cells[from[1]]?.[from[2]];
    const target = laid[row];
    if (step) {
      const next = {
        from,
        row: Math.max(0, Math.min(laid.length - 1, row + step.rows)),
        column: Math.max(0, Math.min(columns.length - 1, column + step.columns)),
      };
      setCarried(next);
      focus(next.row, `[data-cell="${next.row}/${next.column}"]`);
    } else if (event.key === 'Enter' || event.key === ' ') {
      // What opens gives the focus back to the block.
      focusBlock(from);
      if (source && block && target)
        props.onDrop?.({ block, row: source.row }, target.row, keyOf(column));
    } else if (event.key === 'Escape') {
      announce(t.edit.putBack);
      focusBlock(from);
    } else return;
    if (!step) setCarried(undefined);
    event.preventDefault();
    event.stopPropagation();
  }

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (carried) return carry(event, carried);
    const at = (event.target as HTMLElement).closest<HTMLElement>('[data-block]');
    if (!at) return;
    const spot = spotOf(at);
    const [row, column, i] = spot;
    const found = laid[row];
    const block = found?.cells[column]?.[i];
    const key = event.key.toLowerCase();
    if (key === 'p' && block && props.onPin) {
      const ids = block.sessions.map(({ id }) => id);
      const isOn = !ids.every((id) => pinned.has(id));
      props.onPin(ids, isOn);
      announce(isOn ? t.edit.pinned : t.edit.unpinned);
    }
    if (key === 'n' && found) props.onCell?.(found.row, keyOf(column));
    if (key === 'm' && block && props.onDrop) {
      setCarried({ from: spot, row, column });
      announce(t.edit.carried(block.title));
      focus(row, `[data-cell="${row}/${column}"]`);
    }
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    const next = neighbour(laid, spot, step);
    if (next) focusBlock(next);
  }

  /** Who leaves the grid lets go of what was carried. */
  function onBlur({ currentTarget, relatedTarget }: FocusEvent) {
    if (carried && relatedTarget && !currentTarget.contains(relatedTarget)) setCarried(undefined);
  }

  return { carried, onKeyDown, onBlur, focusBlock };
}

export function spotOf(block: HTMLElement): Spot {
  return (block.dataset.block as string).split('/').map(Number) as unknown as Spot;
}
