import type { Model } from '../model/model.ts';
import { DAYS } from '../model/rows.ts';
import { TouchedSet, type TouchedSets, WHOLE_SIZE } from './touched.ts';
import { wishCost } from './wish-cost.ts';

/** Sessions of one person on one weekday that the state can hold; moves stop before it. */
export const DAY_CAPACITY = 32;
/** The number of different values of `edge`: 0 to 14. */
export const EDGE_VALUES = 15;

/** The decisions of one assignment, and every count that is derived from them. */
export abstract class Counts {
  readonly model: Model;

  // Decisions.
  readonly seatPerson: Int32Array;
  readonly eventRoom: Int32Array;
  /** Spot of an event, -1 while not placed; of a care slot always its period. */
  readonly eventSpot: Int32Array;
  /** class x period: the care slot for the pupils who are left over; -1 without pupils. */
  readonly careOf: Int32Array;
  readonly wishGranted: Uint8Array;

  // Derived, by event.
  /** Pupils in a care slot (others: see `headcount`). */
  readonly careHead: Int32Array;
  /** Classes in a care slot that have pupils left over. */
  readonly memberCount: Int32Array;
  /** Members of care slot e: `members[memberStart[e - firstCare] + i]`, i < memberCount[e]. */
  readonly members: Int16Array;
  readonly memberStart: Int32Array;
  protected readonly memberAt: Int16Array;
  /** Granted pupils of a placed choice session who are not there in all its periods. */
  readonly absent: Int32Array;

  // Derived, by class x period.
  /** Pupils in clubs. */
  readonly away: Int32Array;
  /** Whole-class sessions. */
  readonly wholeClass: Int32Array;
  /** Pupils left over for care. */
  readonly left: Int32Array;
  /** Pupils who are in two choice sessions at once. */
  readonly doubled: Int32Array;

  // Derived, by person x day.
  readonly dayCount: Int32Array;
  readonly dayEvents: Int32Array;
  readonly dayMinutes: Int32Array;
  /** Minutes for `longDay`: an activity's load stands for its minutes. */
  readonly dayWeight: Float64Array;
  readonly daySessions: Int32Array;
  protected readonly dayLate: Int32Array;
  protected readonly dayEarly: Int32Array;

  // Derived, by person.
  readonly load: Float64Array;
  readonly minutes: Int32Array;
  readonly lateMask: Uint8Array;
  readonly earlyMask: Uint8Array;
  readonly dayMask: Uint8Array;
  readonly clubsLed: Int32Array;
  protected readonly ledCount: Uint16Array;

  // Derived, for the whole plan; over people with a share > 0 but for `pay`.
  loadSum = 0;
  loadSquareSum = 0;
  loadShareSum = 0;
  edgeSum = 0;
  /** share class x edge value: people. */
  readonly edgeCount: Int32Array;
  pay = 0;

  // Derived, by room x moment (see `spotMoments`) and room x day.
  readonly roomUse: Int32Array;
  readonly roomCrowded: Int32Array;
  readonly roomEvents: number[][];

  // Derived, by class.
  readonly classAdults: Int32Array;
  /** class x person: seats in care of the class. */
  readonly adultCount: Uint16Array;
  /** class x day: sessions of sport or club with a pupil of the class. */
  readonly mixCount: Int32Array;

  // Derived, by series and pupil.
  /** Pupils of a choice series: granted wishes, or the fixed ones. */
  readonly seriesPupils: Int32Array;
  /** series x class: granted wishes. */
  readonly seriesClass: Int32Array;
  /** Pupils granted in series s: `granted[grantedStart[s] + i]`, as wishes. */
  readonly granted: Int32Array;
  readonly grantedStart: Int32Array;
  protected readonly grantedAt: Int32Array;
  readonly pupilCount: Uint8Array;
  /** The first eight wishes of a pupil that are granted, as bits. */
  readonly wishSet: Uint8Array;
  /** What a pupil's wishes cost by the rule `choice`. */
  readonly wishCost: Float64Array;
  /** pupil x period: choice sessions. */
  readonly pupilUse: Uint8Array;
  /** pupil x word: periods with a choice session, and those with several, as bits. */
  readonly pupilBusy: Int32Array;
  readonly pupilDoubled: Int32Array;
  /** series x word: periods of its sessions, and those that overlap one of them in time. */
  readonly seriesSet: Int32Array;
  readonly seriesAround: Int32Array;
  readonly placedSlots: Int32Array;

  readonly touched: TouchedSets;

  /** Room to add up pupils by class. */
  protected readonly moved: Int32Array;
  /** Learning is capped by day, so that any change of where pupils are may matter for it. */
  protected readonly teaching: boolean;
  constructor(model: Model) {
    this.model = model;
    this.teaching = model.params.learningPerDay !== undefined;
    const { series, staff, rooms, pupils, time, classCount } = model;
    const cp = classCount * time.periodCount;
    const careCount = series.eventCount - series.firstCare;
    this.seatPerson = new Int32Array(series.seatCount).fill(-1);
    this.eventRoom = new Int32Array(series.eventCount).fill(-1);
    this.eventSpot = new Int32Array(series.eventCount).fill(-1);
    this.careOf = new Int32Array(cp).fill(-1);
    this.wishGranted = new Uint8Array(pupils.wishPupil.length);
    this.careHead = new Int32Array(series.eventCount);
    this.memberCount = new Int32Array(series.eventCount);
    this.memberStart = new Int32Array(careCount + 1);
    for (let i = 0; i < careCount; i++) {
      const p = series.carePeriod[series.firstCare + i];
      const inPeriod = series.periodSlots.start[p + 1] - series.periodSlots.start[p];
      this.memberStart[i + 1] = this.memberStart[i] + inPeriod;
    }
    this.members = new Int16Array(this.memberStart[careCount]);
    this.memberAt = new Int16Array(cp);
    this.absent = new Int32Array(series.eventCount);
    this.away = new Int32Array(cp);
    this.wholeClass = new Int32Array(cp);
    this.left = new Int32Array(cp);
    this.doubled = new Int32Array(cp);
    const td = staff.count * DAYS;
    this.dayCount = new Int32Array(td);
    this.dayEvents = new Int32Array(td * DAY_CAPACITY);
    this.dayMinutes = new Int32Array(td);
    this.dayWeight = new Float64Array(td);
    this.daySessions = new Int32Array(td);
    this.dayLate = new Int32Array(td);
    this.dayEarly = new Int32Array(td);
    this.load = Float64Array.from(staff.carryOver);
    this.minutes = new Int32Array(staff.count);
    this.lateMask = new Uint8Array(staff.count);
    this.earlyMask = new Uint8Array(staff.count);
    this.dayMask = new Uint8Array(staff.count);
    this.clubsLed = new Int32Array(staff.count);
    this.ledCount = new Uint16Array(staff.count * series.clubCount);
    this.edgeCount = new Int32Array(staff.shareClasses.length * EDGE_VALUES);
    for (let t = 0; t < staff.count; t++) {
      if (staff.shareClass[t] >= 0) this.edgeCount[staff.shareClass[t] * EDGE_VALUES]++;
    }
    this.roomUse = new Int32Array(rooms.count * time.periodCount);
    this.roomCrowded = new Int32Array(rooms.count * DAYS);
    this.roomEvents = Array.from({ length: rooms.count * DAYS }, () => []);
    this.classAdults = new Int32Array(classCount);
    this.adultCount = new Uint16Array(classCount * staff.count);
    this.mixCount = new Int32Array(classCount * DAYS);
    this.seriesPupils = Int32Array.from(series.fixedTotal);
    this.seriesClass = new Int32Array(series.count * classCount);
    this.grantedStart = Int32Array.from(pupils.seriesWishes.start);
    this.granted = new Int32Array(pupils.seriesWishes.items.length);
    this.grantedAt = new Int32Array(pupils.wishPupil.length);
    this.pupilCount = new Uint8Array(pupils.count);
    this.wishSet = new Uint8Array(pupils.count);
    this.wishCost = Float64Array.from({ length: pupils.count }, (_, pupil) =>
      wishCost(pupils, this.wishGranted, this.wishSet, pupil),
    );
    this.pupilUse = new Uint8Array(pupils.count * time.periodCount);
    this.pupilBusy = new Int32Array(pupils.count * time.words);
    this.pupilDoubled = new Int32Array(pupils.count * time.words);
    this.seriesSet = new Int32Array(series.count * time.words);
    this.seriesAround = new Int32Array(series.count * time.words);
    this.placedSlots = new Int32Array(series.count);
    this.moved = new Int32Array(classCount);
    this.touched = {
      seat: new TouchedSet(series.seatCount),
      event: new TouchedSet(series.eventCount),
      crew: new TouchedSet(series.eventCount),
      crowd: new TouchedSet(series.eventCount),
      series: new TouchedSet(series.count),
      seriesCrew: new TouchedSet(series.count),
      personDay: new TouchedSet(td),
      person: new TouchedSet(staff.count),
      roomDay: new TouchedSet(rooms.count * DAYS),
      classPeriod: new TouchedSet(cp),
      classDay: new TouchedSet(classCount * DAYS),
      class: new TouchedSet(classCount),
      classCrew: new TouchedSet(classCount),
      pupil: new TouchedSet(pupils.count),
      whole: new TouchedSet(WHOLE_SIZE),
    };
  }

  /** Whether an event is in the plan: a placed session, or a care slot with pupils. */
  exists(event: number): boolean {
    return event < this.model.series.firstCare
      ? this.eventSpot[event] >= 0
      : this.memberCount[event] > 0;
  }
}
