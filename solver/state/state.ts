import type { Model } from '../model/model.ts';
import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE, ENROL_CLASS, ROLE_LEAD } from '../model/series.ts';
import {
  TouchedSet,
  type TouchedSets,
  WHOLE_EDGE,
  WHOLE_LOAD,
  WHOLE_PAY,
  WHOLE_SIZE,
} from './touched.ts';
import { wishCost } from './wish-cost.ts';

/** Sessions of one person on one weekday that the state can hold; moves stop before it. */
export const DAY_CAPACITY = 32;
/** The number of different values of `edge`: 0 to 14. */
export const EDGE_VALUES = 15;

const OP_SEAT = 0;
const OP_ROOM = 1;
const OP_SPOT = 2;
const OP_CARE = 3;
const OP_WISH = 4;

/**
 * One assignment and the counts derived from it.
 *
 * Decisions are five arrays: who sits on a seat, the room and the spot of an event, the care
 * slot of a class in a period, and the wishes that are granted. They change only through the
 * five `set…` methods, which keep every derived count right, write what they undo into a log,
 * and mark the elements whose rules must be scored again. A *Change* is what was set since the
 * last `commit` or `undo`.
 *
 * Two things follow from others and need no decision: a care slot exists while a class with
 * pupils left over is in it, and it has as many seats as its pupils need. Seats beyond that are
 * emptied as part of the Change.
 */
export class State {
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
  private readonly memberAt: Int16Array;
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
  private readonly dayLate: Int32Array;
  private readonly dayEarly: Int32Array;

  // Derived, by person.
  readonly load: Float64Array;
  readonly minutes: Int32Array;
  readonly lateMask: Uint8Array;
  readonly earlyMask: Uint8Array;
  readonly dayMask: Uint8Array;
  readonly clubsLed: Int32Array;
  private readonly ledCount: Uint16Array;

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
  private readonly adultCount: Uint16Array;
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
  private readonly grantedAt: Int32Array;
  readonly pupilCount: Uint8Array;
  /** What a pupil's wishes cost by the rule `choice`. */
  readonly wishCost: Float64Array;
  /** pupil x period: choice sessions. */
  readonly pupilUse: Uint8Array;
  readonly placedSlots: Int32Array;

  readonly touched: TouchedSets;

  /** Room to add up pupils by class. */
  private readonly moved: Int32Array;
  private log = new Int32Array(3 * 1024);
  private logLength = 0;
  private undoing = false;
  /** Learning is capped by day, so that any change of where pupils are may matter for it. */
  private readonly teaching: boolean;

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
    this.wishCost = Float64Array.from({ length: pupils.count }, (_, pupil) =>
      wishCost(pupils, this.wishGranted, pupil),
    );
    this.pupilUse = new Uint8Array(pupils.count * time.periodCount);
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
    for (let e = series.firstCare; e < series.eventCount; e++)
      this.eventSpot[e] = series.carePeriod[e];
    for (let i = 0; i < cp; i++) {
      const slot = series.careSlot[i];
      if (slot < 0) continue;
      const c = (i / time.periodCount) | 0;
      this.eventRoom[slot] = model.classHomeRoom[c];
      this.careOf[i] = slot;
      this.refreshLeft(c, i - c * time.periodCount);
    }
    this.recountLoads();
    this.commit();
  }

  // ---- what a Change is made of -------------------------------------------------------------

  /** Seats a person, or empties the seat with -1. The event must be placed. */
  setSeat(seat: number, person: number): void {
    const old = this.seatPerson[seat];
    if (old === person) return;
    this.write(OP_SEAT, seat, old);
    const event = this.model.series.seatEvent[seat];
    if (old >= 0) this.leaveSeat(seat, event, old);
    this.seatPerson[seat] = person;
    if (person >= 0) this.takeSeat(seat, event, person);
    this.touched.seat.add(seat);
    this.touched.crew.add(event);
    const s = this.model.series.eventSeries[event];
    if (s >= 0) {
      if (this.model.series.seatRole[seat] === ROLE_LEAD) this.touched.seriesCrew.add(s);
      if (this.model.baseline) this.touched.series.add(s);
    } else if (this.model.baseline) this.touchMembers(event);
  }

  setRoom(event: number, room: number): void {
    const old = this.eventRoom[event];
    if (old === room) return;
    this.write(OP_ROOM, event, old);
    const exists = this.exists(event);
    if (exists && old >= 0) this.freeRoom(event, old);
    this.eventRoom[event] = room;
    if (exists && room >= 0) this.useRoom(event, room);
    this.touched.event.add(event);
    this.touched.crowd.add(event);
    const s = this.model.series.eventSeries[event];
    if (s >= 0) this.touched.series.add(s);
    else this.touchMembers(event);
  }

  /** Places a session on a spot; with -1 it is taken out, and its seats and room are emptied. */
  setSpot(event: number, spot: number): void {
    const old = this.eventSpot[event];
    if (old === spot) return;
    const { series } = this.model;
    if (spot < 0) {
      for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++)
        this.setSeat(k, -1);
      this.setRoom(event, -1);
    }
    this.write(OP_SPOT, event, old);
    if (old >= 0) this.lift(event);
    this.eventSpot[event] = spot;
    if (spot >= 0) this.place(event);
    this.touchEvent(event);
    this.touched.series.add(series.eventSeries[event]);
  }

  /** Puts a class's left-over pupils of one period into a care slot of that period. */
  setCare(classPeriod: number, slot: number): void {
    const old = this.careOf[classPeriod];
    if (old === slot) return;
    this.write(OP_CARE, classPeriod, old);
    const c = (classPeriod / this.model.time.periodCount) | 0;
    const pupils = this.left[classPeriod];
    if (pupils > 0 && old >= 0) {
      this.careHead[old] -= pupils;
      this.removeMember(old, c, classPeriod);
      this.trimSeats(old);
    }
    this.careOf[classPeriod] = slot;
    if (pupils > 0 && slot >= 0) {
      this.careHead[slot] += pupils;
      this.addMember(slot, c, classPeriod);
    }
    this.touched.classPeriod.add(classPeriod);
    this.touched.class.add(c);
  }

  /** Grants a wish (the pupil is in the series) or takes it back. */
  setWish(wish: number, granted: 0 | 1): void {
    if (this.wishGranted[wish] === granted) return;
    this.write(OP_WISH, wish, 1 - granted);
    const { pupils, series, classCount, time } = this.model;
    const s = pupils.wishSeries[wish];
    const pupil = pupils.wishPupil[wish];
    const c = pupils.classOf[pupil];
    const step = granted === 1 ? 1 : -1;
    this.wishGranted[wish] = granted;
    this.wishCost[pupil] = wishCost(pupils, this.wishGranted, pupil);
    const from = this.grantedStart[s];
    if (granted === 1) {
      const at = from + this.seriesPupils[s];
      this.granted[at] = wish;
      this.grantedAt[wish] = at;
    } else {
      const last = this.granted[from + this.seriesPupils[s] - 1];
      const at = this.grantedAt[wish];
      this.granted[at] = last;
      this.grantedAt[last] = at;
    }
    this.seriesPupils[s] += step;
    this.pupilCount[pupil] += step;
    const sc = s * classCount + c;
    this.seriesClass[sc] += step;
    // Whether there are pupils at all decides what an open seat costs.
    const crosses = this.seriesPupils[s] <= 1;
    const appears = granted === 1 ? this.seriesClass[sc] === 1 : this.seriesClass[sc] === 0;
    for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
      const spot = this.eventSpot[e];
      if (spot < 0) continue;
      this.movePupil(e, pupil, c, spot, step);
      if (appears && series.isMix[s] === 1) {
        const cd = c * DAYS + time.spotDay[spot];
        this.mixCount[cd] += step;
        this.touched.classDay.add(cd);
      }
      this.touched.crowd.add(e);
      if (crosses || series.isTutoring[s] === 1) this.touched.crew.add(e);
    }
    this.touched.pupil.add(pupil);
    if (crosses || this.placedSlots[s] === 0) this.touched.series.add(s);
  }

  // ---- commit and undo ----------------------------------------------------------------------

  /** Keeps the Change. */
  commit(): void {
    this.logLength = 0;
    this.clearTouched();
  }

  /** Takes the whole Change back. */
  undo(): void {
    this.undoTo(0);
    this.clearTouched();
  }

  /** A point within a Change to which `undoTo` can go back; touched marks stay. */
  mark(): number {
    return this.logLength;
  }

  undoTo(mark: number): void {
    this.undoing = true;
    while (this.logLength > mark) {
      this.logLength -= 3;
      const at = this.logLength;
      const key = this.log[at + 1];
      const old = this.log[at + 2];
      switch (this.log[at]) {
        case OP_SEAT:
          this.setSeat(key, old);
          break;
        case OP_ROOM:
          this.setRoom(key, old);
          break;
        case OP_SPOT:
          this.setSpot(key, old);
          break;
        case OP_CARE:
          this.setCare(key, old);
          break;
        default:
          this.setWish(key, old as 0 | 1);
      }
    }
    this.undoing = false;
  }

  get changed(): boolean {
    return this.logLength > 0;
  }

  private clearTouched(): void {
    const t = this.touched;
    t.seat.clear();
    t.event.clear();
    t.crew.clear();
    t.crowd.clear();
    t.series.clear();
    t.seriesCrew.clear();
    t.personDay.clear();
    t.person.clear();
    t.roomDay.clear();
    t.classPeriod.clear();
    t.classDay.clear();
    t.class.clear();
    t.classCrew.clear();
    t.pupil.clear();
    t.whole.clear();
  }

  private write(op: number, key: number, old: number): void {
    if (this.undoing) return;
    if (this.logLength + 3 > this.log.length) {
      const grown = new Int32Array(this.log.length * 2);
      grown.set(this.log);
      this.log = grown;
    }
    this.log[this.logLength] = op;
    this.log[this.logLength + 1] = key;
    this.log[this.logLength + 2] = old;
    this.logLength += 3;
  }

  // ---- questions ----------------------------------------------------------------------------

  /** Whether an event is in the plan: a placed session, or a care slot with pupils. */
  exists(event: number): boolean {
    return event < this.model.series.firstCare
      ? this.eventSpot[event] >= 0
      : this.memberCount[event] > 0;
  }

  /** Seats that an event in the plan has now. */
  seatsNeeded(event: number): number {
    const { series, params } = this.model;
    const most = series.seatStart[event + 1] - series.seatStart[event];
    if (event < series.firstCare) return most;
    const perAdult = params.care.pupilsPerAdult;
    if (perAdult === undefined) return 1;
    return Math.min(most, Math.max(1, Math.ceil(this.careHead[event] / perAdult)));
  }

  /** Whether the person is free of other sessions that overlap a spot in time. */
  isFree(person: number, spot: number): boolean {
    const { time } = this.model;
    const td = person * DAYS + time.spotDay[spot];
    const base = td * DAY_CAPACITY;
    const clash = spot * time.spotCount;
    for (let i = this.dayCount[td] - 1; i >= 0; i--) {
      if (time.spotClash[clash + this.eventSpot[this.dayEvents[base + i]]] === 1) return false;
    }
    return this.dayCount[td] < DAY_CAPACITY;
  }

  /** Whether a room is open and has a place left at every moment of a spot. */
  isRoomFree(room: number, spot: number): boolean {
    const { time, rooms } = this.model;
    if (rooms.closed[room * time.spotCount + spot] === 1) return false;
    return this.isUsedUpTo(room, spot, rooms.groups[room] - 1);
  }

  /** Whether a room that a session on the spot is in already is closed or too full then. */
  isRoomBad(room: number, spot: number): boolean {
    const { time, rooms } = this.model;
    if (rooms.closed[room * time.spotCount + spot] === 1) return true;
    return !this.isUsedUpTo(room, spot, rooms.groups[room]);
  }

  private isUsedUpTo(room: number, spot: number, most: number): boolean {
    const { periodCount, spotMoments } = this.model.time;
    const { start, items } = spotMoments;
    for (let k = start[spot]; k < start[spot + 1]; k++)
      if (this.roomUse[room * periodCount + items[k]] > most) return false;
    return true;
  }

  /** Pupils of a session (care slots, whole-class sessions and choice sessions alike). */
  headcount(event: number): number {
    const { series, time, attendance } = this.model;
    if (event >= series.firstCare) return this.careHead[event];
    const s = series.eventSeries[event];
    const spot = this.eventSpot[event];
    if (series.enrol[s] === ENROL_CHOICE) return this.seriesPupils[s];
    if (series.enrol[s] !== ENROL_CLASS || spot < 0) return 0;
    let least = -1;
    const { start, items } = time.spotPeriods;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      let pupils = 0;
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
        pupils += attendance[series.classes.items[i] * time.periodCount + items[k]];
      if (least < 0 || pupils < least) least = pupils;
    }
    return least;
  }

  edge(person: number): number {
    return BITS[this.lateMask[person]] + BITS[this.earlyMask[person]];
  }

  /** Makes the float sums afresh, so that rounding cannot add up over millions of moves. */
  recountLoads(): void {
    const { staff } = this.model;
    this.load.set(staff.carryOver);
    this.pay = 0;
    for (let td = 0; td < this.dayWeight.length; td++) {
      this.dayWeight[td] = 0;
      const t = (td / DAYS) | 0;
      for (let i = 0; i < this.dayCount[td]; i++) {
        const event = this.dayEvents[td * DAY_CAPACITY + i];
        this.dayWeight[td] += this.weightOf(event);
        this.load[t] += this.loadOf(event);
        this.pay += staff.payPerMinute[t] * this.model.time.spotMinutes[this.eventSpot[event]];
      }
    }
    this.loadSum = 0;
    this.loadSquareSum = 0;
    this.loadShareSum = 0;
    for (let t = 0; t < staff.count; t++) {
      if (staff.shareClass[t] < 0) continue;
      this.loadSum += this.load[t];
      this.loadSquareSum += this.load[t] * this.load[t];
      this.loadShareSum += this.load[t] * staff.share[t];
    }
  }

  /** Load of one seat of a placed event, in minutes. */
  loadOf(event: number): number {
    const { series, time } = this.model;
    const s = series.eventSeries[event];
    if (s >= 0) {
      const own = series.load[s];
      if (!Number.isNaN(own)) return own;
    }
    return time.spotLoad[this.eventSpot[event]];
  }

  private weightOf(event: number): number {
    const { series, time } = this.model;
    const s = series.eventSeries[event];
    if (s >= 0) {
      const own = series.load[s];
      if (!Number.isNaN(own)) return own;
    }
    return time.spotMinutes[this.eventSpot[event]];
  }

  // ---- people -------------------------------------------------------------------------------

  private takeSeat(seat: number, event: number, person: number): void {
    const { series } = this.model;
    this.joinDay(event, person);
    const s = series.eventSeries[event];
    if (s >= 0) {
      if (series.clubIndex[s] >= 0 && series.seatRole[seat] === ROLE_LEAD) {
        const at = person * series.clubCount + series.clubIndex[s];
        if (this.ledCount[at]++ === 0) this.clubsLed[person]++;
      }
    } else if (this.model.time.spotEarly[this.eventSpot[event]] === 0) {
      const from = this.memberStart[event - series.firstCare];
      for (let i = this.memberCount[event] - 1; i >= 0; i--)
        this.countAdult(this.members[from + i], person, 1);
    }
  }

  private leaveSeat(seat: number, event: number, person: number): void {
    const { series } = this.model;
    this.quitDay(event, person);
    const s = series.eventSeries[event];
    if (s >= 0) {
      if (series.clubIndex[s] >= 0 && series.seatRole[seat] === ROLE_LEAD) {
        const at = person * series.clubCount + series.clubIndex[s];
        if (--this.ledCount[at] === 0) this.clubsLed[person]--;
      }
    } else if (this.model.time.spotEarly[this.eventSpot[event]] === 0) {
      const from = this.memberStart[event - series.firstCare];
      for (let i = this.memberCount[event] - 1; i >= 0; i--)
        this.countAdult(this.members[from + i], person, -1);
    }
  }

  private joinDay(event: number, person: number): void {
    const { time, staff } = this.model;
    const spot = this.eventSpot[event];
    const day = time.spotDay[spot];
    const td = person * DAYS + day;
    const edge = this.edge(person);
    this.dayEvents[td * DAY_CAPACITY + this.dayCount[td]] = event;
    if (this.dayCount[td]++ === 0) this.dayMask[person] |= 1 << day;
    const minutes = time.spotMinutes[spot];
    this.dayMinutes[td] += minutes;
    this.minutes[person] += minutes;
    this.dayWeight[td] += this.weightOf(event);
    if (minutes >= 20) this.daySessions[td]++;
    if (time.spotLate[spot] === 1 && this.dayLate[td]++ === 0) this.lateMask[person] |= 1 << day;
    if (time.spotEarly[spot] === 1 && this.dayEarly[td]++ === 0) this.earlyMask[person] |= 1 << day;
    this.addLoad(person, this.loadOf(event));
    this.addEdge(person, edge);
    if (staff.payPerMinute[person] > 0) {
      this.pay += staff.payPerMinute[person] * minutes;
      this.touched.whole.add(WHOLE_PAY);
    }
    this.touched.personDay.add(td);
    this.touched.person.add(person);
  }

  private quitDay(event: number, person: number): void {
    const { time, staff } = this.model;
    const spot = this.eventSpot[event];
    const day = time.spotDay[spot];
    const td = person * DAYS + day;
    const edge = this.edge(person);
    const base = td * DAY_CAPACITY;
    const last = --this.dayCount[td];
    let at = base;
    while (this.dayEvents[at] !== event) at++;
    this.dayEvents[at] = this.dayEvents[base + last];
    if (last === 0) this.dayMask[person] &= ~(1 << day);
    const minutes = time.spotMinutes[spot];
    this.dayMinutes[td] -= minutes;
    this.minutes[person] -= minutes;
    this.dayWeight[td] -= this.weightOf(event);
    if (minutes >= 20) this.daySessions[td]--;
    if (time.spotLate[spot] === 1 && --this.dayLate[td] === 0) this.lateMask[person] &= ~(1 << day);
    if (time.spotEarly[spot] === 1 && --this.dayEarly[td] === 0)
      this.earlyMask[person] &= ~(1 << day);
    this.addLoad(person, -this.loadOf(event));
    this.addEdge(person, edge);
    if (staff.payPerMinute[person] > 0) {
      this.pay -= staff.payPerMinute[person] * minutes;
      this.touched.whole.add(WHOLE_PAY);
    }
    this.touched.personDay.add(td);
    this.touched.person.add(person);
  }

  private addLoad(person: number, change: number): void {
    const { staff } = this.model;
    const before = this.load[person];
    const after = before + change;
    this.load[person] = after;
    if (staff.shareClass[person] < 0) return;
    this.loadSum += change;
    this.loadSquareSum += after * after - before * before;
    this.loadShareSum += change * staff.share[person];
    this.touched.whole.add(WHOLE_LOAD);
  }

  private addEdge(person: number, before: number): void {
    const shareClass = this.model.staff.shareClass[person];
    if (shareClass < 0) return;
    const after = this.edge(person);
    if (after === before) return;
    this.edgeCount[shareClass * EDGE_VALUES + before]--;
    this.edgeCount[shareClass * EDGE_VALUES + after]++;
    this.edgeSum += after - before;
    this.touched.whole.add(WHOLE_EDGE);
  }

  // ---- rooms --------------------------------------------------------------------------------

  private useRoom(event: number, room: number): void {
    this.countRoom(event, room, 1);
    this.roomEvents[room * DAYS + this.model.time.spotDay[this.eventSpot[event]]].push(event);
  }

  private freeRoom(event: number, room: number): void {
    this.countRoom(event, room, -1);
    const list = this.roomEvents[room * DAYS + this.model.time.spotDay[this.eventSpot[event]]];
    const at = list.indexOf(event);
    list[at] = list[list.length - 1];
    list.pop();
  }

  private countRoom(event: number, room: number, step: number): void {
    const { time, rooms } = this.model;
    const spot = this.eventSpot[event];
    const { start, items } = time.spotMoments;
    const base = room * time.periodCount;
    const roomDay = room * DAYS + time.spotDay[spot];
    const groups = rooms.groups[room];
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const at = base + items[k];
      const before = this.roomUse[at];
      this.roomUse[at] = before + step;
      if (step > 0 && before === groups) this.roomCrowded[roomDay]++;
      else if (step < 0 && before === groups + 1) this.roomCrowded[roomDay]--;
    }
    this.touched.roomDay.add(roomDay);
  }

  // ---- sessions -----------------------------------------------------------------------------

  private place(event: number): void {
    const { series } = this.model;
    const s = series.eventSeries[event];
    this.placedSlots[s]++;
    this.shiftPupils(event, s, 1);
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) {
      if (this.seatPerson[k] < 0) continue;
      this.joinDay(event, this.seatPerson[k]);
      this.touched.seat.add(k);
    }
    if (this.eventRoom[event] >= 0) this.useRoom(event, this.eventRoom[event]);
  }

  private lift(event: number): void {
    const { series } = this.model;
    const s = series.eventSeries[event];
    for (let k = series.seatStart[event]; k < series.seatStart[event + 1]; k++) {
      if (this.seatPerson[k] >= 0) this.quitDay(event, this.seatPerson[k]);
    }
    if (this.eventRoom[event] >= 0) this.freeRoom(event, this.eventRoom[event]);
    this.shiftPupils(event, s, -1);
    this.placedSlots[s]--;
  }

  /** Adds (1) or removes (-1) the pupils of a session at its present spot. */
  private shiftPupils(event: number, s: number, step: 1 | -1): void {
    const { series, time, pupils, classCount, attendance } = this.model;
    const enrol = series.enrol[s];
    if (enrol !== ENROL_CLASS && enrol !== ENROL_CHOICE) return;
    const spot = this.eventSpot[event];
    const day = time.spotDay[spot];
    const { start, items } = time.spotPeriods;
    const mix = series.isMix[s] === 1;
    if (enrol === ENROL_CHOICE && series.fixed[s] === 0) {
      this.shiftGranted(event, s, spot, step);
      if (!mix) return;
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
        const c = series.classes.items[i];
        if (this.seriesClass[s * classCount + c] > 0) this.countMix(c, day, step);
      }
      return;
    }
    const fixed = series.fixedCount[s];
    for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
      const c = series.classes.items[i];
      let any = false;
      for (let k = start[spot]; k < start[spot + 1]; k++) {
        const cp = c * time.periodCount + items[k];
        if (enrol === ENROL_CLASS) {
          this.wholeClass[cp] += step;
          if (attendance[cp] > 0) any = true;
        } else if (fixed !== null) {
          this.away[cp] += step * fixed[cp];
          if (fixed[cp] > 0) any = true;
        }
        this.refreshLeft(c, items[k]);
      }
      if (mix && any) this.countMix(c, day, step);
      else if (enrol === ENROL_CLASS) this.touched.classDay.add(c * DAYS + day);
    }
    if (enrol === ENROL_CHOICE) {
      for (let i = pupils.roster.start[s]; i < pupils.roster.start[s + 1]; i++) {
        const pupil = pupils.roster.items[i];
        for (let k = start[spot]; k < start[spot + 1]; k++)
          this.countUse(pupil, pupils.classOf[pupil], items[k], step);
      }
    }
  }

  /** All granted pupils of a series join or leave one session; what follows, once for a class. */
  private shiftGranted(event: number, s: number, spot: number, step: 1 | -1): void {
    const { series, time, pupils } = this.model;
    const { moved } = this;
    const from = this.grantedStart[s];
    const end = from + this.seriesPupils[s];
    const { start, items } = time.spotPeriods;
    const several = start[spot + 1] - start[spot] > 1;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const p = items[k];
      for (let i = from; i < end; i++) {
        const pupil = pupils.wishPupil[this.granted[i]];
        if (pupils.present[pupil * time.periodCount + p] === 0) {
          if (!several) this.absent[event] += step;
          continue;
        }
        const c = pupils.classOf[pupil];
        moved[c] += step;
        this.countUse(pupil, c, p, step);
      }
      for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
        const c = series.classes.items[i];
        if (moved[c] === 0) continue;
        this.away[c * time.periodCount + p] += moved[c];
        moved[c] = 0;
        this.refreshLeft(c, p);
      }
    }
    if (!several) return;
    for (let i = from; i < end; i++) {
      const at = pupils.wishPupil[this.granted[i]] * time.periodCount;
      for (let k = start[spot]; k < start[spot + 1]; k++) {
        if (pupils.present[at + items[k]] === 1) continue;
        this.absent[event] += step;
        break;
      }
    }
  }

  private countMix(c: number, day: number, step: number): void {
    this.mixCount[c * DAYS + day] += step;
    this.touched.classDay.add(c * DAYS + day);
  }

  /** One granted pupil joins or leaves a placed session. */
  private movePupil(event: number, pupil: number, c: number, spot: number, step: number): void {
    const { time, pupils } = this.model;
    const { start, items } = time.spotPeriods;
    let missing = false;
    for (let k = start[spot]; k < start[spot + 1]; k++) {
      const p = items[k];
      if (pupils.present[pupil * time.periodCount + p] === 0) {
        missing = true;
        continue;
      }
      this.away[c * time.periodCount + p] += step;
      this.countUse(pupil, c, p, step);
      this.refreshLeft(c, p);
    }
    if (missing) this.absent[event] += step;
  }

  private countUse(pupil: number, c: number, p: number, step: number): void {
    const { time, pupils } = this.model;
    const at = pupil * time.periodCount + p;
    if (pupils.present[at] === 0) return;
    const before = this.pupilUse[at];
    this.pupilUse[at] = before + step;
    // One pupil counts once as doubled, and is left over from care only once.
    if (step > 0 ? before === 1 : before === 2) {
      this.doubled[c * time.periodCount + p] += step;
      this.touched.classPeriod.add(c * time.periodCount + p);
    }
  }

  // ---- care ---------------------------------------------------------------------------------

  /** Pupils left over for care follow from attendance, whole-class sessions and clubs. */
  private refreshLeft(c: number, p: number): void {
    const cp = c * this.model.time.periodCount + p;
    const pupils =
      this.wholeClass[cp] > 0 ? 0 : Math.max(0, this.model.attendance[cp] - this.away[cp]);
    this.touched.classPeriod.add(cp);
    if (this.teaching) this.touched.classDay.add(c * DAYS + this.model.time.spotDay[p]);
    const before = this.left[cp];
    if (pupils === before) return;
    this.left[cp] = pupils;
    const slot = this.careOf[cp];
    if (slot < 0) return;
    this.careHead[slot] += pupils - before;
    if (before === 0) this.addMember(slot, c, cp);
    else if (pupils === 0) this.removeMember(slot, c, cp);
    else this.touched.crowd.add(slot);
    if (this.model.params.care.pupilsPerAdult !== undefined) this.touched.crew.add(slot);
    if (pupils < before) this.trimSeats(slot);
  }

  private addMember(slot: number, c: number, cp: number): void {
    const { series, time } = this.model;
    const from = this.memberStart[slot - series.firstCare];
    const at = this.memberCount[slot]++;
    this.members[from + at] = c;
    this.memberAt[cp] = at;
    if (at === 0 && this.eventRoom[slot] >= 0) this.useRoom(slot, this.eventRoom[slot]);
    if (time.spotEarly[this.eventSpot[slot]] === 0) this.countAdults(slot, c, 1);
    this.touchEvent(slot);
    this.touched.class.add(c);
  }

  private removeMember(slot: number, c: number, cp: number): void {
    const { series, time } = this.model;
    const from = this.memberStart[slot - series.firstCare];
    const last = --this.memberCount[slot];
    const moved = this.members[from + last];
    const at = this.memberAt[cp];
    this.members[from + at] = moved;
    this.memberAt[moved * time.periodCount + series.carePeriod[slot]] = at;
    if (last === 0 && this.eventRoom[slot] >= 0) this.freeRoom(slot, this.eventRoom[slot]);
    if (time.spotEarly[this.eventSpot[slot]] === 0) this.countAdults(slot, c, -1);
    this.touchEvent(slot);
    this.touched.class.add(c);
  }

  /** Empties the seats that a care slot no longer has. Undoing restores them by itself. */
  private trimSeats(slot: number): void {
    if (this.undoing) return;
    const { series } = this.model;
    const keep = this.memberCount[slot] === 0 ? 0 : this.seatsNeeded(slot);
    for (let k = series.seatStart[slot] + keep; k < series.seatStart[slot + 1]; k++)
      this.setSeat(k, -1);
  }

  private countAdults(slot: number, c: number, step: number): void {
    const { series } = this.model;
    for (let k = series.seatStart[slot]; k < series.seatStart[slot + 1]; k++) {
      if (this.seatPerson[k] >= 0) this.countAdult(c, this.seatPerson[k], step);
    }
  }

  private countAdult(c: number, person: number, step: number): void {
    const at = c * this.model.staff.count + person;
    const before = this.adultCount[at];
    this.adultCount[at] = before + step;
    if (step > 0 ? before === 0 : before === 1) {
      this.classAdults[c] += step;
      this.touched.classCrew.add(c);
    }
  }

  private touchEvent(event: number): void {
    this.touched.event.add(event);
    this.touched.crew.add(event);
    this.touched.crowd.add(event);
  }

  private touchMembers(slot: number): void {
    const from = this.memberStart[slot - this.model.series.firstCare];
    for (let i = this.memberCount[slot] - 1; i >= 0; i--)
      this.touched.class.add(this.members[from + i]);
  }
}

/** Number of set bits of 0 to 255. */
export const BITS = Uint8Array.from({ length: 256 }, (_, i) => {
  let bits = 0;
  for (let v = i; v > 0; v >>= 1) bits += v & 1;
  return bits;
});
