import type { Interval } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';

/** A part of one weekday, in minutes after midnight, half-open. */
export interface Span {
  weekday: number;
  from: number;
  to: number;
}

/** "15:50" of 950. */
export function timeText(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

function spanOf({ weekday, start, end }: Interval): Span {
  return { weekday, from: minuteOf(start), to: minuteOf(end) };
}

/** Whether the whole of a span lies in the intervals. */
export function isCovered(intervals: readonly Interval[], span: Span): boolean {
  let at = span.from;
  const here = intervals.filter(({ weekday }) => weekday === span.weekday).map(spanOf);
  here.sort((a, b) => a.from - b.from);
  for (const { from, to } of here) {
    if (from <= at && to > at) at = to;
  }
  return at >= span.to;
}

export function touches(interval: Interval, span: Span): boolean {
  const { weekday, from, to } = spanOf(interval);
  return weekday === span.weekday && from < span.to && to > span.from;
}

/** Takes a span out of the intervals; what stays keeps its reason. */
export function erase(intervals: readonly Interval[], span: Span): Interval[] {
  return intervals.flatMap((interval) => {
    if (!touches(interval, span)) return [interval];
    const { from, to } = spanOf(interval);
    const parts: Interval[] = [];
    if (from < span.from) parts.push({ ...interval, end: timeText(span.from) });
    if (to > span.to) parts.push({ ...interval, start: timeText(span.to) });
    return parts;
  });
}

/**
 * Adds a span. It joins neighbours without a reason, and leaves alone what already covers a part of
 * it, so that reasons stay where they were.
 */
export function paint(intervals: readonly Interval[], span: Span): Interval[] {
  const covered = intervals.filter((interval) => touches(interval, span)).map(spanOf);
  covered.sort((a, b) => a.from - b.from);
  const gaps: Span[] = [];
  let at = span.from;
  for (const { from, to } of covered) {
    if (from > at) gaps.push({ ...span, from: at, to: from });
    at = Math.max(at, to);
  }
  if (at < span.to) gaps.push({ ...span, from: at, to: span.to });
  let result = [...intervals];
  for (const gap of gaps) result = join(result, gap);
  return result.sort((a, b) => a.weekday - b.weekday || (a.start < b.start ? -1 : 1));
}

/** The gap becomes an interval, together with plain ones that it touches end to end. */
function join(intervals: readonly Interval[], { weekday, from, to }: Span): Interval[] {
  let start = timeText(from);
  let end = timeText(to);
  const others = intervals.filter((interval) => {
    const isPlain = interval.weekday === weekday && interval.reason === undefined;
    if (isPlain && interval.end === start) start = interval.start;
    else if (isPlain && interval.start === end) end = interval.end;
    else return true;
    return false;
  });
  return [...others, { weekday, start, end }];
}
