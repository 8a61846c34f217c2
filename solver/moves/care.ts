import { segments } from '../../src/domain/problem.ts';
import { DAYS } from '../model/rows.ts';
import { Groups } from './groups.ts';
import type { Move, MoveContext } from './move.ts';
import { People } from './people.ts';

/** A class and period with pupils in care; -1 where they are all elsewhere now. */
function anyCareCell({ state, model, random }: MoveContext): number {
  const { slotCell } = model.series;
  const cp = slotCell[random.below(slotCell.length)];
  return state.left[cp] > 0 && model.pins.care[cp] < 0 ? cp : -1;
}

/** What an estimate leaves out (rooms, grades, people) wins back at most, but for 1 of 50 that are kept. */
const REST = 3.5;

/** A class joins another group of its period, or leaves its group for one of its own. */
export const regroup: Move = {
  id: 'regroup',
  weight: 20,
  bind(context) {
    const { state, model, random } = context;
    const { series, time, params } = model;
    if (series.eventCount === series.firstCare) return undefined;
    const people = new People(context);
    const groups = new Groups(context, people);
    return () => {
      const cp = anyCareCell(context);
      if (cp < 0) return false;
      const c = (cp / time.periodCount) | 0;
      const p = cp % time.periodCount;
      const old = state.careOf[cp];
      const wasAlone = state.memberCount[old] === 1;
      const target = random.chance(0.7) ? groups.otherGroup(c, p) : -1;
      const freed = state.seatPerson[series.seatStart[old]];
      if (target >= 0) {
        state.setCare(cp, target);
        groups.mend(target);
        if (!wasAlone) {
          if (random.chance(0.3)) people.fill(old);
        } else if (freed >= 0 && random.chance(0.7)) relieve(context, people, freed);
        return true;
      }
      if (wasAlone) return false;
      const price = (context.prices.posts * state.loadOf(old)) / 30 + people.costs.cheapest(old);
      if (price > context.patience + REST) return false;
      // With more than one other class the group may split in two halves.
      const slot = groups.emptySlot(c, p);
      if (slot < 0) return false;
      state.setCare(cp, slot);
      const half = state.memberCount[old] > 1 && random.chance(0.4);
      if (half) {
        const from = state.memberStart[old - series.firstCare];
        const moved =
          state.members[from + random.below(state.memberCount[old])] * time.periodCount + p;
        const same = series.mergeKey[moved] === series.mergeKey[cp];
        const fits = state.careHead[slot] + state.left[moved] <= params.care.maxGroup;
        if (same && fits && model.pins.care[moved] < 0) state.setCare(moved, slot);
      }
      groups.findRoom(slot);
      people.fill(slot);
      return true;
    };
  },
};

/** Somebody without this post now takes one from a person with more load. */
function relieve({ state, model, random }: MoveContext, people: People, person: number): void {
  const { series, staff, pins } = model;
  for (let tries = 0; tries < 12; tries++) {
    const seat = random.below(series.seatCount);
    const other = state.seatPerson[seat];
    if (other < 0 || other === person || pins.person[seat] >= 0) continue;
    const event = series.seatEvent[seat];
    const s = series.eventSeries[event];
    if (s >= 0 && series.sameLead[s] === 1) continue;
    if (staff.share[other] > 0 && state.load[other] <= state.load[person]) continue;
    if (!people.canSit(seat, person) || !people.withinLimits(person, event)) continue;
    state.setSeat(seat, person);
    return;
  }
}

/**
 * All classes of a group join another group, or several where one has no place for them; the adult
 * set free relieves somebody.
 */
export const mergeGroups: Move = {
  id: 'mergeGroups',
  weight: 8,
  bind(context) {
    const { state, model, random } = context;
    const { series, time, params, pins } = model;
    if (series.eventCount === series.firstCare || model.classCount < 2) return undefined;
    const people = new People(context);
    const groups = new Groups(context, people);
    return () => {
      const cp = anyCareCell(context);
      if (cp < 0) return false;
      const p = cp % time.periodCount;
      const from = state.careOf[cp];
      const into = groups.otherGroup((cp / time.periodCount) | 0, p);
      if (into < 0) return false;
      if (state.careHead[from] + state.careHead[into] > params.care.maxGroup)
        return spread(from, p);
      const freed = state.seatPerson[series.seatStart[from]];
      const room = state.eventRoom[from];
      const first = state.memberStart[from - series.firstCare];
      while (state.memberCount[from] > 0) {
        const member = state.members[first] * time.periodCount + p;
        if (pins.care[member] >= 0) return false;
        state.setCare(member, into);
      }
      // Either room and either adult may stay.
      if (room >= 0 && random.chance(0.3) && pins.room[into] < 0) state.setRoom(into, room);
      let idle = freed;
      const seat = series.seatStart[into];
      if (freed >= 0 && random.chance(0.3) && pins.person[seat] < 0) {
        idle = state.seatPerson[seat];
        state.setSeat(seat, freed);
      }
      groups.mend(into);
      if (idle >= 0 && random.chance(0.7)) relieve(context, people, idle);
      return true;
    };

    /** Full groups leave others behind that fit into no single one. */
    function spread(from: number, p: number): boolean {
      const first = state.memberStart[from - series.firstCare];
      if (placesBeside(from, p) < state.careHead[from]) return false;
      const freed = state.seatPerson[series.seatStart[from]];
      const joined: number[] = [];
      while (state.memberCount[from] > 0) {
        const c = state.members[first];
        const cp = c * time.periodCount + p;
        const into = pins.care[cp] >= 0 ? -1 : groups.otherGroup(c, p);
        if (into < 0) return false;
        state.setCare(cp, into);
        if (!joined.includes(into)) joined.push(into);
      }
      for (const into of joined) groups.mend(into);
      if (freed >= 0 && random.chance(0.7)) relieve(context, people, freed);
      return true;
    }

    /** Places left in the other groups that the classes of one may join. */
    function placesBeside(slot: number, p: number): number {
      const keyOf = (group: number) => {
        const member = state.members[state.memberStart[group - series.firstCare]];
        return series.mergeKey[member * time.periodCount + p];
      };
      const key = keyOf(slot);
      let places = 0;
      for (let k = series.periodSlots.start[p]; k < series.periodSlots.start[p + 1]; k++) {
        const other = series.periodSlots.items[k];
        if (other === slot || state.memberCount[other] === 0 || keyOf(other) !== key) continue;
        places += Math.max(0, params.care.maxGroup - state.careHead[other]);
      }
      return places;
    }
  },
};

/** Two classes of one period exchange their groups. */
export const swapGroups: Move = {
  id: 'swapGroups',
  weight: 6,
  bind(context) {
    const { state, model, random } = context;
    const { series, time } = model;
    if (model.classCount < 2 || series.eventCount === series.firstCare) return undefined;
    const people = new People(context);
    const groups = new Groups(context, people);
    return () => {
      const cp = anyCareCell(context);
      if (cp < 0) return false;
      const p = cp % time.periodCount;
      const other = random.below(model.classCount) * time.periodCount + p;
      const mine = state.careOf[cp];
      const theirs = state.careOf[other];
      if (state.left[other] === 0 || mine === theirs || theirs < 0) return false;
      if (model.pins.care[other] >= 0 || series.mergeKey[cp] !== series.mergeKey[other])
        return false;
      if (state.memberCount[mine] === 1 && state.memberCount[theirs] === 1) return false;
      const a = state.seatPerson[series.seatStart[mine]];
      const b = state.seatPerson[series.seatStart[theirs]];
      state.setCare(cp, theirs);
      state.setCare(other, mine);
      // A group of one was empty for a moment and lost its adult.
      restore(mine, a);
      restore(theirs, b);
      groups.mend(mine);
      groups.mend(theirs);
      return true;
    };
    function restore(slot: number, person: number): void {
      const seat = series.seatStart[slot];
      if (person < 0 || state.seatPerson[seat] >= 0) return;
      if (people.canSit(seat, person)) state.setSeat(seat, person);
    }
  },
};

/**
 * Another room for a care group. Where it is full they exchange, if more classes are at home then:
 * what is in it goes to the room that the group leaves.
 */
export const moveGroup: Move = {
  id: 'moveGroup',
  weight: 6,
  bind(context) {
    const { state, model, random } = context;
    const { rooms, series, time, pins } = model;
    if (rooms.count < 2) return undefined;
    const people = new People(context);
    return () => {
      const cp = anyCareCell(context);
      if (cp < 0) return false;
      const slot = state.careOf[cp];
      if (pins.room[slot] >= 0) return false;
      const c = random.chance(0.7) ? people.anyMember(slot) : -1;
      let room = c >= 0 ? model.classHomeRoom[c] : random.below(rooms.count);
      if (random.chance(0.3)) {
        // The room the class has in another period of the same segment.
        const other =
          ((cp / time.periodCount) | 0) * time.periodCount + random.below(time.periodCount);
        if (
          state.left[other] > 0 &&
          time.segment[other % time.periodCount] === time.segment[cp % time.periodCount]
        )
          room = state.eventRoom[state.careOf[other]];
      }
      if (room < 0 || room === state.eventRoom[slot]) return false;
      if (rooms.seats[room] < state.careHead[slot]) return false;
      if (!state.isRoomFree(room, state.eventSpot[slot])) return exchange(slot, room);
      state.setRoom(slot, room);
      return true;
    };

    function exchange(slot: number, room: number): boolean {
      const spot = state.eventSpot[slot];
      const left = state.eventRoom[slot];
      const guest = state.roomEvents[room * DAYS + time.spotDay[spot]].find(
        (event) => time.spotClash[spot * time.spotCount + state.eventSpot[event]] === 1,
      );
      if (left < 0 || guest === undefined || pins.room[guest] >= 0) return false;
      if (atHome(slot, room) + atHome(guest, left) <= atHome(slot, left) + atHome(guest, room))
        return false;
      const s = series.eventSeries[guest];
      if (s >= 0 && rooms.kindOk[series.roomKind[s] * rooms.count + left] === 0) return false;
      if (rooms.seats[left] < state.headcount(guest)) return false;
      state.setRoom(slot, -1);
      state.setRoom(guest, -1);
      if (!state.isRoomFree(room, spot) || !state.isRoomFree(left, state.eventSpot[guest]))
        return false;
      state.setRoom(slot, room);
      state.setRoom(guest, left);
      return true;
    }

    /** Classes of a care group whose home a room is. */
    function atHome(event: number, room: number): number {
      if (event < series.firstCare) return 0;
      const from = state.memberStart[event - series.firstCare];
      let classes = 0;
      for (let i = 0; i < state.memberCount[event]; i++)
        if (model.classHomeRoom[state.members[from + i]] === room) classes++;
      return classes;
    }
  },
};

/**
 * Copies a group (classes, room, adult) to another day of the same segment: late and early
 * groups that stay the same all week come from this.
 */
export const copyGroup: Move = {
  id: 'copyGroup',
  weight: 1,
  lateWeight: 4,
  bind(context) {
    const { state, model, random } = context;
    const { series, time, params, pins } = model;
    const merged = ['earlyArrival', 'lateCare', 'club', 'homework'] as const;
    const sameSegment = new Map<number, number[]>();
    time.periods.forEach((period, p) => {
      if (!(merged as readonly string[]).includes(period.segment)) return;
      const segment = segments.indexOf(period.segment);
      const list = sameSegment.get(segment);
      if (list) list.push(p);
      else sameSegment.set(segment, [p]);
    });
    const cells = [...sameSegment.values()].filter((list) => list.length > 1);
    if (cells.length === 0 || series.eventCount === series.firstCare) return undefined;
    const people = new People(context);
    const groups = new Groups(context, people);
    return () => {
      const cp = anyCareCell(context);
      if (cp < 0) return false;
      const p = cp % time.periodCount;
      const others = sameSegment.get(time.segment[p]);
      if (others === undefined) return false;
      const q = others[random.below(others.length)];
      const slot = state.careOf[cp];
      if (q === p) return false;
      const from = state.memberStart[slot - series.firstCare];
      const classes: number[] = [];
      let pupils = 0;
      for (let i = 0; i < state.memberCount[slot]; i++) {
        const c = state.members[from + i];
        const cq = c * time.periodCount + q;
        if (state.left[cq] === 0 || pins.care[cq] >= 0) continue;
        if (pupils + state.left[cq] > params.care.maxGroup && classes.length > 0) continue;
        classes.push(c);
        pupils += state.left[cq];
      }
      if (classes.length === 0) return false;
      let target = -1;
      for (const c of classes) {
        const group = state.careOf[c * time.periodCount + q];
        if (target < 0 || state.memberCount[group] > state.memberCount[target]) target = group;
      }
      const targetFrom = state.memberStart[target - series.firstCare];
      const strangers: number[] = [];
      for (let i = 0; i < state.memberCount[target]; i++) {
        const c = state.members[targetFrom + i];
        if (!classes.includes(c)) strangers.push(c);
      }
      for (const c of strangers) {
        const cq = c * time.periodCount + q;
        if (pupils + state.left[cq] <= params.care.maxGroup && random.chance(0.5)) {
          pupils += state.left[cq];
          continue;
        }
        const empty = groups.emptySlot(c, q);
        if (empty < 0 || pins.care[cq] >= 0) return false;
        state.setCare(cq, empty);
        groups.mend(empty);
      }
      for (const c of classes) state.setCare(c * time.periodCount + q, target);
      const room = state.eventRoom[slot];
      if (room >= 0 && room !== state.eventRoom[target] && pins.room[target] < 0) {
        if (model.rooms.seats[room] >= state.careHead[target] && state.isRoomFree(room, q))
          state.setRoom(target, room);
      }
      const adult = state.seatPerson[series.seatStart[slot]];
      const seat = series.seatStart[target];
      if (
        adult >= 0 &&
        pins.person[seat] < 0 &&
        state.seatPerson[seat] !== adult &&
        people.canSit(seat, adult)
      )
        state.setSeat(seat, adult);
      groups.mend(target);
      return true;
    };
  },
};
