import { PushpinFilled } from '@ant-design/icons';
import { useVirtualizer } from '@tanstack/react-virtual';
import {
  type CSSProperties,
  memo,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react';
import { useIsNarrow } from '../app/use-matches.ts';
import { useText } from '../i18n/language.tsx';
import type { Messages } from '../i18n/zh.ts';
import {
  findSpot,
  firstSpot,
  type GridColumn,
  type Laid,
  layOut,
  MIN_ROW,
  type Spot,
} from './grid-layout.ts';
import type { Block, GridRow } from './grid-rows.ts';
import { type GridDrop, spotOf, useGridKeys } from './use-grid-keys.ts';
import '../app/segments.css';
import './plan-grid.css';

/** Of the head at its tallest, the frame, and a scroll bar below. */
const HEAD_HEIGHT = 76;

/** Pixels of the column of names. */
const LABEL_WIDTHS = { wide: 132, narrow: 104, paired: 84 };

/**
 * The week, or one day, as a grid of which only the visible rows are in the page. Rows have known
 * heights, so a county school is laid out at once and scrolls without jumping.
 */
export function PlanGrid({
  rows,
  columns,
  corner,
  words,
  pinned,
  changed,
  resume,
  onOpen,
  onPin,
  onDrop,
  onCell,
  isPaired = false,
}: {
  rows: readonly GridRow[];
  columns: readonly GridColumn[];
  /** What the rows are, for those who hear the grid. */
  corner: string;
  /** Lower-case words to mark. */
  words: readonly string[];
  /** Ids of sessions that are pinned. */
  pinned: ReadonlySet<string>;
  /** Keys of blocks to frame, where two plans are compared. */
  changed?: ReadonlySet<string> | undefined;
  /** Remembers in which row and block the keyboard is; a grid in the place of another goes on there. */
  resume?: RefObject<readonly [row: string, block: string] | undefined>;
  onOpen(block: Block, row: GridRow): void;
  onPin?: ((sessionIds: readonly string[], isOn: boolean) => void) | undefined;
  onDrop?: GridDrop | undefined;
  /** An empty place was clicked. */
  onCell?: ((row: GridRow, columnKey: string) => void) | undefined;
  /** Two columns belong together, and both are seen at once on a phone. */
  isPaired?: boolean;
}) {
  const t = useText();
  const dragged = useRef<{ block: Block; row: GridRow } | undefined>(undefined);
  const scroller = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState<Spot>();
  const label = LABEL_WIDTHS[useIsNarrow() ? (isPaired ? 'paired' : 'narrow') : 'wide'];
  const laid = useMemo(() => layOut(rows, columns, label), [rows, columns, label]);
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
    '--label': `${label}px`,
    '--whole': `${virtual.getTotalSize() + HEAD_HEIGHT}px`,
  } as CSSProperties;
  const { carried, focusBlock, ...keys } = useGridKeys({
    laid,
    columns,
    scroller,
    showRow: (index) => virtual.scrollToIndex(index, { align: 'auto' }),
    pinned,
    onPin,
    onDrop,
    onCell,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where it takes another one's place
  useEffect(() => {
    const spot = resume?.current && findSpot(laid, ...resume.current);
    const at = document.activeElement;
    if (spot && (at === document.body || at?.id === 'main')) focusBlock(spot);
  }, []);
  const drawn = virtual.getVirtualItems();
  // The tab key stops once in the grid: where one was last, or else at the first block in sight.
  const isThere = at !== undefined && laid[at[0]]?.cells[at[1]]?.[at[2]] !== undefined;
  const stop =
    isThere && drawn.some(({ index }) => index === at[0])
      ? at
      : firstSpot(
          laid,
          drawn.map(({ index }) => index),
        );
  return (
    <div
      ref={scroller}
      className={isPaired ? 'grid paired' : 'grid'}
      style={sizes}
      role="grid"
      aria-label={onDrop ? t.plan.gridKeys : t.plan.gridLabel}
      aria-rowcount={laid.length + 1}
      aria-colcount={columns.length + 1}
      tabIndex={-1}
      {...keys}
      onFocus={({ target }) => {
        if (target.dataset.block === undefined) return;
        const spot = spotOf(target);
        setAt(spot);
        const row = laid[spot[0]];
        const block = row?.cells[spot[1]]?.[spot[2]];
        if (resume && block) resume.current = [row.row.key, block.key];
      }}
    >
      <div
        className="grid-row grid-head"
        role="row"
        aria-rowindex={1}
        style={template}
        tabIndex={-1}
      >
        <div className="grid-label" role="columnheader" tabIndex={-1}>
          <span className="sr-only">{corner}</span>
        </div>
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
            pinned={pinned}
            changed={changed}
            onOpen={onOpen}
            columns={columns}
            dragged={dragged}
            onDrop={onDrop}
            onCell={onCell}
            words={words}
            t={t}
            carried={carried?.from[0] === item.index ? carried.from : undefined}
            target={carried?.row === item.index ? carried.column : undefined}
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
  t: Messages;
  pinned: ReadonlySet<string>;
  changed: ReadonlySet<string> | undefined;
  onOpen(block: Block, row: GridRow): void;
  columns: readonly GridColumn[];
  dragged: RefObject<{ block: Block; row: GridRow } | undefined>;
  onDrop: GridDrop | undefined;
  onCell: ((row: GridRow, columnKey: string) => void) | undefined;
  /** The block of this row that is taken along with the keyboard, and the column it is over. */
  carried: Spot | undefined;
  target: number | undefined;
  /** Column and place of the block at which the tab key stops. */
  stop: string | undefined;
}) {
  const { laid, index, top, template, words, t, onOpen, columns, dragged, onDrop } = props;
  const { onCell, carried, target, changed } = props;
  const isPinned = ({ sessions }: Block) => sessions.every(({ id }) => props.pinned.has(id));
  const { row, cells, height } = laid;
  const style = { gridTemplateColumns: template, height, transform: `translateY(${top}px)` };
  return (
    <div className="grid-row" role="row" aria-rowindex={index + 2} style={style} tabIndex={-1}>
      <div
        className={laid.isLong ? 'grid-label long' : 'grid-label'}
        role="rowheader"
        tabIndex={-1}
        title={laid.isLong ? `${row.label} · ${row.sub}` : undefined}
      >
        <b style={{ WebkitLineClamp: laid.lines.name }}>{row.label}</b>
        <small style={{ WebkitLineClamp: laid.lines.sub }}>{row.sub}</small>
      </div>
      {cells.map((blocks, column) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the grid hears the keys of all its cells
        <div
          key={columns[column]?.key ?? column}
          className={column === target ? 'grid-cell target' : 'grid-cell'}
          role="gridcell"
          tabIndex={-1}
          data-cell={`${index}/${column}`}
          // Where something is taken to is said as a place, and not by all that stands there.
          aria-label={column === target ? `${row.label} ${columns[column]?.title}` : undefined}
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
          {blocks.map((block, i) => {
            const isCarried = carried?.[1] === column && carried[2] === i;
            const isChanged = changed?.has(block.key) ?? false;
            const said = saidOf(block, row, columns[column]?.day ?? '', t, [
              isPinned(block) && t.edit.pinned,
              isChanged && t.compare.differs,
            ]);
            return (
              <button
                key={block.key}
                type="button"
                tabIndex={props.stop === `${column}/${i}` ? 0 : -1}
                data-block={`${index}/${column}/${i}`}
                className={`${classOf(block, words)}${isChanged ? ' changed' : ''}${isCarried ? ' carried' : ''}`}
                draggable={onDrop !== undefined}
                onDragStart={(event) => {
                  // Some browsers only drag what carries data.
                  event.dataTransfer.setData('text/plain', block.title);
                  event.dataTransfer.effectAllowed = 'move';
                  dragged.current = { block, row };
                }}
                onClick={() => onOpen(block, row)}
                aria-label={said}
                title={said}
              >
                <span className="block-title">
                  {isPinned(block) && <PushpinFilled aria-hidden />}
                  <time>{block.start}</time> {block.title}
                </span>
                <span className="block-detail">
                  {block.open === 'post' && <span className="block-open">{t.plan.openPost}</span>}
                  {block.detail}
                </span>
              </button>
            );
          })}
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

/** All of a block in one line: when, whose, what, and how it stands. */
function saidOf(
  block: Block,
  row: GridRow,
  day: string,
  t: Messages,
  states: readonly (string | false)[],
): string {
  const when = `${day} ${block.start}–${block.end}`;
  const open = block.open && (block.open === 'post' ? t.plan.openPost : t.plan.openSeat);
  return [when, row.label, block.title, block.detail, open, ...states].filter(Boolean).join(' · ');
}
