import type { Model } from '../model/model.ts';
import { DAYS } from '../model/rows.ts';
import { ROLE_LEAD } from '../model/series.ts';
import { PupilCounts } from './pupil-counts.ts';
import { wishCost } from './wish-cost.ts';

const OP_SEAT = 0;
const OP_ROOM = 1;
const OP_SPOT = 2;
const OP_CARE = 3;
const OP_WISH = 4;
/** An elementary set is told by one number: what is set, and above these bits its index. */
const OP_BITS = 3;
const OP_MASK = (1 << OP_BITS) - 1;

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
export class State extends PupilCounts {
  private log = new Int32Array(3 * 1024);
  private logLength = 0;
  private undoing = false;

  constructor(model: Model) {
    super(model);
    const { series, time, classCount } = model;
    const cp = classCount * time.periodCount;
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
    this.write(OP_SEAT, seat, old, person);
    const event = this.model.series.seatEvent[seat];
    if (old >= 0) this.leaveSeat(seat, event, old);
    this.seatPerson[seat] = person;
    if (person >= 0) this.takeSeat(seat, event, person);
    this.touched.seat.add(seat);
    this.touched.crew.add(event);
    const s = this.model.series.eventSeries[event];
    if (s >= 0) {
      if (this.model.series.seatRole[seat] === ROLE_LEAD) this.touched.seriesCrew.add(s);
      // Elsewhere nothing on a series reads who sits where, but for those who lead it.
      if (this.model.baseline || this.model.pins.held[s] === 1) this.touched.series.add(s);
    } else if (this.model.baseline) this.touchMembers(event);
  }

  setRoom(event: number, room: number): void {
    const old = this.eventRoom[event];
    if (old === room) return;
    this.write(OP_ROOM, event, old, room);
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
    this.write(OP_SPOT, event, old, spot);
    if (old >= 0) this.lift(event);
    this.eventSpot[event] = spot;
    this.refreshTimes(series.eventSeries[event]);
    if (spot >= 0) this.place(event);
    this.touchEvent(event);
    this.touched.series.add(series.eventSeries[event]);
  }

  /** Puts a class's left-over pupils of one period into a care slot of that period. */
  setCare(classPeriod: number, slot: number): void {
    const old = this.careOf[classPeriod];
    if (old === slot) return;
    this.write(OP_CARE, classPeriod, old, slot);
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
    this.write(OP_WISH, wish, 1 - granted, granted);
    const { pupils, series, classCount, time } = this.model;
    const s = pupils.wishSeries[wish];
    const pupil = pupils.wishPupil[wish];
    const c = pupils.classOf[pupil];
    const step = granted === 1 ? 1 : -1;
    this.wishGranted[wish] = granted;
    // Past the eighth the bits mean nothing: such a pupil has no table of costs.
    this.wishSet[pupil] ^= 1 << (wish - pupils.first[pupil]);
    this.wishCost[pupil] = wishCost(pupils, this.wishGranted, this.wishSet, pupil);
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
      this.set(this.log[at], this.log[at + 1]);
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

  private write(op: number, key: number, old: number, now: number): void {
    if (this.undoing) return;
    if (this.logLength + 3 > this.log.length) {
      const grown = new Int32Array(this.log.length * 2);
      grown.set(this.log);
      this.log = grown;
    }
    this.log[this.logLength] = op | (key << OP_BITS);
    this.log[this.logLength + 1] = old;
    this.log[this.logLength + 2] = now;
    this.logLength += 3;
  }

  /** One elementary set: what is set, as the log tells it, and what to. */
  private set(what: number, value: number): void {
    const key = what >> OP_BITS;
    switch (what & OP_MASK) {
      case OP_SEAT:
        this.setSeat(key, value);
        break;
      case OP_ROOM:
        this.setRoom(key, value);
        break;
      case OP_SPOT:
        this.setSpot(key, value);
        break;
      case OP_CARE:
        this.setCare(key, value);
        break;
      default:
        this.setWish(key, value as 0 | 1);
    }
  }

  // ---- the same Change elsewhere ------------------------------------------------------------

  /** Writes the sets of the pending Change to `steps`, for `replay`; returns how many numbers. */
  copyChange(steps: number[]): number {
    let length = 0;
    for (let at = 0; at < this.logLength; at += 3) {
      steps[length++] = this.log[at];
      steps[length++] = this.log[at + 2];
    }
    return length;
  }

  /** Makes a Change that was made on another state with the same decisions. */
  replay(steps: readonly number[], length: number): void {
    for (let i = 0; i < length; i += 2) this.set(steps[i], steps[i + 1]);
  }

  // ---- steps of the setters -----------------------------------------------------------------

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

  /** Empties the seats that a care slot no longer has. Undoing restores them by itself. */
  protected trimSeats(slot: number): void {
    if (this.undoing) return;
    const { series } = this.model;
    const keep = this.memberCount[slot] === 0 ? 0 : this.seatsNeeded(slot);
    for (let k = series.seatStart[slot] + keep; k < series.seatStart[slot + 1]; k++)
      this.setSeat(k, -1);
  }
}
