import type { Activity } from '../../src/domain/problem.ts';
import { keyFor, type ProblemIndex, type Series } from '../../src/domain/problem-index.ts';
import { minuteOf } from '../../src/domain/time.ts';
import type { RoomTables } from './rooms.ts';
import { type Rows, rowsOf } from './rows.ts';
import type { StaffTables } from './staff.ts';
import type { TimeTables } from './times.ts';

export const ENROL_NONE = 0;
export const ENROL_CLASS = 1;
export const ENROL_CHOICE = 2;
export const ROLE_LEAD = 0;
export const ROLE_ASSISTANT = 1;
export const ROLE_DUTY = 2;
const roles = { lead: ROLE_LEAD, assistant: ROLE_ASSISTANT, duty: ROLE_DUTY };

/**
 * Series, events and seats. An *event* is either a slot of a series (a session that may be
 * placed on a spot) or a care slot: a group that may exist in one period, one for each class
 * with pupils there, so that every class can be alone. Series slots come first.
 */
export interface SeriesTables {
  readonly count: number;
  readonly list: readonly Series[];
  readonly enrol: Uint8Array;
  readonly isDuty: Uint8Array;
  readonly isTutoring: Uint8Array;
  /** Sport or club: counts for `dayMix`. */
  readonly isMix: Uint8Array;
  /** Classes that the series may have pupils of, as indices: see `classesOf`. */
  readonly classes: Rows;
  /** Sessions that the series should have. */
  readonly should: Int32Array;
  readonly every: Uint8Array;
  readonly minDays: Int32Array;
  readonly sameLead: Uint8Array;
  readonly leadSeats: Int32Array;
  readonly sizeMin: Int32Array;
  readonly sizeMax: Int32Array;
  /** Load of one seat of one session; NaN where its minutes count. */
  readonly load: Float64Array;
  readonly roomKind: Int32Array;
  /** Index of the club for `limits.clubs`; -1 for other kinds. */
  readonly clubIndex: Int32Array;
  readonly clubCount: number;
  /** Spots a session may take, those that would break `dayEnd` left out. */
  readonly spots: Rows;
  /** First event of each series (`count + 1` entries). */
  readonly firstEvent: Int32Array;
  /** 1 where the pupils are fixed by roster or numbers. */
  readonly fixed: Uint8Array;
  /** class x period: fixed pupils who are there; null for other series. */
  readonly fixedCount: readonly (Int32Array | null)[];
  /** Pupils of a fixed roster (or the sum of numbers), whoever is there. */
  readonly fixedTotal: Int32Array;

  readonly eventCount: number;
  /** Events from here on are care slots. */
  readonly firstCare: number;
  /** Series of an event; -1 for care. */
  readonly eventSeries: Int32Array;
  /** Period of a care slot; -1 for others. */
  readonly carePeriod: Int32Array;
  /** class x period: the class's own care slot; -1 where no pupils are. */
  readonly careSlot: Int32Array;
  /** class x period of each care slot, from `firstCare` on. */
  readonly slotCell: Int32Array;
  /** Care slots of each period. */
  readonly periodSlots: Rows;
  readonly seatStart: Int32Array;
  readonly seatCount: number;
  readonly seatEvent: Int32Array;
  readonly seatKind: Int32Array;
  readonly seatRole: Uint8Array;
  /** class x period: a number such that classes with equal ones may share a care group. */
  readonly mergeKey: Int32Array;
}

export function compileSeries(
  index: ProblemIndex,
  time: TimeTables,
  staff: StaffTables,
  rooms: RoomTables,
  attendance: Int32Array,
): SeriesTables {
  const { problem, params } = index;
  const { periodCount } = time;
  const list = index.series;
  const count = list.length;
  const classIndex = new Map(problem.classes.map((c, i) => [c.id, i]));
  const classRows = rowsOf(
    list.map((s) => classesOf(index, s).map((id) => classIndex.get(id) as number)),
  );
  const homeRoom = new Map(problem.classes.map((c) => [c.id, c.homeRoomId]));
  const clubs = new Map<string, number>();
  for (const a of problem.activities) if (a.kind === 'club') clubs.set(a.id, clubs.size);

  const spotLists = list.map((s) => [...time.spotsOf(s.activity)]);
  const should = list.map((s, i) =>
    'every' in s.activity.sessions ? spotLists[i].length : s.activity.sessions.perWeek,
  );
  const legalSpots = list.map((s, i) => spotLists[i].filter((spot) => !breaksDayEnd(s, spot)));
  // Sessions beyond the legal spots can never be placed: no slot is made for them.
  const slots = list.map((_, i) => Math.min(should[i], legalSpots[i].length));
  const firstEvent = new Int32Array(count + 1);
  for (let s = 0; s < count; s++) firstEvent[s + 1] = firstEvent[s] + slots[s];
  const firstCare = firstEvent[count];

  const careSlot = new Int32Array(problem.classes.length * periodCount).fill(-1);
  const carePeriod: number[] = new Array(firstCare).fill(-1);
  const periodSlots: number[][] = [];
  const slotCell: number[] = [];
  for (let p = 0; p < periodCount; p++) {
    const own: number[] = [];
    for (let c = 0; c < problem.classes.length; c++) {
      if (attendance[c * periodCount + p] === 0) continue;
      const event = carePeriod.push(p) - 1;
      careSlot[c * periodCount + p] = event;
      own.push(event);
      slotCell.push(c * periodCount + p);
    }
    periodSlots.push(own);
  }
  const eventCount = carePeriod.length;
  const eventSeries = new Int32Array(eventCount).fill(-1);
  for (let s = 0; s < count; s++) eventSeries.fill(s, firstEvent[s], firstEvent[s + 1]);

  const mergeKey = compileMergeKeys(index, time);
  const seatStart = new Int32Array(eventCount + 1);
  const seatEvent: number[] = [];
  const seatKind: number[] = [];
  const seatRole: number[] = [];
  for (let e = 0; e < firstCare; e++) {
    seatStart[e] = seatEvent.length;
    for (const spec of list[eventSeries[e]].activity.seats) {
      for (let k = 0; k < (spec.count ?? 1); k++) {
        seatEvent.push(e);
        seatKind.push(staff.kindOf(spec));
        seatRole.push(roles[spec.role]);
      }
    }
  }
  for (let c = 0, e = firstCare; e < eventCount; e++) {
    const p = carePeriod[e];
    if (e === firstCare || carePeriod[e - 1] !== p) c = 0;
    while (careSlot[c * periodCount + p] !== e) c++;
    seatStart[e] = seatEvent.length;
    const adults = mostAdults(c, p);
    for (let k = 0; k < adults; k++) {
      seatEvent.push(e);
      seatKind.push(staff.careKind);
      seatRole.push(k === 0 ? ROLE_LEAD : ROLE_ASSISTANT);
    }
  }
  seatStart[eventCount] = seatEvent.length;
  const fixedCount = list.map((s) => compileFixed(s));
  const each = <T>(f: (a: Activity, s: Series, i: number) => T) =>
    list.map((s, i) => f(s.activity, s, i));
  return {
    count,
    list,
    enrol: Uint8Array.from(
      each((a) => ({ none: ENROL_NONE, class: ENROL_CLASS, choice: ENROL_CHOICE })[a.enrol]),
    ),
    isDuty: Uint8Array.from(each((a) => (a.kind === 'duty' ? 1 : 0))),
    isTutoring: Uint8Array.from(each((a) => (a.kind === 'tutoring' ? 1 : 0))),
    isMix: Uint8Array.from(each((a) => (a.active || a.kind === 'club' ? 1 : 0))),
    classes: classRows,
    should: Int32Array.from(should),
    every: Uint8Array.from(each((a) => ('every' in a.sessions ? 1 : 0))),
    minDays: Int32Array.from(
      each((a) => a.minDays ?? ('every' in a.sessions ? 0 : a.sessions.perWeek)),
    ),
    sameLead: Uint8Array.from(each((a) => ((a.sameLead ?? a.kind === 'club') ? 1 : 0))),
    leadSeats: Int32Array.from(
      each((a) => a.seats.reduce((n, s) => n + (s.role === 'lead' ? (s.count ?? 1) : 0), 0)),
    ),
    sizeMin: Int32Array.from(each((a) => a.size?.min ?? 0)),
    sizeMax: Int32Array.from(each((a) => a.size?.max ?? 1_000_000)),
    load: Float64Array.from(each((a) => a.load ?? Number.NaN)),
    roomKind: Int32Array.from(
      each((a, s) =>
        rooms.kindOf(a, a.forEach === 'class' ? homeRoom.get(s.forKey ?? '') : undefined),
      ),
    ),
    clubIndex: Int32Array.from(each((a) => clubs.get(a.id) ?? -1)),
    clubCount: clubs.size,
    spots: rowsOf(legalSpots),
    firstEvent,
    fixed: Uint8Array.from(each((a) => (a.enrolment || a.studentIds ? 1 : 0))),
    fixedCount,
    fixedTotal: Int32Array.from(
      each((a, s) => {
        const inSeries = new Set(classesOf(index, s));
        if (a.studentIds)
          return a.studentIds.filter((id) => inSeries.has(index.student(id).classId)).length;
        return (a.enrolment ?? []).reduce(
          (n, row) => n + (inSeries.has(row.classId) ? row.count : 0),
          0,
        );
      }),
    ),
    eventCount,
    firstCare,
    eventSeries,
    carePeriod: Int32Array.from(carePeriod),
    careSlot,
    slotCell: Int32Array.from(slotCell),
    periodSlots: rowsOf(periodSlots),
    seatStart,
    seatCount: seatEvent.length,
    seatEvent: Int32Array.from(seatEvent),
    seatKind: Int32Array.from(seatKind),
    seatRole: Uint8Array.from(seatRole),
    mergeKey,
  };

  /** With classes of both stages, the earlier end holds: in a club, of those who can be in it. */
  function breaksDayEnd(s: Series, spot: number): boolean {
    const { enrol } = s.activity;
    if (enrol === 'none') return false;
    const group = classesOfGroup(index, s);
    const isThere = (id: string, p: number) =>
      attendance[(classIndex.get(id) as number) * periodCount + p] > 0;
    const { start, items } = time.spotPeriods;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const p = items[k];
      const classIds =
        group ?? (enrol === 'class' ? s.classIds : s.classIds.filter((id) => isThere(id, p)));
      const ends = classIds.map((id) => latestEndOf(index, index.schoolClass(id).grade));
      if (breaksDay(index, time, p, Math.min(...ends))) return true;
    }
    return false;
  }

  function mostAdults(c: number, p: number): number {
    const perAdult = params.care.pupilsPerAdult;
    if (perAdult === undefined) return 1;
    const own = attendance[c * periodCount + p];
    let together = 0;
    for (let o = 0; o < problem.classes.length; o++)
      if (mergeKey[o * periodCount + p] === mergeKey[c * periodCount + p])
        together += attendance[o * periodCount + p];
    const most = Math.max(own, Math.min(params.care.maxGroup, together));
    return Math.max(1, Math.ceil(most / perAdult));
  }

  function compileFixed(s: Series): Int32Array | null {
    const { studentIds, enrolment } = s.activity;
    if (!studentIds && !enrolment) return null;
    const table = new Int32Array(problem.classes.length * periodCount);
    const inSeries = new Set(classesOf(index, s));
    if (studentIds) {
      for (const id of studentIds) {
        const student = index.student(id);
        if (!inSeries.has(student.classId)) continue;
        const c = classIndex.get(student.classId) as number;
        for (let p = 0; p < periodCount; p++)
          if (isThere(student.id, p)) table[c * periodCount + p]++;
      }
      return table;
    }
    for (const row of enrolment ?? []) {
      if (!inSeries.has(row.classId)) continue;
      const c = classIndex.get(row.classId) as number;
      for (let p = 0; p < periodCount; p++)
        table[c * periodCount + p] = Math.min(
          table[c * periodCount + p] + row.count,
          attendance[c * periodCount + p],
        );
    }
    return table;
  }

  function isThere(studentId: string, p: number): boolean {
    const student = index.student(studentId);
    const period = time.periods[p];
    if (period.segment === 'duty') return false;
    if (period.segment === 'earlyArrival') return student.early?.includes(period.weekday) ?? false;
    const leave = student.leave[String(period.weekday) as keyof typeof student.leave];
    return leave !== undefined && minuteOf(index.leavePoint(leave).time) >= minuteOf(period.end);
  }
}

/**
 * The classes that a series may have pupils of: those of its audience, and those of a known group
 * that the audience leaves out, for a school may name whom it likes.
 */
export function classesOf(index: ProblemIndex, series: Series): readonly string[] {
  const group = classesOfGroup(index, series);
  if (group === undefined) return series.classIds;
  const either = new Set([...series.classIds, ...group]);
  return index.problem.classes.map(({ id }) => id).filter((id) => either.has(id));
}

/** The classes of a group that is known by name or as numbers; undefined where pupils choose. */
export function classesOfGroup(
  index: ProblemIndex,
  { activity, forKey }: Series,
): string[] | undefined {
  const { enrol, studentIds, enrolment } = activity;
  const named =
    studentIds?.map((id) => index.student(id).classId) ??
    enrolment?.filter(({ count }) => count > 0).map(({ classId }) => classId);
  if (enrol !== 'choice' || named === undefined) return undefined;
  return [...new Set(named)].filter((id) => keyFor(activity, index.schoolClass(id)) === forKey);
}

/** Latest end in minutes for a class of this grade; Infinity where none is set. */
export function latestEndOf(index: ProblemIndex, grade: number): number {
  const { stage } = index.problem.school;
  const own = stage === 'nineYear' ? (grade <= 6 ? 'primary' : 'junior') : stage;
  return index.params.latestEndMinute[own] ?? Number.POSITIVE_INFINITY;
}

export function breaksDay(
  index: ProblemIndex,
  time: TimeTables,
  p: number,
  latest: number,
): boolean {
  const earliest = index.params.earliestStartMinute;
  return (
    time.spotEnd[p] > latest ||
    (earliest !== undefined && time.spotEarly[p] === 0 && time.spotStart[p] < earliest)
  );
}

function compileMergeKeys(index: ProblemIndex, time: TimeTables): Int32Array {
  const { problem, params } = index;
  const keys = new Int32Array(problem.classes.length * time.periodCount);
  problem.classes.forEach((schoolClass, c) => {
    time.periods.forEach((period, p) => {
      const scope = params.care.mergeWithin[period.segment];
      const { grade } = schoolClass;
      const band = Math.min(4, Math.ceil(grade / 2));
      keys[c * time.periodCount + p] = { class: c, grade, band, school: 0 }[scope];
    });
  });
  return keys;
}
