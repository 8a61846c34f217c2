import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import type { LeavePoint, Period } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
import { useText } from '../i18n/language.tsx';
import { timeText } from './intervals.ts';
import { useReadOnly } from './read-only.ts';
import '../app/segments.css';
import './period-week.css';

/** Pixels a minute, and minutes that a drag or a key moves at a time. */
const SCALE = 1.15;
const STEP = 5;

const isTime = (text: unknown) =>
  typeof text === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/**
 * The periods of the week on a scale of time, with the leave points as lines over all days. A block
 * is moved by dragging it, made longer at its lower edge, and with Alt and the arrow keys; without
 * Alt these go from block to block, and the Tab key stops at one of them.
 */
export function PeriodWeek(props: {
  periods: readonly Period[];
  leavePoints: readonly LeavePoint[];
  bad: ReadonlySet<number>;
  onTimes(index: number, start: string, end: string, stroke: string): void;
  onOpen(index: number): void;
}) {
  const { periods, leavePoints, bad } = props;
  const t = useText();
  const isReadOnly = useReadOnly();
  const drag = useRef<Drag>(undefined);
  const [dragged, setDragged] = useState<number>();
  const [focused, setFocused] = useState<number>();
  const drawing = useRef<HTMLDivElement>(null);
  const strokes = useRef(0);
  const whole = periods.flatMap((period, index) =>
    isTime(period.start) && isTime(period.end) && period.start < period.end
      ? [{ index, period, from: minuteOf(period.start), to: minuteOf(period.end) }]
      : [],
  );
  if (whole.length === 0) return null;
  const days = [...new Set(whole.map(({ period }) => period.weekday))].sort((a, b) => a - b);
  // Morning and afternoon lie hours apart: what nothing happens in is left out.
  const stretches = stretchesOf(whole.map(({ from, to }) => [from, to]));
  const stop = whole.some(({ index }) => index === focused) ? focused : whole[0]?.index;
  const yOf = (minute: number) => placeOf(stretches, minute) * SCALE;
  const height = yOf(Number.POSITIVE_INFINITY);

  function move(index: number, from: number, to: number, stroke: string) {
    if (isReadOnly || from < 0 || to > 24 * 60 - 1 || to - from < STEP) return;
    props.onTimes(index, timeText(from), timeText(to), stroke);
  }
  function onPointerMove(event: PointerEvent) {
    const now = drag.current;
    if (!now) return;
    const minutes = Math.round((event.clientY - now.y) / SCALE / STEP) * STEP;
    if (minutes === 0 && !now.hasMoved) return;
    now.hasMoved = true;
    const from = now.isEdge ? now.from : now.from + minutes;
    move(now.index, from, now.to + minutes, now.stroke);
  }
  function onKeyDown(event: KeyboardEvent, index: number, from: number, to: number) {
    if (!event.altKey) {
      const next = neighbour(whole, index, event.key);
      if (!next) return;
      event.preventDefault();
      drawing.current?.querySelector<HTMLElement>(`[data-period="${next.index}"]`)?.focus();
      return;
    }
    const by = event.key === 'ArrowDown' ? STEP : event.key === 'ArrowUp' ? -STEP : 0;
    if (by === 0) return;
    event.preventDefault();
    move(index, event.shiftKey ? from : from + by, to + by, `keys-${index}`);
  }
  return (
    <figure className="period-week" aria-label={t.editor.weekDrawing}>
      <div ref={drawing} className="period-days" style={{ height: height + 26 }}>
        <div className="period-scale">
          {stretches.flatMap(([from, to]) =>
            hoursOf(from, to).map((minute) => (
              <span key={minute} style={{ top: 26 + yOf(minute) - 8 }}>
                {timeText(minute)}
              </span>
            )),
          )}
        </div>
        {days.map((day) => (
          <div key={day} className="period-day">
            <b>{t.weekday[day]}</b>
            {lanesOf(whole.filter(({ period }) => period.weekday === day)).map(
              ({ index, period, from, to, left, width }) => (
                <button
                  key={index}
                  type="button"
                  data-period={index}
                  tabIndex={index === stop ? 0 : -1}
                  onFocus={() => setFocused(index)}
                  className={`period seg-${period.segment}${bad.has(index) ? ' bad' : ''}${dragged === index ? ' dragged' : ''}${period.segment === 'duty' && to - from < 60 ? ' is-short' : ''}`}
                  style={{
                    left: `${left}%`,
                    width: `${width}%`,
                    top: 26 + yOf(from),
                    height: Math.max(16, yOf(to) - yOf(from) - 1),
                  }}
                  title={`${t.segment[period.segment] ?? period.segment} ${period.start}–${period.end} ${period.id}`}
                  aria-label={`${t.weekday[day]} ${period.start}–${period.end} ${t.segment[period.segment] ?? period.segment}`}
                  onKeyDown={(event) => onKeyDown(event, index, from, to)}
                  onPointerDown={(event) => {
                    if (event.button !== 0) return;
                    event.currentTarget.setPointerCapture(event.pointerId);
                    const box = event.currentTarget.getBoundingClientRect();
                    const isEdge = box.bottom - event.clientY < 7;
                    const stroke = `drag-${++strokes.current}`;
                    drag.current = {
                      index,
                      from,
                      to,
                      y: event.clientY,
                      isEdge,
                      stroke,
                      hasMoved: false,
                    };
                    setDragged(index);
                  }}
                  onPointerMove={onPointerMove}
                  onPointerUp={() => setDragged(undefined)}
                  onClick={() => {
                    // A drag ends with a click too, which is none.
                    const wasDragged = drag.current?.hasMoved ?? false;
                    drag.current = undefined;
                    if (!wasDragged) props.onOpen(index);
                  }}
                >
                  {t.segment[period.segment] ?? period.segment}
                  {period.weeks && ` (${t.editor.weeks[period.weeks]})`}
                  <small>
                    {period.start}–{period.end}
                  </small>
                </button>
              ),
            )}
          </div>
        ))}
        {leavePoints
          .filter(({ time }) => isTime(time))
          .map(({ id, time }) => (
            <div key={id} className="leave-line" style={{ top: 26 + yOf(minuteOf(time)) }}>
              <span>
                {t.editor.leave} {time}
              </span>
            </div>
          ))}
      </div>
    </figure>
  );
}

/** The block before or after one on its day, or nearest in time on the day before or after. */
function neighbour(blocks: readonly Placed[], index: number, key: string): Placed | undefined {
  const here = blocks.find((block) => block.index === index);
  if (!here) return undefined;
  const inOrder = [...blocks].sort(
    (a, b) => a.period.weekday - b.period.weekday || a.from - b.from || a.index - b.index,
  );
  const step = { ArrowDown: 1, ArrowUp: -1, ArrowRight: 1, ArrowLeft: -1 }[key];
  if (step === undefined) return undefined;
  if (key === 'ArrowDown' || key === 'ArrowUp') return inOrder[inOrder.indexOf(here) + step];
  const days = [...new Set(inOrder.map(({ period }) => period.weekday))];
  const day = days[days.indexOf(here.period.weekday) + step];
  return inOrder
    .filter(({ period }) => period.weekday === day)
    .sort((a, b) => Math.abs(a.from - here.from) - Math.abs(b.from - here.from))[0];
}

interface Drag {
  index: number;
  from: number;
  to: number;
  y: number;
  isEdge: boolean;
  stroke: string;
  hasMoved: boolean;
}

/** Minutes shown in the place of a stretch of the day in which nothing happens. */
const BREAK = 24;

function stretchesOf(spans: readonly (readonly [number, number])[]): [number, number][] {
  const result: [number, number][] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = result.at(-1);
    if (last && from - last[1] < 90) last[1] = Math.max(last[1], to);
    else result.push([from, to]);
  }
  return result;
}

/** Minutes from the top of the drawing. */
function placeOf(stretches: readonly [number, number][], minute: number): number {
  let top = 0;
  for (const [from, to] of stretches) {
    if (minute <= to) return top + Math.max(0, minute - from);
    top += to - from + BREAK;
  }
  return top - BREAK;
}

function hoursOf(from: number, to: number): number[] {
  const first = Math.ceil(from / 30) * 30;
  const hours: number[] = [];
  for (let minute = first; minute <= to; minute += 30) hours.push(minute);
  return hours;
}

interface Placed {
  index: number;
  period: Period;
  from: number;
  to: number;
}

/**
 * Blocks side by side where they overlap: periods with pupils in one lane, which the contract
 * keeps apart, and duties in as many as they need. Per cent of the day's width.
 */
function lanesOf(blocks: readonly Placed[]): (Placed & { left: number; width: number })[] {
  const ends: number[] = [];
  const lanes = new Map<Placed, number>();
  for (const block of [...blocks].sort((a, b) => a.from - b.from || b.to - a.to)) {
    if (block.period.segment !== 'duty') continue;
    let lane = ends.findIndex((end) => end <= block.from);
    if (lane === -1) lane = ends.push(block.to) - 1;
    ends[lane] = block.to;
    lanes.set(block, lane);
  }
  const duties = ends.length;
  const main = duties === 0 ? 100 : 60;
  return blocks.map((block) => {
    const lane = lanes.get(block);
    if (lane === undefined) return { ...block, left: 0, width: main };
    const width = (100 - main) / duties;
    return { ...block, left: main + lane * width, width };
  });
}
