import { presets } from './presets.ts';
import type { ParamsInput, Problem, Segment, StaffKind } from './problem.ts';
import { segments } from './problem.ts';
import { minuteOf } from './time.ts';

export type MergeScope = 'class' | 'grade' | 'band' | 'school';

/**
 * The parameters in force for one problem: defaults, then the preset, then the problem.
 * Times are minutes after midnight; `undefined` means that the part of a rule is off.
 */
export interface Params {
  latestEndMinute: { primary: number | undefined; junior: number | undefined };
  earliestStartMinute: number | undefined;
  /** A seat in a session that ends at or after this minute is a late post; Infinity if there is no leave point. */
  lateFromMinute: number;
  care: {
    kinds: readonly StaffKind[];
    maxGroup: number;
    pupilsPerAdult: number | undefined;
    mergeWithin: Record<Segment, MergeScope>;
  };
  rest: { afterLesson: number; dutyMinutes: number; lateStart: number };
  staff: {
    sessionsPerDay: number | undefined;
    daysPerWeek: number | undefined;
    latePerWeek: number | undefined;
    minutesPerWeek: number | undefined;
    clubs: number | undefined;
  };
  loadFactor: Record<Segment, number>;
  outsiderNeedsPartner: boolean;
  learningPerDay: number | undefined;
  maxClubs: number;
  budget: number | undefined;
}

/** Defaults of the contract, section 4.4. */
const defaults = {
  care: {
    kinds: ['teacher', 'leader'] as StaffKind[],
    maxGroup: 50,
    mergeWithin: { earlyArrival: 'school', lateCare: 'school' } as Partial<
      Record<Segment, MergeScope>
    >,
  },
  rest: { afterLesson: 10, dutyMinutes: 120, lateStart: 45 },
  staff: { sessionsPerDay: 4, daysPerWeek: 5, clubs: 2 },
  loadFactor: { lateCare: 1.5, earlyArrival: 1.5 } as Partial<Record<Segment, number>>,
  outsiderNeedsPartner: true,
  maxClubs: 1,
} satisfies ParamsInput;

/** Merges defaults, preset and problem into the parameters that hold for this problem. */
export function resolveParams(problem: Problem): Params {
  const layers: ParamsInput[] = [
    defaults,
    problem.preset === undefined ? {} : presets[problem.preset].params,
    problem.rules?.params ?? {},
  ];
  const last = <T>(pick: (layer: ParamsInput) => T | undefined): T | undefined => {
    for (let i = layers.length - 1; i >= 0; i--) {
      const value = pick(layers[i] as ParamsInput);
      if (value !== undefined) return value;
    }
    return undefined;
  };
  const minute = (text: string | undefined) => (text === undefined ? undefined : minuteOf(text));
  const bySegment = <T>(
    fallback: T,
    pick: (l: ParamsInput) => Partial<Record<Segment, T>> | undefined,
  ) =>
    Object.fromEntries(
      segments.map((segment) => [segment, last((l) => pick(l)?.[segment]) ?? fallback]),
    ) as Record<Segment, T>;
  const lastLeave = Math.max(...problem.leavePoints.map((p) => minuteOf(p.time)));
  return {
    latestEndMinute: {
      primary: minute(last((l) => l.latestEnd?.primary)),
      junior: minute(last((l) => l.latestEnd?.junior)),
    },
    earliestStartMinute: minute(last((l) => l.earliestStart)),
    lateFromMinute:
      minute(last((l) => l.lateFrom)) ?? (problem.leavePoints.length > 0 ? lastLeave : Infinity),
    care: {
      kinds: last((l) => l.care?.kinds) ?? [],
      maxGroup: last((l) => l.care?.maxGroup) as number,
      pupilsPerAdult: last((l) => l.care?.pupilsPerAdult),
      mergeWithin: bySegment<MergeScope>('grade', (l) => l.care?.mergeWithin),
    },
    rest: {
      afterLesson: last((l) => l.rest?.afterLesson) as number,
      dutyMinutes: last((l) => l.rest?.dutyMinutes) as number,
      lateStart: last((l) => l.rest?.lateStart) as number,
    },
    staff: {
      sessionsPerDay: last((l) => l.staff?.sessionsPerDay),
      daysPerWeek: last((l) => l.staff?.daysPerWeek),
      latePerWeek: last((l) => l.staff?.latePerWeek),
      minutesPerWeek: last((l) => l.staff?.minutesPerWeek),
      clubs: last((l) => l.staff?.clubs),
    },
    loadFactor: bySegment<number>(1, (l) => l.loadFactor),
    outsiderNeedsPartner: last((l) => l.outsiderNeedsPartner) as boolean,
    learningPerDay: last((l) => l.learningPerDay),
    maxClubs: last((l) => l.maxClubs) as number,
    budget: last((l) => l.budget),
  };
}
