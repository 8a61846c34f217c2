import type { Bilingual } from '../bilingual.ts';
import type { Fault, FaultCode } from '../faults.ts';
import { makeFault } from '../faults.ts';
import { type PathStep, quote, quoteZh } from '../pointer.ts';
import type { Activity, Period, Problem, SchoolClass } from '../problem.ts';
import { entries, type Loose } from './loose.ts';

/** Lists of a problem whose entries have ids that others refer to. */
export const idLists = [
  'periods',
  'leavePoints',
  'classes',
  'students',
  'staff',
  'rooms',
  'activities',
] as const;
export type IdList = (typeof idLists)[number];

/** How an entry of each list is called in a message. */
export const entryNames: Record<IdList, Bilingual> = {
  periods: { zh: '时段', en: 'period' },
  leavePoints: { zh: '离校时间点', en: 'leave point' },
  classes: { zh: '班级', en: 'class' },
  students: { zh: '学生', en: 'student' },
  staff: { zh: '教职工', en: 'person' },
  rooms: { zh: '场地', en: 'room' },
  activities: { zh: '活动', en: 'activity' },
};

/** What the checks of the whole read and where they report. */
export interface Checking {
  problem: Loose<Problem>;
  known: Lookup;
  faults: Fault[];
}

/** A pin needs a series that exists; a plan with a class outside the audience is scored for it. */
export type KeyScope = 'audience' | 'school';

export interface Lookup {
  /** Whether the id is in the list; true too when the list cannot be read, for then nobody can tell. */
  has(list: IdList, id: string): boolean;
  period(id: string): Loose<Period> | undefined;
  activity(id: string): Loose<Activity> | undefined;
  /**
   * The keys that `forKey` may have: of the classes in the activity's audience, or of the whole
   * school. Undefined when nobody can tell, or when the activity has one series without a key.
   */
  forKeys(activity: Loose<Activity>, within: KeyScope): ReadonlySet<string> | undefined;
}

/** @param extraIds ids of entries that were left out of `problem` for being over a limit */
export function makeLookup(
  problem: Loose<Problem>,
  extraIds: Partial<Record<IdList, readonly string[]>> = {},
  unreadable: ReadonlySet<string> = new Set(),
): Lookup {
  const maps = {} as Record<IdList, Map<string, object>>;
  for (const list of idLists) {
    const map = new Map<string, object>();
    for (const [, item] of entries<{ readonly id?: string | undefined }>(problem[list])) {
      if (item.id !== undefined && !map.has(item.id)) map.set(item.id, item);
    }
    for (const id of extraIds[list] ?? []) if (!map.has(id)) map.set(id, {});
    maps[list] = map;
  }
  const classes = [...maps.classes.values()] as Loose<SchoolClass>[];
  const keysOf: Record<KeyScope, Map<Loose<Activity>, ReadonlySet<string>>> = {
    audience: new Map(),
    school: new Map(),
  };
  return {
    has: (list, id) => maps[list].has(id) || unreadable.has(list),
    period: (id) => maps.periods.get(id),
    activity: (id) => maps.activities.get(id),
    forKeys(activity, within) {
      const forEach = activity.forEach ?? 'activity';
      if (forEach === 'activity' || unreadable.has('classes')) return undefined;
      const cached = keysOf[within].get(activity);
      if (cached) return cached;
      const keys = new Set<string>();
      const only = activity.classIds && new Set(activity.classIds);
      for (const c of classes) {
        if (c.id === undefined) continue;
        const isOutside =
          (only && !only.has(c.id)) ||
          (c.grade !== undefined && activity.grades && !activity.grades.includes(c.grade));
        if (within === 'audience' && isOutside) continue;
        keys.add(forEach === 'class' ? c.id : String(c.grade));
      }
      keysOf[within].set(activity, keys);
      return keys;
    },
  };
}

/** Reports an id that is in none of its list's entries; an absent id is nobody's fault here. */
export function checkReference(
  checking: Pick<Checking, 'known' | 'faults'>,
  list: IdList,
  id: string | undefined | null,
  path: readonly PathStep[],
  hint?: string,
): void {
  if (id === undefined || id === null || checking.known.has(list, id)) return;
  const more = hint === undefined ? { value: id } : { value: id, hint };
  checking.faults.push(
    makeFault(
      'unknown-reference',
      path,
      {
        zh: `没有编号为${quoteZh(id)}的${entryNames[list].zh}`,
        en: `there is no ${entryNames[list].en} ${quote(id)}`,
      },
      more,
    ),
  );
}

/** Reports every id of a list that refers to nothing. */
export function checkReferences(
  checking: Pick<Checking, 'known' | 'faults'>,
  list: IdList,
  ids: readonly (string | undefined)[] | undefined,
  path: readonly PathStep[],
): void {
  for (const [i, id] of entries(ids)) checkReference(checking, list, id, [...path, i]);
}

/** Reports each value that stands in the list before. */
export function checkRepeats(
  faults: Fault[],
  code: FaultCode,
  values: readonly (string | undefined)[] | undefined,
  path: readonly PathStep[],
  what: string,
): void {
  const first = new Map<string, number>();
  for (const [i, value] of entries(values)) {
    const before = first.get(value);
    if (before === undefined) first.set(value, i);
    else {
      const sentence = {
        zh: `${quoteZh(value)}在前面第 ${before + 1} 项已经有了`,
        en: `${what} ${quote(value)} is listed before, at place ${before}`,
      };
      faults.push(makeFault(code, [...path, i], sentence, { value }));
    }
  }
}
