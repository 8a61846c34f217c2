import type { IdList } from '../../src/domain/checks/lookup.ts';
import type { Problem } from '../../src/domain/problem.ts';

/** Fields that name an entry of a list, wherever they stand in a problem. */
const references: Record<IdList, readonly string[]> = {
  periods: ['periodId', 'periodIds'],
  leavePoints: ['leavePointId'],
  classes: ['classId', 'classIds'],
  students: ['studentId', 'studentIds'],
  staff: ['headTeacherId', 'mentorId', 'staffId'],
  rooms: ['homeRoomId', 'fallbackRoomId', 'roomId', 'roomIds'],
  activities: ['activityId', 'choices'],
};

/**
 * Gives an entry another id, and everything that speaks of it too. Where the new id is taken, only
 * the entry changes: two entries must not melt into one, and the fault is told.
 */
export function renameId(problem: Problem, list: IdList, place: number, id: string): Problem {
  const entries = (problem[list] ?? []) as readonly { id: string }[];
  const old = entries[place]?.id;
  const isTaken = entries.some((entry, i) => i !== place && (entry.id === id || entry.id === old));
  const own = { ...entries[place], id };
  const renamed = { ...problem, [list]: entries.map((one, i) => (i === place ? own : one)) };
  if (old === undefined || isTaken || old === '' || id === '') return renamed;
  const names = new Set(references[list]);
  // The keys of a series of classes are their ids; those of grades can look the same.
  const activities: unknown = problem.activities;
  const keyed = list === 'classes' && Array.isArray(activities) ? activities : [];
  const series = new Set(keyed.flatMap((one) => (one?.forEach === 'class' ? one.id : [])));
  return walk(renamed, { names, series, list, old, id }) as Problem;
}

interface Renaming {
  /** Fields that name an entry of the list. */
  names: ReadonlySet<string>;
  /** Activities whose series have such an entry as their key. */
  series: ReadonlySet<unknown>;
  list: IdList;
  old: string;
  id: string;
}

function walk(value: unknown, renaming: Renaming): unknown {
  const { names, series, list, old, id } = renaming;
  if (Array.isArray(value)) {
    let isSame = true;
    const copy = value.map((item) => {
      const next = walk(item, renaming);
      if (next !== item) isSame = false;
      return next;
    });
    return isSame ? value : copy;
  }
  if (typeof value !== 'object' || value === null) return value;
  const isOfSeries = series.has((value as { activityId?: unknown }).activityId);
  let copy: Record<string, unknown> | undefined;
  for (const [key, field] of Object.entries(value)) {
    const next = fieldOf(key, field);
    if (next === field) continue;
    copy ??= { ...value };
    copy[key] = next;
  }
  return copy ?? value;

  function fieldOf(key: string, field: unknown): unknown {
    const isNamed = names.has(key) || (isOfSeries && key === 'forKey');
    if (isNamed && field === old) return id;
    if (names.has(key) && Array.isArray(field)) {
      return field.includes(old) ? field.map((one) => (one === old ? id : one)) : field;
    }
    // A pupil's leave points stand by weekday; those of a class are a list.
    if (list === 'leavePoints' && key === 'leave' && !Array.isArray(field)) {
      const entries = Object.entries(field as object);
      if (!entries.some(([, point]) => point === old)) return field;
      return Object.fromEntries(entries.map(([day, p]) => [day, p === old ? id : p]));
    }
    return walk(field, renaming);
  }
}

/** An id that is not taken, counting on from the last one: after "T184" comes "T185". */
export function freshId(ids: readonly string[], fallback: string): string {
  const taken = new Set(ids);
  const last = ids.at(-1)?.match(/^(.*?)(\d+)$/);
  const stem = last?.[1] ?? fallback;
  const width = last?.[2]?.length ?? 1;
  for (let n = Number(last?.[2] ?? 0) + 1; ; n++) {
    const id = stem + String(n).padStart(width, '0');
    if (!taken.has(id)) return id;
  }
}
