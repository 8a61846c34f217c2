import { Segmented } from 'antd';
import { type KeyboardEvent, type PointerEvent, useMemo, useRef, useState } from 'react';
import type { Interval, Period } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
import { useText } from '../i18n/language.tsx';
import { erase, isCovered, paint, type Span, timeText, touches } from './intervals.ts';
import { useReadOnly } from './read-only.ts';
import './week-painter.css';

/** A sort of time that is painted: a field of the person or the room with intervals in it. */
export interface Layer {
  key: string;
  title: string;
  intervals: readonly Interval[];
}

const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text);

/**
 * Times of a week, painted on its bands. A band ends where a period or one of the times begins or
 * ends, so that what is painted is exact. Drag over bands, or walk with the arrow keys and paint
 * with Space; with Shift the brush stays down.
 */
export function WeekPainter(props: {
  label: string;
  layers: readonly Layer[];
  periods: readonly Period[];
  weekdays: readonly number[];
  onPaint(
    layer: string,
    change: (intervals: readonly Interval[]) => Interval[],
    stroke: number,
  ): void;
}) {
  const { layers, periods, weekdays } = props;
  const t = useText();
  const isReadOnly = useReadOnly();
  const [brush, setBrush] = useState(layers[0]?.key ?? '');
  const [focus, setFocus] = useState({ band: 0, day: 0 });
  const table = useRef<HTMLTableElement>(null);
  const stroke = useRef<{ isErasing: boolean; number: number }>(undefined);
  const strokes = useRef(0);
  const all = layers.flatMap(({ intervals }) => intervals).filter(isWhole);
  const bounds = boundsOf(periods, all);
  const key = bounds.join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is what the bounds are
  const bands = useMemo(
    () => bounds.slice(0, -1).map((from, i) => ({ from, to: bounds[i + 1] as number })),
    [key],
  );
  const layer = layers.find((one) => one.key === brush) ?? layers[0];
  const spanAt = (band: number, day: number): Span | undefined => {
    const part = bands[band];
    const weekday = weekdays[day];
    return part && weekday !== undefined ? { weekday, ...part } : undefined;
  };

  function apply(band: number, day: number, isErasing: boolean, number: number) {
    const span = spanAt(band, day);
    if (!span || !layer || isReadOnly) return;
    const isThere = layer.intervals.some((one) => isWhole(one) && touches(one, span));
    if (isErasing ? !isThere : isCovered(layer.intervals.filter(isWhole), span)) return;
    const change = isErasing ? erase : paint;
    // Several moves may come before the page is drawn again, so each works on what is there by then.
    props.onPaint(layer.key, (intervals) => change(intervals, span), number);
  }

  function begin(band: number, day: number) {
    const span = spanAt(band, day);
    if (!span || !layer) return;
    const isErasing = isCovered(layer.intervals.filter(isWhole), span);
    stroke.current = { isErasing, number: ++strokes.current };
    apply(band, day, isErasing, strokes.current);
  }

  const spotOf = (target: EventTarget | null) => {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-band]') : null;
    return cell ? { band: Number(cell.dataset.band), day: Number(cell.dataset.day) } : undefined;
  };

  function onPointerMove(event: PointerEvent) {
    if (!stroke.current || event.buttons === 0) return;
    const spot = spotOf(document.elementFromPoint(event.clientX, event.clientY));
    if (spot) apply(spot.band, spot.day, stroke.current.isErasing, stroke.current.number);
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (event.key === ' ' || event.key === 'Enter') begin(focus.band, focus.day);
    else if (step) {
      const band = Math.max(0, Math.min(bands.length - 1, focus.band + step[0]));
      const day = Math.max(0, Math.min(weekdays.length - 1, focus.day + step[1]));
      if (event.shiftKey) {
        if (!stroke.current) begin(focus.band, focus.day);
        if (stroke.current) apply(band, day, stroke.current.isErasing, stroke.current.number);
      }
      setFocus({ band, day });
      table.current
        ?.querySelector<HTMLElement>(`[data-band="${band}"][data-day="${day}"]`)
        ?.focus();
    } else return;
    event.preventDefault();
  }

  return (
    <div className="painter">
      {layers.length > 1 && !isReadOnly && (
        <Segmented
          tabIndex={-1}
          aria-label={t.editor.brush}
          value={layer?.key ?? ''}
          onChange={setBrush}
          options={layers.map(({ key: value, title }) => ({
            value,
            label: <span className={`brush layer-${value}`}>{title}</span>,
          }))}
        />
      )}
      {!isReadOnly && <p className="muted small">{t.editor.paintHint}</p>}
      <table
        ref={table}
        role="grid"
        aria-label={props.label}
        onPointerMove={onPointerMove}
        onPointerUp={() => {
          stroke.current = undefined;
        }}
        onKeyDown={onKeyDown}
        onKeyUp={(event) => {
          if (event.key === 'Shift') stroke.current = undefined;
        }}
      >
        <thead>
          <tr>
            <th />
            {weekdays.map((day) => (
              <th key={day} scope="col">
                {t.weekday[day]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map(({ from, to }, band) => (
            <tr key={from} style={{ height: heightOf(to - from) }}>
              <th scope="row">{timeText(from)}</th>
              {weekdays.map((weekday, day) => {
                const span = { weekday, from, to };
                const held = layers.filter(({ intervals }) =>
                  intervals.some((one) => isWhole(one) && touches(one, span)),
                );
                const period = periods.find(
                  (one) => one.weekday === weekday && isWhole(one) && touches(one, span),
                );
                const names = t.word.list(held.map(({ title }) => title));
                const reasons = held.flatMap(({ intervals }) =>
                  intervals
                    .filter((one) => isWhole(one) && touches(one, span))
                    .flatMap((one) => one.reason ?? []),
                );
                return (
                  <td
                    key={weekday}
                    role="gridcell"
                    data-band={band}
                    data-day={day}
                    tabIndex={focus.band === band && focus.day === day ? 0 : -1}
                    aria-label={`${t.weekday[weekday]} ${timeText(from)}–${timeText(to)} ${names}`}
                    aria-selected={layer !== undefined && held.includes(layer)}
                    title={[
                      `${timeText(from)}–${timeText(to)}`,
                      period && t.segment[period.segment],
                      names,
                      ...reasons,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                    className={`${period ? 'in-period' : ''} ${held.map((one) => `layer-${one.key}`).join(' ')}`}
                    onFocus={() => setFocus({ band, day })}
                    onPointerDown={(event) => {
                      if (event.button !== 0) return;
                      // Without this, touch would keep every move of the stroke with this cell.
                      (event.target as Element).releasePointerCapture?.(event.pointerId);
                      begin(band, day);
                    }}
                  >
                    {period && minuteOf(period.start) === from ? t.segment[period.segment] : ''}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

const steps: Record<string, readonly [number, number]> = {
  ArrowDown: [1, 0],
  ArrowUp: [-1, 0],
  ArrowRight: [0, 1],
  ArrowLeft: [0, -1],
};

function isWhole({ start, end }: { start: string; end: string }): boolean {
  return isTime(start) && isTime(end) && start < end;
}

/** Every minute at which something begins or ends, and the hours of the working day. */
function boundsOf(periods: readonly Period[], intervals: readonly Interval[]): number[] {
  const bounds = new Set<number>();
  for (const one of [...periods, ...intervals]) {
    if (!isWhole(one)) continue;
    bounds.add(minuteOf(one.start)).add(minuteOf(one.end));
  }
  const first = Math.min(8 * 60, ...bounds);
  const last = Math.max(18 * 60, ...bounds);
  for (let hour = Math.ceil(first / 60); hour * 60 <= last; hour++) {
    // An hour close to another bound would only make a sliver.
    if (![...bounds].some((bound) => Math.abs(bound - hour * 60) < 20)) bounds.add(hour * 60);
  }
  return [...bounds].sort((a, b) => a - b);
}

function heightOf(minutes: number): number {
  return Math.max(20, Math.min(40, minutes * 0.5));
}
