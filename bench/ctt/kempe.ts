import type { Move, MoveContext } from '../../solver/moves/move.ts';
import { Board } from './board.ts';

/** Lectures in a chain; longer ones are hardly ever accepted. */
const MOST = 8;

/**
 * Exchanges two periods along a Kempe chain: a lecture goes to another period, the lectures there
 * that clash with it come back for it, those that clash with them go with it, and so on. Each
 * keeps its room where that is free, else takes the smallest free one that is large enough.
 */
export const kempeChain: Move = {
  id: 'kempeChain',
  weight: 30,
  bind(context) {
    const { random, model, state } = context;
    const { firstCare, eventSeries, spots } = model.series;
    const chain = new Chain(context);
    return () => {
      const event = random.below(firstCare);
      if (state.eventSpot[event] < 0) return false;
      const s = eventSeries[event];
      const first = spots.start[s];
      const spot = spots.items[first + random.below(spots.start[s + 1] - first)];
      return spot !== state.eventSpot[event] && chain.exchange(event, spot);
    };
  },
};

/** Lectures of one period, and those of them that leave it. */
class Side {
  spot = -1;
  readonly lectures: Int32Array;
  count = 0;
  readonly movers: Int32Array;
  moverCount = 0;

  constructor(roomCount: number) {
    this.lectures = new Int32Array(roomCount);
    this.movers = new Int32Array(roomCount);
  }
}

class Chain {
  private readonly context: MoveContext;
  private readonly board: Board;
  private readonly here: Side;
  private readonly there: Side;
  /** Number of the last chain that each lecture was in. */
  private readonly chainOf: Int32Array;
  private number = 0;
  private readonly newRoom: Int32Array;
  /** Rooms that are taken in the period that is looked at. */
  private readonly taken: Uint8Array;

  constructor(context: MoveContext) {
    this.context = context;
    this.board = new Board(context);
    const { series, rooms } = context.model;
    this.here = new Side(rooms.count);
    this.there = new Side(rooms.count);
    this.chainOf = new Int32Array(series.firstCare);
    this.newRoom = new Int32Array(series.firstCare);
    this.taken = new Uint8Array(rooms.count);
  }

  /** Proposes the exchange; false, with nothing changed, where it cannot be without a clash. */
  exchange(event: number, spot: number): boolean {
    const { here, there } = this;
    this.number++;
    this.open(here, this.context.state.eventSpot[event]);
    this.open(there, spot);
    this.add(here, event);
    for (let h = 0, t = 0; h < here.moverCount || t < there.moverCount; ) {
      const follows =
        h < here.moverCount
          ? this.callBack(here.movers[h++], there, here.spot)
          : this.callBack(there.movers[t++], here, there.spot);
      if (!follows || here.moverCount + there.moverCount > MOST) return false;
    }
    if (!this.findRooms(here, there) || !this.findRooms(there, here)) return false;
    this.shift(here, there.spot);
    this.shift(there, here.spot);
    return true;
  }

  private open(side: Side, spot: number): void {
    const { board } = this;
    const { count } = this.context.model.rooms;
    side.spot = spot;
    side.moverCount = 0;
    let n = 0;
    for (let room = 0; room < count; room++) {
      const event = board.occupant(room, spot);
      if (event >= 0) side.lectures[n++] = event;
    }
    side.count = n;
  }

  private add(side: Side, event: number): void {
    this.chainOf[event] = this.number;
    side.movers[side.moverCount++] = event;
  }

  /** Those of a side who clash with a lecture that comes to it must leave for its old period. */
  private callBack(event: number, side: Side, spot: number): boolean {
    const { chainOf, number, board } = this;
    const { series, time } = this.context.model;
    const { eventSeries } = series;
    const row = eventSeries[event] * series.count;
    for (let i = 0; i < side.count; i++) {
      const other = side.lectures[i];
      const s = eventSeries[other];
      if (board.clash[row + s] === 0 || chainOf[other] === number) continue;
      if (board.allowed[s * time.spotCount + spot] === 0) return false;
      this.add(side, other);
    }
    return true;
  }

  /** Rooms for those who go from one side to the other, beside those who stay there. */
  private findRooms(from: Side, to: Side): boolean {
    const { taken, newRoom, chainOf, number } = this;
    const { eventRoom } = this.context.state;
    const { moverCount, movers } = from;
    taken.fill(0);
    for (let i = 0; i < to.count; i++) {
      const other = to.lectures[i];
      if (chainOf[other] !== number) taken[eventRoom[other]] = 1;
    }
    let homeless = 0;
    for (let i = 0; i < moverCount; i++) {
      const room = eventRoom[movers[i]];
      newRoom[movers[i]] = taken[room] === 0 ? room : -1;
      homeless += taken[room];
      taken[room] = 1;
    }
    for (let i = 0; i < moverCount && homeless > 0; i++) {
      if (newRoom[movers[i]] >= 0) continue;
      const room = this.smallestRoom(movers[i]);
      if (room < 0) return false;
      newRoom[movers[i]] = room;
      taken[room] = 1;
      homeless--;
    }
    return true;
  }

  /** The smallest free room that is large enough, else the largest; -1 when all are taken. */
  private smallestRoom(event: number): number {
    const { series, rooms } = this.context.model;
    const size = series.sizeMax[series.eventSeries[event]];
    let best = -1;
    let least = 0;
    for (let room = 0; room < rooms.count; room++) {
      if (this.taken[room] === 1) continue;
      const spare = rooms.seats[room] - size;
      const cost = spare >= 0 ? spare : 1_000_000 - spare;
      if (best >= 0 && cost >= least) continue;
      best = room;
      least = cost;
    }
    return best;
  }

  private shift({ movers, moverCount }: Side, spot: number): void {
    const { state } = this.context;
    for (let i = 0; i < moverCount; i++) {
      const event = movers[i];
      const room = this.newRoom[event];
      if (room !== state.eventRoom[event]) state.setRoom(event, -1);
      state.setSpot(event, spot);
      state.setRoom(event, room);
    }
  }
}
