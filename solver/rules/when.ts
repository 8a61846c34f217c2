import type { Interval } from '../../src/domain/problem.ts';
import { minuteOf, overlaps } from '../../src/domain/time.ts';
import type { SessionView } from './session-view.ts';

/** Two sessions overlap in time: in some of their periods, not in a gap between them. */
export function sessionsOverlap(a: SessionView, b: SessionView): boolean {
  if (a.weekday !== b.weekday) return false;
  return a.periods.some((p) =>
    b.periods.some((q) =>
      overlaps(minuteOf(p.start), minuteOf(p.end), minuteOf(q.start), minuteOf(q.end)),
    ),
  );
}

/** Whether an interval overlaps some period of the session. */
export function overlapsInterval(session: SessionView, interval: Interval): boolean {
  if (session.weekday !== interval.weekday) return false;
  const start = minuteOf(interval.start);
  const end = minuteOf(interval.end);
  return session.periods.some((p) => overlaps(minuteOf(p.start), minuteOf(p.end), start, end));
}

/** Whether the session is in one of its periods at this minute of its weekday. */
export function holdsAt(session: SessionView, minute: number): boolean {
  return session.periods.some((p) => minuteOf(p.start) <= minute && minute < minuteOf(p.end));
}
