/** Minutes after midnight of a local "HH:MM" (0 to 1439). */
export function minuteOf(text: string): number {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5));
}

/** Local "HH:MM" of minutes after midnight. */
export function timeOf(minute: number): string {
  const hours = Math.floor(minute / 60);
  return `${String(hours).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

/** Half-open intervals overlap: `a.start < b.end && b.start < a.end`. */
export function overlaps(aStart: number, aEnd: number, bStart: number, bEnd: number): boolean {
  return aStart < bEnd && bStart < aEnd;
}

interface Stretch {
  weekday: number;
  start: string;
  end: string;
}

/** Whether a person or room is `unavailable` in some of a period. */
export function isUnavailable(
  { unavailable = [] }: { unavailable?: readonly Stretch[] | undefined },
  { weekday, start, end }: Stretch,
): boolean {
  return unavailable.some(
    (away) =>
      away.weekday === weekday &&
      overlaps(minuteOf(away.start), minuteOf(away.end), minuteOf(start), minuteOf(end)),
  );
}
