import type { CarePin, PinParts } from '../model/pin-parts.ts';
import { DAYS } from '../model/rows.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import { BrokenPins } from '../state/broken-pins.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import { ClubOpening } from './club-opening.ts';
import type { Move, MoveContext } from './move.ts';
import { mendMoved } from './pupils.ts';

/** How often a pinned series gets fresh times though its pins hold: it may be in the way of others. */
const ANY = 0.2;
/** How often sessions are left out, so that others are the ones that pins count. */
const FEWER = 0.3;
/** How often somebody is relieved of what they have on a day, but for pinned posts. */
const RELIEF = 0.1;
/** How often somebody gives up even a post that a pin names them for. */
const AGAINST_PINS = 0.2;
/** How often a session of a class gives way to one that is pinned. */
const TAKEN_OUT = 0.5;
/** Pupils who come back into care at most, so that a group needs one adult more. */
const FETCHED = 12;

/**
 * Makes a pin hold, whatever is in its way and whatever rule that breaks: its session comes to where it
 * shall be, rooms and people come with it. Tried only while hard rules have a price.
 */
class PinKeeping {
  private readonly context: MoveContext;
  private readonly clubs: ClubOpening;
  private readonly broken: BrokenPins;

  constructor(context: MoveContext) {
    this.context = context;
    this.clubs = new ClubOpening(context);
    this.broken = new BrokenPins(context.state);
  }

  isSeriesBroken(s: number): boolean {
    return this.broken.ofSeries(s) > 0;
  }

  isCareBroken(pin: CarePin): boolean {
    const { left, careOf } = this.context.state;
    return left[pin.cell] === 0 || this.broken.partsOf(careOf[pin.cell], pin) > 0;
  }

  /** Fresh times for all sessions of a series, among them those of its pins, with what pins name. */
  placeSeries(s: number): boolean {
    const { model, state } = this.context;
    const { series, pins } = model;
    const first = series.firstEvent[s];
    const spots = this.spotsFor(s);
    if (spots.length === 0) return false;
    const isChosen = series.enrol[s] === ENROL_CHOICE && series.fixed[s] === 0;
    const { sessions, places } = this.clubs;
    if (isChosen) this.clubs.close(s);
    else for (let e = first; e < series.firstEvent[s + 1]; e++) state.setSpot(e, -1);
    const legal = this.legalSpots(s);
    const events = spots.map(
      (spot, i) => first + (series.every[s] === 1 ? legal.indexOf(spot) : i),
    );
    events.forEach((event, i) => {
      this.freePupils(s, spots[i]);
      state.setSpot(event, spots[i]);
    });
    for (const pin of pins.bySeries[s]) {
      const event = this.broken.sessionOf(s, pin);
      if (event >= 0) this.give(event, pin);
    }
    for (const event of events) if (state.eventRoom[event] < 0) this.takeRoom(event);
    if (isChosen) {
      places.settle([s], 6);
      if (state.seriesPupils[s] < series.sizeMin[s]) places.topUp(s);
      if (state.seriesPupils[s] < series.sizeMin[s]) places.persuade(s, series.sizeMin[s]);
    }
    for (const event of events) sessions.people.fill(event);
    mendMoved(this.context, sessions);
    return true;
  }

  /** Pupils for a care group that a pin speaks of, its room and its people. */
  keepCare(pin: CarePin): boolean {
    const { model, state, random } = this.context;
    const { periodCount } = model.time;
    const c = (pin.cell / periodCount) | 0;
    const p = pin.cell - c * periodCount;
    if (state.wholeClass[pin.cell] > 0 && !this.takeOut(c, p)) return false;
    if (state.left[pin.cell] === 0 && !this.fetch(c, p)) return false;
    const event = state.careOf[pin.cell];
    for (let i = 0; i < FETCHED && this.lacksSeat(event, pin); i++) {
      const from = state.memberStart[event - model.series.firstCare];
      const of = state.members[from + random.below(state.memberCount[event])];
      if (!this.fetch(of, p)) break;
    }
    this.give(event, pin);
    mendMoved(this.context, this.clubs.sessions);
    return true;
  }

  /** Somebody whom pins name stays away on a day: a post given up alone would leave one day too many. */
  relieve(person: number): boolean {
    const { model, state, random } = this.context;
    const td = person * DAYS + random.below(DAYS);
    const posts = [...state.dayEvents.subarray(td * DAY_CAPACITY).subarray(0, state.dayCount[td])];
    for (const event of posts) {
      const seat = this.clubs.sessions.people.seatIn(event, person);
      if (seat >= 0 && model.pins.person[seat] !== person) state.setSeat(seat, -1);
    }
    return state.changed;
  }

  private legalSpots(s: number): number[] {
    const { start, items } = this.context.model.series.spots;
    return [...items.subarray(start[s], start[s + 1])];
  }

  /** Spots at random, in order of time: one for each period that a pin names, and as many as there shall be. */
  private spotsFor(s: number): number[] {
    const { model, random } = this.context;
    const { series, time, pins } = model;
    const slots = series.firstEvent[s + 1] - series.firstEvent[s];
    const legal = this.legalSpots(s);
    const chosen: number[] = [];
    const isIn = (spot: number, p: number) => {
      const { start, items } = time.spotPeriods;
      return items.subarray(start[spot], start[spot + 1]).includes(p);
    };
    const isSpread = series.every[s] === 0 && series.minDays[s] >= slots;
    const meets = (a: number, b: number) =>
      isSpread ? time.spotDay[a] === time.spotDay[b] : time.spotClash[a * time.spotCount + b] === 1;
    const mayJoin = (spot: number) =>
      series.every[s] === 1 || !chosen.some((other) => meets(other, spot));
    for (const { period } of pins.bySeries[s]) {
      if (period < 0 || chosen.some((spot) => isIn(spot, period))) continue;
      const there = legal.filter((spot) => isIn(spot, period) && mayJoin(spot));
      if (there.length > 0) chosen.push(there[random.below(there.length)]);
    }
    const rest = legal.filter((spot) => !chosen.includes(spot));
    const most = random.chance(FEWER) ? random.below(slots + 1) : slots;
    while (chosen.length < most && rest.length > 0) {
      const spot = rest.splice(random.below(rest.length), 1)[0];
      if (mayJoin(spot)) chosen.push(spot);
    }
    return chosen.sort((a, b) => time.spotOrder[a] - time.spotOrder[b]);
  }

  /** The room and the people that a pin names come to an event, wherever they are now. */
  private give(event: number, { room, seats }: PinParts): void {
    const { state, model } = this.context;
    const { series } = model;
    if (room >= 0) {
      state.setRoom(event, room);
      this.clubs.sessions.clearRoom(event);
    }
    const taken: number[] = [];
    for (const { role, person } of seats) {
      const first = series.seatStart[event];
      const end = first + state.seatsNeeded(event);
      const own: number[] = [];
      for (let k = first; k < end; k++)
        if (series.seatRole[k] === role && !taken.includes(k)) own.push(k);
      const seat =
        own.find((k) => state.seatPerson[k] === person) ??
        own.find((k) => this.mayTake(k, person)) ??
        own[0];
      if (seat === undefined) continue;
      taken.push(seat);
      if (state.seatPerson[seat] === person) continue;
      state.setSeat(seat, -1);
      this.freePerson(person, state.eventSpot[event]);
      state.setSeat(seat, person);
    }
  }

  private mayTake(seat: number, person: number): boolean {
    const { staff, series } = this.context.model;
    return staff.kinds.ok[series.seatKind[seat] * staff.count + person] === 1;
  }

  private lacksSeat(event: number, { seats }: PinParts): boolean {
    const { state, model } = this.context;
    const { seatStart, seatRole } = model.series;
    const roles = seatRole.subarray(seatStart[event], seatStart[event] + state.seatsNeeded(event));
    return seats.some(({ role }) => !roles.includes(role));
  }

  /** A person gives up the post that is in the way. */
  private freePerson(person: number, spot: number): void {
    const { state, model, random } = this.context;
    const { people } = this.clubs.sessions;
    const busy = people.clashing(person, spot);
    if (busy < 0) return;
    const seat = people.seatIn(busy, person);
    if (model.pins.person[seat] === person && !random.chance(AGAINST_PINS)) return;
    state.setSeat(seat, -1);
    people.fillSeat(seat);
  }

  /** Pupils of a series who have no choice leave what clashes with it. */
  private freePupils(s: number, spot: number): void {
    const { model, random } = this.context;
    const { series, pupils, time } = model;
    const isClass = series.enrol[s] === ENROL_CLASS;
    if (!isClass && series.fixed[s] === 0) return;
    const { start, items } = time.spotPeriods;
    const periods = [...items.subarray(start[spot], start[spot + 1])];
    const leave = (pupil: number) => this.clubs.leaveAt(pupil, spot);
    if (!isClass)
      for (let i = pupils.roster.start[s]; i < pupils.roster.start[s + 1]; i++)
        leave(pupils.roster.items[i]);
    for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++) {
      const c = series.classes.items[i];
      if (isClass)
        for (let pupil = 0; pupil < pupils.count; pupil++)
          if (pupils.classOf[pupil] === c) leave(pupil);
      for (const p of periods) if (random.chance(TAKEN_OUT)) this.takeOut(c, p);
    }
  }

  /** Some pupil of a class leaves a club for its care in a period. */
  private fetch(c: number, p: number): boolean {
    const { pupils } = this.context.model;
    const offset = this.context.random.below(Math.max(1, pupils.count));
    for (let i = 0; i < pupils.count; i++) {
      const pupil = (offset + i) % pupils.count;
      // A period is a spot, too.
      if (pupils.classOf[pupil] === c && this.clubs.leaveAt(pupil, p)) return true;
    }
    return false;
  }

  /** Takes out the session of a whole class in a period. */
  private takeOut(c: number, p: number): boolean {
    const { model, state } = this.context;
    const { series, time, pins } = model;
    if (state.wholeClass[c * time.periodCount + p] === 0) return true;
    const bit = 1 << (p & 31);
    for (let e = 0; e < series.firstCare; e++) {
      const spot = state.eventSpot[e];
      const s = series.eventSeries[e];
      if (spot < 0 || series.enrol[s] !== ENROL_CLASS || pins.spot[e] >= 0) continue;
      if ((time.spotSet[spot * time.words + (p >> 5)] & bit) === 0) continue;
      const { start, items } = series.classes;
      if (!items.subarray(start[s], start[s + 1]).includes(c)) continue;
      state.setSpot(e, -1);
      return true;
    }
    return false;
  }

  /** A room for a session, also one that is taken. */
  private takeRoom(event: number): void {
    const { model, state, random } = this.context;
    const { series, rooms } = model;
    if (this.clubs.sessions.findRoom(event)) return;
    const kind = series.roomKind[series.eventSeries[event]];
    if (kind < 0) return;
    const { start, items } = rooms.kindRooms;
    const n = start[kind + 1] - start[kind];
    if (n > 0) state.setRoom(event, items[start[kind] + random.below(n)]);
  }
}

/** Makes a pin hold that does not, by force; only where hard rules have a price. */
export const keepPin: Move = {
  id: 'keepPin',
  weight: 0,
  mendWeight: 20,
  bind(context) {
    const { model, random } = context;
    const { pins, series } = model;
    if (!pins.any) return undefined;
    const keeping = new PinKeeping(context);
    const held = [...series.list.keys()].filter((s) => pins.held[s] === 1);
    const care = pins.careByPeriod.flat();
    const n = held.length + care.length;
    const named = [...new Set(pins.person)].filter((person) => person >= 0);
    return () => {
      if (named.length > 0 && random.chance(RELIEF))
        return keeping.relieve(named[random.below(named.length)]);
      const offset = random.below(n);
      const any = random.chance(ANY);
      for (let i = 0; i < n; i++) {
        const k = (offset + i) % n;
        if (k < held.length) {
          if (any || keeping.isSeriesBroken(held[k])) return keeping.placeSeries(held[k]);
        } else if (keeping.isCareBroken(care[k - held.length]))
          return keeping.keepCare(care[k - held.length]);
      }
      return false;
    };
  },
};
