import type { PresetId } from '../domain/presets.ts';
import type { LeavePoint, Period, Segment } from '../domain/problem.ts';
import { weekdayKeys } from './names.ts';

/** One line of a school's afternoon; it stands on each of `weekdays` (Monday to Friday if absent). */
interface Slot {
  /** The last part of the period's id, as in "mon-club". */
  key: string;
  segment: Segment;
  start: string;
  end: string;
  weekdays?: readonly number[];
}

/** When a school's afternoon runs: the periods of its week and what regular lessons leave of it. */
export interface Timetable {
  weekdays: readonly number[];
  slots: readonly Slot[];
  /** Leave points in order of time. */
  leave: readonly string[];
  /** Pupils of a hundred at each leave point. */
  leavePercents: readonly number[];
  /** The last regular lesson that touches the afternoon, and how long it may overrun. */
  lesson: { start: string; end: string; longEnd: string };
  /** The club segment, and the whole afternoon with all duty posts. */
  club: { start: string; end: string };
  afternoon: { start: string; end: string };
  /** From here to the end of the day is what people with families would rather avoid. */
  lateStart: string;
  /** Times in which nobody of the school is there, as for the teachers' meeting. */
  meeting?: { weekday: number; start: string; end: string; reason: string };
}

const allDays = [1, 2, 3, 4, 5];

const weifangPrimary: Timetable = {
  weekdays: allDays,
  slots: [
    { key: 'early', segment: 'earlyArrival', start: '07:20', end: '07:50' },
    { key: 'hw', segment: 'homework', start: '15:50', end: '16:30' },
    { key: 'club', segment: 'club', start: '16:40', end: '17:30' },
    { key: 'micro', segment: 'microTheme', start: '17:30', end: '17:50', weekdays: [1, 3, 5] },
    { key: 'home', segment: 'homeSchool', start: '17:30', end: '17:50', weekdays: [2, 4] },
    { key: 'late', segment: 'lateCare', start: '17:50', end: '18:20' },
    { key: 'lead', segment: 'duty', start: '15:45', end: '18:35' },
    { key: 'gate1', segment: 'duty', start: '16:30', end: '16:40' },
    { key: 'gate2', segment: 'duty', start: '17:50', end: '18:05' },
    { key: 'gate3', segment: 'duty', start: '18:20', end: '18:35' },
  ],
  leave: ['16:30', '17:50', '18:20'],
  leavePercents: [9, 77, 14],
  lesson: { start: '14:55', end: '15:35', longEnd: '15:45' },
  club: { start: '16:40', end: '17:30' },
  afternoon: { start: '15:30', end: '18:40' },
  lateStart: '17:50',
};

/** Evening study until half past eight, with a break for dinner. */
const weifangJunior: Timetable = {
  weekdays: allDays,
  slots: [
    { key: 'early', segment: 'earlyArrival', start: '06:50', end: '07:20' },
    { key: 'hw', segment: 'homework', start: '16:55', end: '17:35' },
    { key: 'club', segment: 'club', start: '17:40', end: '18:25' },
    { key: 'micro', segment: 'microTheme', start: '18:25', end: '18:45', weekdays: [1, 3, 5] },
    { key: 'home', segment: 'homeSchool', start: '18:25', end: '18:45', weekdays: [2, 4] },
    { key: 'dinner', segment: 'break', start: '18:45', end: '19:15' },
    { key: 'evening', segment: 'lateCare', start: '19:15', end: '20:30' },
    { key: 'lead', segment: 'duty', start: '16:50', end: '20:45' },
    { key: 'gate1', segment: 'duty', start: '17:35', end: '17:45' },
    { key: 'gate2', segment: 'duty', start: '18:45', end: '19:00' },
    { key: 'gate3', segment: 'duty', start: '20:30', end: '20:45' },
  ],
  leave: ['17:35', '18:45', '20:30'],
  leavePercents: [9, 56, 35],
  lesson: { start: '16:00', end: '16:40', longEnd: '16:50' },
  club: { start: '17:40', end: '18:25' },
  afternoon: { start: '16:45', end: '20:45' },
  lateStart: '19:15',
};

/** Homework, clubs and late care, at the times given; no segments of Weifang's own. */
function threeSegments(times: {
  homework: readonly [string, string];
  club: readonly [string, string];
  late: readonly [string, string];
  /** A break before late care, in junior schools with evening study. */
  dinner?: readonly [string, string];
  gateAfter: readonly [string, string, string];
  lesson: { start: string; end: string; longEnd: string };
  leadStart: string;
  early: readonly [string, string];
  leavePercents: readonly number[];
}): Timetable {
  const { homework, club, late, dinner, gateAfter } = times;
  const clubLeave = dinner === undefined ? late[0] : dinner[0];
  return {
    weekdays: allDays,
    slots: [
      { key: 'early', segment: 'earlyArrival', start: times.early[0], end: times.early[1] },
      { key: 'hw', segment: 'homework', start: homework[0], end: homework[1] },
      { key: 'club', segment: 'club', start: club[0], end: club[1] },
      ...(dinner === undefined
        ? []
        : [{ key: 'dinner', segment: 'break' as const, start: dinner[0], end: dinner[1] }]),
      { key: 'late', segment: 'lateCare', start: late[0], end: late[1] },
      { key: 'lead', segment: 'duty', start: times.leadStart, end: gateAfter[2] },
      { key: 'gate1', segment: 'duty', start: homework[1], end: gateAfter[0] },
      { key: 'gate2', segment: 'duty', start: clubLeave, end: gateAfter[1] },
      { key: 'gate3', segment: 'duty', start: late[1], end: gateAfter[2] },
    ],
    leave: [homework[1], clubLeave, late[1]],
    leavePercents: times.leavePercents,
    lesson: times.lesson,
    club: { start: club[0], end: club[1] },
    afternoon: { start: times.leadStart, end: gateAfter[2] },
    lateStart: late[0],
  };
}

/** At least two hours a day on five days. */
const nationalPrimary = threeSegments({
  early: ['07:20', '07:50'],
  homework: ['15:40', '16:30'],
  club: ['16:40', '17:40'],
  late: ['17:40', '18:10'],
  gateAfter: ['16:40', '17:55', '18:25'],
  lesson: { start: '14:45', end: '15:25', longEnd: '15:35' },
  leadStart: '15:35',
  leavePercents: [9, 77, 14],
});
const nationalJunior = threeSegments({
  early: ['06:50', '07:20'],
  homework: ['16:45', '17:35'],
  club: ['17:45', '18:45'],
  dinner: ['18:45', '19:15'],
  late: ['19:15', '20:30'],
  gateAfter: ['17:45', '19:00', '20:45'],
  lesson: { start: '15:50', end: '16:30', longEnd: '16:40' },
  leadStart: '16:40',
  leavePercents: [9, 56, 35],
});

/** Primary schools end by 18:00: used where a region says so. */
const untilSix = threeSegments({
  early: ['07:20', '07:50'],
  homework: ['15:40', '16:20'],
  club: ['16:30', '17:20'],
  late: ['17:20', '18:00'],
  gateAfter: ['16:30', '17:35', '18:15'],
  lesson: { start: '14:45', end: '15:25', longEnd: '15:35' },
  leadStart: '15:35',
  leavePercents: [9, 74, 17],
});
const juniorUntilHalfPastSix = threeSegments({
  early: ['07:00', '07:30'],
  homework: ['16:20', '17:00'],
  club: ['17:10', '18:00'],
  late: ['18:00', '18:30'],
  gateAfter: ['17:10', '18:15', '18:45'],
  lesson: { start: '15:25', end: '16:05', longEnd: '16:15' },
  leadStart: '16:15',
  leavePercents: [9, 74, 17],
});
const juniorUntilSix = threeSegments({
  early: ['07:00', '07:30'],
  homework: ['16:00', '16:40'],
  club: ['16:45', '17:30'],
  late: ['17:30', '18:00'],
  gateAfter: ['16:45', '17:45', '18:15'],
  lesson: { start: '15:05', end: '15:45', longEnd: '15:55' },
  leadStart: '15:55',
  leavePercents: [9, 74, 17],
});

/** Monday to Thursday a quiet and an active part; on Friday the teachers meet and pupils go home. */
const jilinDistrict: Timetable = {
  weekdays: [1, 2, 3, 4],
  slots: [
    { key: 'hw', segment: 'homework', start: '15:30', end: '16:10' },
    { key: 'club', segment: 'club', start: '16:20', end: '17:00' },
    { key: 'lead', segment: 'duty', start: '15:25', end: '17:15' },
    { key: 'sup', segment: 'duty', start: '15:30', end: '17:00' },
    { key: 'gate1', segment: 'duty', start: '16:10', end: '16:20' },
    { key: 'gate2', segment: 'duty', start: '17:00', end: '17:15' },
  ],
  leave: ['16:10', '17:00'],
  leavePercents: [10, 90],
  lesson: { start: '14:35', end: '15:15', longEnd: '15:25' },
  club: { start: '16:20', end: '17:00' },
  afternoon: { start: '15:25', end: '17:15' },
  lateStart: '16:20',
  meeting: { weekday: 5, start: '15:30', end: '17:00', reason: '教师例会' },
};

/** A nine-year school keeps the primary pupils' hours. */
export function timetableFor(preset: PresetId, junior: boolean): Timetable {
  switch (preset) {
    case 'weifang':
      return junior ? weifangJunior : weifangPrimary;
    case 'national':
      return junior ? nationalJunior : nationalPrimary;
    case 'hebi':
      return junior ? juniorUntilHalfPastSix : untilSix;
    case 'yan':
      return junior ? juniorUntilSix : untilSix;
    case 'jilin-district':
      return jilinDistrict;
  }
}

/** The same school with one leave point: everyone goes when the middle one comes. */
export function withOneLeavePoint(timetable: Timetable): Timetable {
  const last = timetable.leave[Math.min(1, timetable.leave.length - 1)];
  // Two gate posts at one minute make one dismissal too many: only the one at the end is kept.
  const kept = timetable.slots.filter(
    (slot) =>
      (slot.key.startsWith('gate') ? slot.start === last : slot.start < last) &&
      (slot.segment === 'duty' || slot.end <= last),
  );
  const gateEnd = kept.find((slot) => slot.key.startsWith('gate'))?.end ?? last;
  return {
    ...timetable,
    slots: kept.map((slot) => (slot.key === 'lead' ? { ...slot, end: gateEnd } : slot)),
    leave: [last],
    leavePercents: [100],
    afternoon: { ...timetable.afternoon, end: gateEnd },
    lateStart: timetable.club.start,
  };
}

export function periodsOf(timetable: Timetable): Period[] {
  return timetable.weekdays.flatMap((weekday) =>
    timetable.slots
      .filter((slot) => slot.weekdays?.includes(weekday) ?? true)
      .map((slot) => ({
        id: `${weekdayKeys[weekday - 1]}-${slot.key}`,
        weekday,
        segment: slot.segment,
        start: slot.start,
        end: slot.end,
      })),
  );
}

export function leavePointsOf(timetable: Timetable): LeavePoint[] {
  return timetable.leave.map((time, i) => ({ id: `L${i + 1}`, time }));
}
