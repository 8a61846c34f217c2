import { DAYS } from '../model/rows.ts';
import { Counts, DAY_CAPACITY, EDGE_VALUES } from './counts.ts';
import { WHOLE_EDGE, WHOLE_LOAD, WHOLE_PAY } from './touched.ts';

/** What follows from who sits where: days, minutes, loads, late and early posts, pay. */
export abstract class PeopleCounts extends Counts {
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

  protected weightOf(event: number): number {
    const { series, time } = this.model;
    const s = series.eventSeries[event];
    if (s >= 0) {
      const own = series.load[s];
      if (!Number.isNaN(own)) return own;
    }
    return time.spotMinutes[this.eventSpot[event]];
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

  protected joinDay(event: number, person: number): void {
    const { time, staff } = this.model;
    const spot = this.eventSpot[event];
    const day = time.spotDay[spot];
    const td = person * DAYS + day;
    const isEdge = time.spotLate[spot] === 1 || time.spotEarly[spot] === 1;
    const edge = isEdge ? this.edge(person) : 0;
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
    if (isEdge) this.addEdge(person, edge);
    if (staff.payPerMinute[person] > 0) {
      this.pay += staff.payPerMinute[person] * minutes;
      this.touched.whole.add(WHOLE_PAY);
    }
    this.touched.personDay.add(td);
    this.touched.person.add(person);
  }

  protected quitDay(event: number, person: number): void {
    const { time, staff } = this.model;
    const spot = this.eventSpot[event];
    const day = time.spotDay[spot];
    const td = person * DAYS + day;
    const isEdge = time.spotLate[spot] === 1 || time.spotEarly[spot] === 1;
    const edge = isEdge ? this.edge(person) : 0;
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
    if (isEdge) this.addEdge(person, edge);
    if (staff.payPerMinute[person] > 0) {
      this.pay -= staff.payPerMinute[person] * minutes;
      this.touched.whole.add(WHOLE_PAY);
    }
    this.touched.personDay.add(td);
    this.touched.person.add(person);
  }

  protected addLoad(person: number, change: number): void {
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

  protected addEdge(person: number, before: number): void {
    const shareClass = this.model.staff.shareClass[person];
    if (shareClass < 0) return;
    const after = this.edge(person);
    if (after === before) return;
    this.edgeCount[shareClass * EDGE_VALUES + before]--;
    this.edgeCount[shareClass * EDGE_VALUES + after]++;
    this.edgeSum += after - before;
    this.touched.whole.add(WHOLE_EDGE);
  }
}

/** Number of set bits of 0 to 255. */
export const BITS = Uint8Array.from({ length: 256 }, (_, i) => {
  let bits = 0;
  for (let v = i; v > 0; v >>= 1) bits += v & 1;
  return bits;
});
