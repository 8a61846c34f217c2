import type { MoveContext } from '../../solver/moves/move.ts';
import { Board } from './board.ts';

/** Slots and rooms looked at for one lecture that fits nowhere. */
const SAMPLES = 24;

/**
 * A first timetable without clashes. Lectures are placed one by one, those with the fewest slots
 * left first. One that fits nowhere takes a place all the same, and the lectures that it clashes
 * with are taken out and placed anew; the more often a lecture was taken out, the dearer it is
 * to take it out again (iterative forward search). What is still open after `limit` such steps,
 * or when the time is up, is left to the search.
 */
export function constructTimetable(
  context: MoveContext,
  limit: number,
  isTimeUp: () => boolean = () => false,
): void {
  const builder = new Builder(context);
  builder.greedy();
  for (let i = 0; i < limit && builder.open.length > 0 && !isTimeUp(); i++) builder.force();
  context.state.commit();
}

class Builder {
  /** Lectures that are not placed. */
  readonly open: number[];
  private readonly context: MoveContext;
  private readonly board: Board;
  private readonly evicted: Int32Array;

  constructor(context: MoveContext) {
    this.context = context;
    this.board = new Board(context);
    const { series } = context.model;
    this.open = [...Array(series.firstCare).keys()];
    this.evicted = new Int32Array(series.firstCare);
  }

  greedy(): void {
    const { series } = this.context.model;
    const slackOf = Array.from({ length: series.count }, (_, s) => {
      const row = this.board.clash.subarray(s * series.count, (s + 1) * series.count);
      const spots = series.spots.start[s + 1] - series.spots.start[s];
      return spots - row.reduce((sum, clashes) => sum + clashes, 0);
    });
    const slack = (e: number) => slackOf[series.eventSeries[e]];
    const order = this.open.splice(0).sort((a, b) => slack(a) - slack(b) || a - b);
    for (const event of order) if (!this.placeFreely(event)) this.open.push(event);
  }

  /** At the first slot, from a random one on, with a free room; the smallest that is large enough. */
  private placeFreely(event: number): boolean {
    const { model, random } = this.context;
    const { series } = model;
    const s = series.eventSeries[event];
    const from = series.spots.start[s];
    const n = series.spots.start[s + 1] - from;
    if (n === 0) return false;
    const offset = random.below(n);
    for (let i = 0; i < n; i++) {
      const spot = series.spots.items[from + ((offset + i) % n)];
      if (!this.board.fits(event, spot, -1)) continue;
      const room = this.bestRoom(s, spot);
      if (room < 0) continue;
      this.board.place(event, spot, room);
      return true;
    }
    return false;
  }

  private bestRoom(s: number, spot: number): number {
    const { rooms, series } = this.context.model;
    const cost = (r: number) => {
      const spare = rooms.seats[r] - series.sizeMax[s];
      return spare >= 0 ? spare : 1_000_000 - spare;
    };
    let best = -1;
    for (let r = 0; r < rooms.count; r++) {
      if (this.board.occupant(r, spot) >= 0) continue;
      if (best < 0 || cost(r) < cost(best)) best = r;
    }
    return best;
  }

  /** Places one open lecture by force. */
  force(): void {
    const { model, random, state } = this.context;
    const { series, rooms } = model;
    const at = random.below(this.open.length);
    const event = this.open[at];
    this.open[at] = this.open[this.open.length - 1];
    this.open.pop();
    if (this.placeFreely(event)) return;
    const s = series.eventSeries[event];
    const from = series.spots.start[s];
    const n = series.spots.start[s + 1] - from;
    let best: { spot: number; room: number; out: number[]; price: number } | undefined;
    for (let i = 0; i < SAMPLES; i++) {
      const spot = series.spots.items[from + random.below(n)];
      const room = random.below(rooms.count);
      const out = this.board.inTheWay(s, spot, room);
      const price = out.reduce((sum, e) => sum + 1 + this.evicted[e], 0);
      if (best === undefined || price < best.price) best = { spot, room, out, price };
    }
    if (best === undefined) return;
    for (const other of best.out) {
      this.evicted[other]++;
      state.setSpot(other, -1);
      this.open.push(other);
    }
    this.board.place(event, best.spot, best.room);
    state.commit();
  }
}
