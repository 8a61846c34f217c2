import type { Staff } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { isBarred } from '../staff.ts';
import { isUnavailable, minuteOf, overlaps } from '../time.ts';
import type { Demand, SeatSort } from './demand.ts';

export interface Group {
  staff: Staff[];
  /** Which demands its people qualify for. */
  fits: ReadonlySet<Demand>;
}

/** People who have time in these periods, whatever they have then. */
export interface Freed {
  staffIds: ReadonlySet<string>;
  periodIds: ReadonlySet<string>;
}

/** People with the same qualifications, as far as the demands can tell, stand together. */
export class People {
  readonly groups: Group[];
  private readonly index: ProblemIndex;
  private readonly freed: Freed | undefined;

  constructor(index: ProblemIndex, demands: readonly Demand[], freed?: Freed) {
    this.index = index;
    this.freed = freed;
    const groups = new Map<string, Group>();
    for (const staff of index.problem.staff) {
      const fits = demands.filter((demand) => this.qualifies(staff, demand));
      if (fits.length === 0) continue;
      const key = fits.map((demand) => demands.indexOf(demand)).join();
      const group = groups.get(key);
      if (group) group.staff.push(staff);
      else groups.set(key, { staff: [staff], fits: new Set(fits) });
    }
    this.groups = [...groups.values()];
  }

  qualifies(staff: Staff, { sorts }: Pick<Demand, 'sorts'>): boolean {
    if (this.isOff('staffQualified')) return true;
    return !isBarred(staff) && sorts.some((sort) => fitsSort(staff, sort));
  }

  /** A session of several periods may have begun before a lesson's rest would matter. */
  isFree(staff: Staff, { period, what }: Pick<Demand, 'period' | 'what'>): boolean {
    if (this.isOff('staffAvailable')) return true;
    if (this.freed?.staffIds.has(staff.id) && this.freed.periodIds.has(period.id)) return true;
    const [start, end] = [minuteOf(period.start), minuteOf(period.end)];
    const rest = what === 'pupils' ? 0 : this.index.params.rest.afterLesson;
    if (isUnavailable(staff, period)) return false;
    return !(staff.lessons ?? []).some((lesson) => {
      if (lesson.weekday !== period.weekday) return false;
      const pause = start - minuteOf(lesson.end);
      const isLesson = overlaps(start, end, minuteOf(lesson.start), minuteOf(lesson.end));
      return isLesson || (pause >= 0 && pause < rest);
    });
  }

  limit(staff: Staff, name: 'sessionsPerDay' | 'minutesPerWeek'): number {
    if (this.isOff('staffLimit')) return Number.POSITIVE_INFINITY;
    return staff.limits?.[name] ?? this.index.params.staff[name] ?? Number.POSITIVE_INFINITY;
  }

  private isOff(ruleId: string): boolean {
    return this.index.problem.rules?.off?.includes(ruleId) ?? false;
  }
}

/** Whether a person has what a seat asks for, papers and training aside. */
export function fitsSort(staff: Staff, { qualification, kinds }: SeatSort): boolean {
  return (
    (qualification === undefined || staff.qualifications?.includes(qualification) === true) &&
    (kinds === undefined || kinds.includes(staff.kind))
  );
}
