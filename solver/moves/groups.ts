import type { MoveContext } from './move.ts';
import type { People } from './people.ts';
import { seatPinned } from './pinned-seats.ts';
import type { RoomShifts } from './room-shifts.ts';

/** Small steps with care groups that several moves share. */
export class Groups {
  private readonly context: MoveContext;
  private readonly people: People;
  /**
   * Where it is there, others make room if no room is left. Moves do without: so many of their
   * proposals find no room that looking farther would take more time than it wins.
   */
  shifts: RoomShifts | undefined;

  constructor(context: MoveContext, people: People) {
    this.context = context;
    this.people = people;
  }

  /** Finds a room for a care slot: home rooms of its classes first, then any that is free. */
  findRoom(slot: number): boolean {
    const { state, model, random } = this.context;
    const { rooms, series } = model;
    const spot = state.eventSpot[slot];
    const pupils = state.careHead[slot];
    const fits = (room: number) => rooms.seats[room] >= pupils && state.isRoomFree(room, spot);
    const locked = model.pins.room[slot];
    if (locked >= 0) {
      state.setRoom(slot, locked);
      return true;
    }
    const from = state.memberStart[slot - series.firstCare];
    state.setRoom(slot, -1);
    for (let i = 0; i < state.memberCount[slot]; i++) {
      const home = model.classHomeRoom[state.members[from + i]];
      if (home < 0 || !fits(home)) continue;
      state.setRoom(slot, home);
      return true;
    }
    if (rooms.count === 0) return false;
    const offset = random.below(rooms.count);
    for (let i = 0; i < rooms.count; i++) {
      const room = (offset + i) % rooms.count;
      if (!fits(room)) continue;
      state.setRoom(slot, room);
      return true;
    }
    return this.shifts?.place(slot) ?? false;
  }

  /** Room and people for a care slot that has come to be, or whose pupils have changed. */
  mend(slot: number): void {
    const { state } = this.context;
    if (state.memberCount[slot] === 0) return;
    this.split(slot);
    if (!this.fitsItsRoom(slot)) this.findRoom(slot);
    seatPinned(this.context, slot);
    this.people.fill(slot);
  }

  /** Whether a group has a room that is open, holds it and is not shared by too many. */
  fitsItsRoom(slot: number): boolean {
    const { state, model } = this.context;
    const room = state.eventRoom[slot];
    if (room < 0 || model.rooms.seats[room] < state.careHead[slot]) return false;
    return !state.isRoomBad(room, state.eventSpot[slot]);
  }

  /** Classes leave a merged group that has come to be too large, for another group or their own. */
  private split(slot: number): void {
    const { state, model, random } = this.context;
    const { series, time, params, pins } = model;
    while (state.careHead[slot] > params.care.maxGroup && state.memberCount[slot] > 1) {
      const p = series.carePeriod[slot];
      const from = state.memberStart[slot - series.firstCare];
      const c = state.members[from + random.below(state.memberCount[slot])];
      const cp = c * time.periodCount + p;
      if (pins.care[cp] >= 0) return;
      let target = random.chance(0.5) ? this.otherGroup(c, p) : -1;
      if (target < 0) target = this.emptySlot(c, p);
      if (target < 0) return;
      state.setCare(cp, target);
      this.mend(target);
    }
  }

  /**
   * For a group that no room holds: a class leaves it, or all of them do, or they join another group
   * for which there is a room. False may leave parts of that behind.
   */
  regroupForRoom(slot: number): boolean {
    const { state, model } = this.context;
    const p = model.series.carePeriod[slot];
    const members = this.membersOf(slot);
    if (this.isHeld(members, p)) return false;
    const mark = state.mark();
    const ways = [
      ...members.map((c) => () => this.leave(slot, [c])),
      () => this.leave(slot, members.slice(1)),
      ...this.joinable(members[0], p).map((into) => () => this.joinAll(members, p, into)),
    ];
    for (const way of ways) {
      if (way()) return true;
      state.undoTo(mark);
    }
    return false;
  }

  /**
   * Ways for a group that shares its room with several: it joins one of them, or any other, so that
   * there is one less. There need not be a room for all after that.
   */
  waysToJoin(slot: number): (() => void)[] {
    const { model } = this.context;
    const p = model.series.carePeriod[slot];
    const members = this.membersOf(slot);
    if (this.isHeld(members, p)) return [];
    return this.joinable(members[0], p).map((into) => () => {
      for (const c of members) this.context.state.setCare(c * model.time.periodCount + p, into);
      this.people.fill(into);
    });
  }

  private membersOf(slot: number): number[] {
    const { state, model } = this.context;
    const from = state.memberStart[slot - model.series.firstCare];
    return [...state.members.subarray(from, from + state.memberCount[slot])];
  }

  /** Whether a pin is about one of the classes in the period. */
  private isHeld(classes: readonly number[], p: number): boolean {
    const { pins, time } = this.context.model;
    return classes.some((c) => pins.care[c * time.periodCount + p] >= 0);
  }

  /** Classes leave a group for groups of their own, and all have rooms then. */
  private leave(slot: number, classes: readonly number[]): boolean {
    const { state, model } = this.context;
    const { series, time } = model;
    const p = series.carePeriod[slot];
    if (classes.length === 0 || state.memberCount[slot] < 2) return false;
    const slots = [slot];
    for (const c of classes) {
      const target = this.emptySlot(c, p);
      if (target < 0) return false;
      state.setCare(c * time.periodCount + p, target);
      slots.push(target);
    }
    if (!slots.every((s) => this.findRoom(s))) return false;
    for (const s of slots) this.people.fill(s);
    return true;
  }

  private joinAll(classes: readonly number[], p: number, into: number): boolean {
    const { state, model } = this.context;
    for (const c of classes) state.setCare(c * model.time.periodCount + p, into);
    if (state.careHead[into] > model.params.care.maxGroup || !this.findRoom(into)) return false;
    seatPinned(this.context, into);
    this.people.fill(into);
    return true;
  }

  /** Groups of the period that a class may be merged with, whatever their size. */
  private joinable(c: number, p: number): number[] {
    const { state, model } = this.context;
    const { series, time } = model;
    const { start, items } = series.periodSlots;
    const key = series.mergeKey[c * time.periodCount + p];
    const own = state.careOf[c * time.periodCount + p];
    return [...items.subarray(start[p], start[p + 1])].filter((slot) => {
      if (slot === own || state.memberCount[slot] === 0) return false;
      const member = state.members[state.memberStart[slot - series.firstCare]];
      return series.mergeKey[member * time.periodCount + p] === key;
    });
  }

  /** A care slot of the period that nobody uses and no pin is about; -1 without one. */
  emptySlot(c: number, p: number): number {
    const { state, model } = this.context;
    const { series, time, pins } = model;
    const own = series.careSlot[c * time.periodCount + p];
    if (state.memberCount[own] === 0) return own;
    for (let k = series.periodSlots.start[p]; k < series.periodSlots.start[p + 1]; k++) {
      const slot = series.periodSlots.items[k];
      const isPinned = pins.care[series.slotCell[slot - series.firstCare]] === slot;
      if (state.memberCount[slot] === 0 && !isPinned) return slot;
    }
    return -1;
  }

  /** Another group of the period that the class may join. */
  otherGroup(c: number, p: number): number {
    const { state, model, random } = this.context;
    const { series, time, params } = model;
    const own = state.careOf[c * time.periodCount + p];
    const from = series.periodSlots.start[p];
    const n = series.periodSlots.start[p + 1] - from;
    const key = series.mergeKey[c * time.periodCount + p];
    const pupils = state.left[c * time.periodCount + p];
    const offset = random.below(n);
    for (let i = 0; i < n; i++) {
      const slot = series.periodSlots.items[from + ((offset + i) % n)];
      if (slot === own || state.memberCount[slot] === 0) continue;
      const member = state.members[state.memberStart[slot - series.firstCare]];
      if (series.mergeKey[member * time.periodCount + p] !== key) continue;
      if (state.careHead[slot] + pupils > params.care.maxGroup) continue;
      return slot;
    }
    return -1;
  }
}
