import type { Move, MoveContext } from '../../solver/moves/move.ts';
import { Board } from './board.ts';

/** Neighbourhoods of timetabling; none of them makes a clash. */
export const moveLecture: Move = {
  id: 'moveLecture',
  weight: 20,
  bind(context) {
    const board = new Board(context);
    const { random, model } = context;
    const { series, rooms } = model;
    const { spots } = series;
    const relocate = relocator(context, board);
    return () => {
      const event = random.below(series.firstCare);
      const s = series.eventSeries[event];
      const from = spots.start[s];
      const spot = spots.items[from + random.below(spots.start[s + 1] - from)];
      return relocate(event, spot, random.below(rooms.count));
    };
  },
};

/** Another room in the same period: one that the course has already, or any. */
export const changeRoom: Move = {
  id: 'changeRoom',
  weight: 5,
  bind(context) {
    const board = new Board(context);
    const { random, model, state } = context;
    const { series, rooms } = model;
    const relocate = relocator(context, board);
    return () => {
      const event = random.below(series.firstCare);
      const s = series.eventSeries[event];
      let room: number;
      if (random.chance(0.5)) {
        const first = series.firstEvent[s];
        room = state.eventRoom[first + random.below(series.firstEvent[s + 1] - first)];
        if (room < 0) return false;
      } else room = random.below(rooms.count);
      return relocate(event, state.eventSpot[event], room);
    };
  },
};

/** Two lectures of different courses exchange period and room. */
export const swapLectures: Move = {
  id: 'swapLectures',
  weight: 5,
  bind(context) {
    const board = new Board(context);
    const { random, model, state } = context;
    const { series } = model;
    const relocate = relocator(context, board);
    return () => {
      const event = random.below(series.firstCare);
      const other = random.below(series.firstCare);
      if (state.eventSpot[other] < 0) return false;
      if (series.eventSeries[event] === series.eventSeries[other]) return false;
      return relocate(event, state.eventSpot[other], state.eventRoom[other]);
    };
  },
};

/** Places a lecture that is not in the timetable; one that is in the way is taken out for it. */
export const placeOpen: Move = {
  id: 'placeOpen',
  weight: 1,
  bind(context) {
    const board = new Board(context);
    const { random, model, state } = context;
    const { series, rooms } = model;
    const { spots } = series;
    return () => {
      const event = random.below(series.firstCare);
      if (state.eventSpot[event] >= 0) return false;
      const s = series.eventSeries[event];
      const from = spots.start[s];
      const spot = spots.items[from + random.below(spots.start[s + 1] - from)];
      const room = random.below(rooms.count);
      const out = board.inTheWay(s, spot, room);
      if (out.length > 1) return false;
      if (out.length === 1) state.setSpot(out[0], -1);
      board.place(event, spot, room);
      return true;
    };
  },
};

/** Takes a lecture to a period and room; a lecture that is there already comes back for it. */
function relocator(
  { state, model }: MoveContext,
  board: Board,
): (event: number, spot: number, room: number) => boolean {
  const { eventSeries } = model.series;
  const { allowed } = board;
  const { spotCount } = model.time;
  return (event, spot, room) => {
    const oldSpot = state.eventSpot[event];
    const oldRoom = state.eventRoom[event];
    if (oldSpot < 0) return false;
    if (spot === oldSpot) {
      if (room === oldRoom) return false;
      const other = board.occupant(room, spot);
      state.setRoom(event, room);
      if (other >= 0) state.setRoom(other, oldRoom);
      return true;
    }
    const other = board.occupant(room, spot);
    if (other < 0) {
      if (!board.fits(event, spot, -1)) return false;
      if (room !== oldRoom) state.setRoom(event, -1);
      state.setSpot(event, spot);
      state.setRoom(event, room);
      return true;
    }
    const s = eventSeries[event];
    if (s === eventSeries[other] || allowed[eventSeries[other] * spotCount + oldSpot] === 0)
      return false;
    if (!board.fits(event, spot, other) || !board.fits(other, oldSpot, event)) return false;
    if (room !== oldRoom) {
      state.setRoom(event, -1);
      state.setRoom(other, -1);
    }
    state.setSpot(event, spot);
    state.setSpot(other, oldSpot);
    state.setRoom(event, room);
    state.setRoom(other, oldRoom);
    return true;
  };
}
