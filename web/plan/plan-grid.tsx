import { PushpinFilled } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  type KeyboardEvent,
  memo,
  type RefObject,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useText } from '../i18n/language.tsx';
import {
  firstSpot,
  type GridColumn,
  type Laid,
  layOut,
  MIN_ROW,
  neighbour,
  type Spot,
  steps,
} from './grid-layout.ts';
import type { Block, GridRow } from './grid-rows.ts';
import '../app/segments.css';
import './plan-grid.css';

/** A block was dropped into a cell. */
export type GridDrop = (
  from: { block: Block; row: GridRow },
  row: GridRow,
  columnKey: string,
) => void;

/** Of the head at its tallest, the frame, and a scroll bar below. */
const HEAD_HEIGHT = 76;

/**
 * The week, or one day, as a grid of which only the visible rows are in the page. Rows have known
 * heights, so a county school is laid out at once and scrolls without jumping.
 */
export function PlanGrid({
  rows,
  columns,
  words,
  pinned,
  changed,
  onOpen,
  onPin,
  onDrop,
  onCell,
}: {
  rows: readonly GridRow[];
  columns: readonly GridColumn[];
  /** Lower-case words to mark. */
  words: readonly string[];
  /** Ids of sessions that are pinned. */
  pinned: ReadonlySet<string>;
  /** Keys of blocks to frame, where two plans are compared. */
  changed?: ReadonlySet<string> | undefined;
  onOpen(block: Block, row: GridRow): void;
  onPin?: ((sessionIds: readonly string[], isOn: boolean) => void) | undefined;
  onDrop?: GridDrop | undefined;
  /** An empty place was clicked. */
  onCell?: ((row: GridRow, columnKey: string) => void) | undefined;
}) {
  const t = useText();
  const dragged = useRef<{ block: Block; row: GridRow } | undefined>(undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Spot>();
  const laid = useMemo(() => layOut(rows, columns), [rows, columns]);
  const virtual = useVirtualizer({
    count: laid.length,
    getScrollElement: () => scroller.current,
    estimateSize: (i) => laid[i]?.height ?? MIN_ROW,
    getItemKey: (i) => laid[i]?.row.key ?? i,
    overscan: 4,
  });
  // Heights depend on the filter; what was cached for a row may be another's by now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: rows are what the heights come from
  useLayoutEffect(() => virtual.measure(), [laid, virtual]);
  const template = {
    gridTemplateColumns: `var(--label) repeat(${columns.length}, minmax(0, 1fr))`,
  };
  const sizes = {
    '--columns': columns.length,
    '--whole': `${virtual.getTotalSize() + HEAD_HEIGHT}px`,
  } as CSSProperties;
  const move = (event: KeyboardEvent) => {
    const step = steps[event.key];
    const here = (event.target as HTMLElement).closest<HTMLElement>('[data-block]');
    if (here && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const [row, column, i] = (here.dataset.block as string).split('/').map(Number);
      const found = laid[row as number];
      const key = event.key.toLowerCase();
      const ids = found?.cells[column as number]?.[i as number]?.sessions.map(({ id }) => id);
      if (key === 'p' && ids) onPin?.(ids, !ids.every((id) => pinned.has(id)));
      if (key === 'n' && found) onCell?.(found.row, columns[column as number]?.key ?? '');
    }
    if (!step || !here) return;
    event.preventDefault();
    const next = neighbour(laid, spotOf(here), step);
    if (!next) return;
    virtual.scrollToIndex(next[0], { align: 'auto' });
    const isThere = () => {
      const block = scroller.current?.querySelector<HTMLElement>(
        `[data-block="${next.join('/')}"]`,
      );
      block?.focus();
      return block !== null;
    };
    // A row out of sight is drawn when it has been scrolled to.
    if (!isThere()) requestAnimationFrame(() => isThere() || requestAnimationFrame(isThere));
  };
  const drawn = virtual.getVirtualItems();
  // The tab key stops once in the grid: where one was last, or else at the first block in sight.
  const stop = drawn.some(({ index }) => index === at?.[0])
    ? at
    : firstSpot(
        laid,
        drawn.map(({ index }) => index),
      );
  return (
    <div
      ref={scroller}
      className="grid"
      style={sizes}
      role="grid"
      aria-label={t.plan.gridLabel}
      aria-rowcount={laid.length + 1}
      aria-colcount={columns.length + 1}
      tabIndex={-1}
      onKeyDown={move}
      onFocus={({ target }) => {
        if (target.dataset.block !== undefined) setAt(spotOf(target));
      }}
    >
      <div
        className="grid-row grid-head"
        role="row"
        aria-rowindex={1}
        style={template}
        tabIndex={-1}
      >
        <div className="grid-label" role="columnheader" tabIndex={-1} />
        {columns.map((column) => (
          <div key={column.key} className="grid-column" role="columnheader" tabIndex={-1}>
            {column.title}
            {column.sub && <small>{column.sub}</small>}
          </div>
        ))}
      </div>
      <div className="grid-body" role="presentation" style={{ height: virtual.getTotalSize() }}>
        {drawn.map((item) => (
          <Row
            key={item.key}
            laid={laid[item.index] as Laid}
            index={item.index}
            top={item.start}
            template={template.gridTemplateColumns}
            words={words}
            pinned={pinned}
            changed={changed}
            onOpen={onOpen}
            columns={columns}
            dragged={dragged}
            onDrop={onDrop}
            onCell={onCell}
            openWord={t.plan.openPost}
            stop={stop?.[0] === item.index ? `${stop[1]}/${stop[2]}` : undefined}
          />
        ))}
      </div>
    </div>
  );
}

const Row = memo(function Row(props: {
  laid: Laid;
  index: number;
  top: number;
  template: string;
  words: readonly string[];
  openWord: string;
  pinned: ReadonlySet<string>;
  changed: ReadonlySet<string> | undefined;
  onOpen(block: Block, row: GridRow): void;
  columns: readonly GridColumn[];
  dragged: RefObject<{ block: Block; row: GridRow } | undefined>;
  onDrop: GridDrop | undefined;
  onCell: ((row: GridRow, columnKey: string) => void) | undefined;
  /** Column and place of the block at which the tab key stops. */
  stop: string | undefined;
}) {
  const { laid, index, top, template, words, openWord, onOpen, columns, dragged, onDrop } = props;
  const { onCell } = props;
  const isPinned = ({ sessions }: Block) => sessions.every(({ id }) => props.pinned.has(id));
  const { row, cells, height } = laid;
  const style = { gridTemplateColumns: template, height, transform: `translateY(${top}px)` };
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} style={style} tabIndex={-1}>
      <div className="grid-label" role="rowheader" tabIndex={-1}>
        <b>{row.label}</b>
        <small>{row.sub}</small>
      </div>
      {cells.map((blocks, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells
        <div
          key={columns[column]?.key ?? column}
          className="grid-cell"
          role="gridcell"
          tabIndex={-1}
          onClick={(event) => {
            // Not what a click on a block bubbles up.
            if (event.target === event.currentTarget) onCell?.(row, columns[column]?.key ?? '');
          }}
          onDragOver={(event) => onDrop && dragged.current && event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            const from = dragged.current;
            dragged.current = undefined;
            if (from) onDrop?.(from, row, columns[column]?.key ?? '');
          }}
        >
          {blocks.map((block, i) => (
            <button
              key={block.key}
              type="button"
              tabIndex={props.stop === `${column}/${i}` ? 0 : -1}
              data-block={`${index}/${column}/${i}`}
              className={`${classOf(block, words)}${props.changed?.has(block.key) ? ' changed' : ''}`}
              draggable={onDrop !== undefined}
              onDragStart={(event) => {
                // Some browsers only drag what carries data.
                event.dataTransfer.setData('text/plain', block.title);
                event.dataTransfer.effectAllowed = 'move';
                dragged.current = { block, row };
              }}
              onClick={() => onOpen(block, row)}
              title={`${block.start}–${block.end} ${block.title} ${block.detail}`}
            >
              <span className="block-title">
                {isPinned(block) && <PushpinFilled />}
                <time>{block.start}</time> {block.title}
              </span>
              <span className="block-detail">
                {block.open === 'post' && <span className="block-open">{openWord}</span>}
                {block.detail}
              </span>
            </button>
          ))}
        </div>
      ))}
    </div>
  );
});

function classOf(block: Block, words: readonly string[]): string {
  const text = words.length > 0 ? `${block.title} ${block.detail}`.toLowerCase() : '';
  const isMarked = words.length > 0 && words.some((word) => text.includes(word));
  const open = block.open ? ` open-${block.open}` : '';
  return `block seg-${block.segment}${open}${isMarked ? ' marked' : ''}`;
}

function spotOf(block: HTMLElement): Spot {
  return (block.dataset.block as string).split('/').map(Number) as unknown as Spot;
}
