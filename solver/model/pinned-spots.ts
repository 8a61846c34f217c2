import type { PinParts, SessionPin } from './pin-parts.ts';
import type { SeriesTables } from './series.ts';
import type { StaffTables } from './staff.ts';
import type { TimeTables } from './times.ts';

/** A spot that pins give a series, and the slot (from 0, within the series) that takes it. */
export interface PinnedSpot {
  readonly spot: number;
  readonly slot: number;
}

/** Finds which slots of a series take the periods that its pins name. */
export class PinnedSpots {
  private readonly time: TimeTables;
  private readonly series: SeriesTables;
  private readonly staff: StaffTables;

  constructor(time: TimeTables, series: SeriesTables, staff: StaffTables) {
    this.time = time;
    this.series = series;
    this.staff = staff;
  }

  /** Whether a period belongs to a spot. */
  isIn(spot: number, period: number): boolean {
    const { start, items } = this.time.spotPeriods;
    return items.subarray(start[spot], start[spot + 1]).includes(period);
  }

  /**
   * Slots for the periods of pins. Where other pins count sessions, slots are in order of time, and
   * each spot goes where it clashes least with what those pins ask for. Periods that the series may
   * not have, or that are more than its sessions, have no slot.
   */
  choose(s: number, pins: readonly SessionPin[]): PinnedSpot[] {
    const spots = this.spotsFor(s, pins);
    const legal = this.legalSpots(s);
    const { firstEvent, every } = this.series;
    const slots = firstEvent[s + 1] - firstEvent[s];
    if (every[s] === 1) return spots.map((spot) => ({ spot, slot: legal.indexOf(spot) }));
    spots.length = Math.min(spots.length, slots);
    if (pins.every(({ period }) => period >= 0)) return spots.map((spot, slot) => ({ spot, slot }));
    return this.inOrder(s, spots, pins);
  }

  private legalSpots(s: number): number[] {
    const { start, items } = this.series.spots;
    return [...items.subarray(start[s], start[s + 1])];
  }

  /** One spot for each pinned period; a session of several periods may do for more than one pin. */
  private spotsFor(s: number, pins: readonly SessionPin[]): number[] {
    const chosen: number[] = [];
    const isMet = ({ period }: SessionPin) => chosen.some((spot) => this.isIn(spot, period));
    for (const pin of pins) {
      if (pin.period < 0 || isMet(pin)) continue;
      let best = -1;
      let bestWorth = Number.NEGATIVE_INFINITY;
      for (const spot of this.legalSpots(s)) {
        if (!this.isIn(spot, pin.period)) continue;
        const there = pins.filter((p) => p.period >= 0 && this.isIn(spot, p.period));
        const open = there.filter((p) => !isMet(p)).length;
        const worth = 100 * open - this.barredAt(spot, there);
        if (worth <= bestWorth) continue;
        best = spot;
        bestWorth = worth;
      }
      if (best >= 0) chosen.push(best);
    }
    return chosen;
  }

  /** People of pins who cannot come at a spot. */
  private barredAt(spot: number, pins: readonly PinParts[]): number {
    const { barred } = this.staff;
    const { spotCount } = this.time;
    const people = pins.flatMap(({ seats }) => seats.map(({ person }) => person));
    return people.filter((t) => t >= 0 && barred[t * spotCount + spot] === 1).length;
  }

  /** Least clashes by dynamic programming: the i-th spot in time on a slot after that of the one before. */
  private inOrder(s: number, chosen: readonly number[], pins: readonly SessionPin[]): PinnedSpot[] {
    const { spotOrder } = this.time;
    const { firstEvent } = this.series;
    const slots = firstEvent[s + 1] - firstEvent[s];
    const spots = [...chosen].sort((a, b) => spotOrder[a] - spotOrder[b]);
    // cost[i][j]: the first i spots are placed, the last of them on slot j - 1; -1 is the start of the week.
    const cost = [[0, ...new Array<number>(slots).fill(Number.POSITIVE_INFINITY)]];
    const from: number[][] = [];
    spots.forEach((spot, i) => {
      const row = new Array<number>(slots + 1).fill(Number.POSITIVE_INFINITY);
      const origin = new Array<number>(slots + 1).fill(0);
      for (let j = 1; j <= slots; j++) {
        const own = this.clashes(s, spot, j - 1, pins);
        for (let k = 0; k < j; k++) {
          const room = this.roomBetween(s, spots[i - 1] ?? -1, spot);
          const all = cost[i][k] + own + Math.max(0, j - k - 1 - room);
          if (all >= row[j]) continue;
          row[j] = all;
          origin[j] = k;
        }
      }
      cost.push(row);
      from.push(origin);
    });
    const last = spots[spots.length - 1] ?? -1;
    const end = cost[spots.length].map(
      (c, j) => c + Math.max(0, slots - j - this.roomBetween(s, last, -1)),
    );
    let slot = end.indexOf(Math.min(...end));
    const found: PinnedSpot[] = [];
    for (let i = spots.length - 1; i >= 0; i--) {
      found.unshift({ spot: spots[i], slot: slot - 1 });
      slot = from[i][slot];
    }
    return found;
  }

  /** What pins of a slot and pins of a spot ask for that one session cannot have. */
  private clashes(s: number, spot: number, slot: number, pins: readonly SessionPin[]): number {
    const counted = pins.filter(({ period, index }) => period < 0 && index === slot);
    const timed = pins.filter(({ period }) => period >= 0 && this.isIn(spot, period));
    const both = [...counted, ...timed];
    const rooms = new Set(both.map(({ room }) => room).filter((room) => room >= 0));
    let clashes = Math.max(0, rooms.size - 1) + this.barredAt(spot, counted);
    const { seatStart, seatRole, firstEvent } = this.series;
    const first = seatStart[firstEvent[s]];
    const roles = [...seatRole.subarray(first, seatStart[firstEvent[s] + 1])];
    const people = both.flatMap(({ seats }) => seats);
    for (const role of new Set(people.map((seat) => seat.role))) {
      const wanted = new Set(people.filter((seat) => seat.role === role).map((t) => t.person));
      clashes += Math.max(0, wanted.size - roles.filter((r) => r === role).length);
    }
    return clashes;
  }

  /** Sessions that fit between two spots (-1: the start or the end of the week). */
  private roomBetween(s: number, after: number, before: number): number {
    const { spotOrder, spotDay } = this.time;
    const { minDays, should } = this.series;
    const spread = minDays[s] >= should[s];
    const between = this.legalSpots(s).filter(
      (spot) =>
        (after < 0 || spotOrder[spot] > spotOrder[after]) &&
        (before < 0 || spotOrder[spot] < spotOrder[before]) &&
        !(spread && (spotDay[spot] === spotDay[after] || spotDay[spot] === spotDay[before])),
    );
    return spread ? new Set(between.map((spot) => spotDay[spot])).size : between.length;
  }
}
