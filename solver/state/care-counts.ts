import { DAYS } from '../model/rows.ts';
import { RoomCounts } from './room-counts.ts';

/** What follows from which classes have pupils left over: care slots, their size and adults. */
export abstract class CareCounts extends RoomCounts {
  /** Seats that an event in the plan has now. */
  seatsNeeded(event: number): number {
    const { series, params } = this.model;
    const most = series.seatStart[event + 1] - series.seatStart[event];
    if (event < series.firstCare) return most;
    const perAdult = params.care.pupilsPerAdult;
    if (perAdult === undefined) return 1;
    return Math.min(most, Math.max(1, Math.ceil(this.careHead[event] / perAdult)));
  }

  /** Pupils left over for care follow from attendance, whole-class sessions and clubs. */
  protected refreshLeft(c: number, p: number): void {
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

  protected addMember(slot: number, c: number, cp: number): void {
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

  protected removeMember(slot: number, c: number, cp: number): void {
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

  /** Empties the seats that a care slot no longer has. */
  protected abstract trimSeats(slot: number): void;

  protected countAdults(slot: number, c: number, step: number): void {
    const { series } = this.model;
    for (let k = series.seatStart[slot]; k < series.seatStart[slot + 1]; k++) {
      if (this.seatPerson[k] >= 0) this.countAdult(c, this.seatPerson[k], step);
    }
  }

  protected countAdult(c: number, person: number, step: number): void {
    const at = c * this.model.staff.count + person;
    const before = this.adultCount[at];
    this.adultCount[at] = before + step;
    if (step > 0 ? before === 0 : before === 1) {
      this.classAdults[c] += step;
      this.touched.classCrew.add(c);
    }
  }

  protected touchEvent(event: number): void {
    this.touched.event.add(event);
    this.touched.crew.add(event);
    this.touched.crowd.add(event);
  }

  protected touchMembers(slot: number): void {
    const from = this.memberStart[slot - this.model.series.firstCare];
    for (let i = this.memberCount[slot] - 1; i >= 0; i--)
      this.touched.class.add(this.members[from + i]);
  }
}
