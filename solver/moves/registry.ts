import { copyGroup, mergeGroups, moveGroup, regroup, swapGroups } from './care.ts';
import { openClub } from './club-opening.ts';
import { exchangeClubs, retimeClub } from './club-times.ts';
import { keepPin } from './keep-pin.ts';
import type { Mix, Move, MoveContext, Propose } from './move.ts';
import { closePost } from './posts.ts';
import { placePupil } from './pupils.ts';
import { chain, changeLead, reseat } from './seats.ts';
import { changeRoom, moveSession, swapSessions } from './sessions.ts';
import { swapDays, tradeClass, tradePosts } from './trades.ts';

/** Every move of the search; what stands here is tried. */
export const moves: readonly Move[] = [
  reseat,
  closePost,
  chain,
  changeLead,
  swapDays,
  tradePosts,
  tradeClass,
  regroup,
  mergeGroups,
  swapGroups,
  moveGroup,
  copyGroup,
  placePupil,
  openClub,
  retimeClub,
  exchangeClubs,
  moveSession,
  swapSessions,
  changeRoom,
  keepPin,
];

const smallWeight = (move: Move) => move.smallWeight ?? move.lateWeight ?? move.weight;

/** A power of two. */
const WHEEL = 1024;

export interface BoundMove {
  move: Move;
  propose: Propose;
  tried: number;
  proposed: number;
  accepted: number;
}

/** The moves that this problem has, and a wheel on which each has a place for its weight. */
export class MoveWheel {
  readonly bound: BoundMove[] = [];
  private wheel: Uint8Array;
  private readonly wheels: Readonly<Record<Mix, Uint8Array>>;

  constructor(context: MoveContext, list: readonly Move[] = moves) {
    for (const move of list) {
      const propose = move.bind(context);
      if (propose) this.bound.push({ move, propose, tried: 0, proposed: 0, accepted: 0 });
    }
    this.wheels = {
      outline: this.spread((move) => move.weight),
      people: this.spread((move) => move.lateWeight ?? move.weight),
      small: this.spread(smallWeight),
      shortage: this.spread((move) => move.shortageWeight ?? smallWeight(move)),
      mending: this.spread((move) => move.mendWeight ?? move.weight),
    };
    this.wheel = this.wheels.outline;
  }

  /** From now on moves have the weights of a mix. */
  turn(mix: Mix): void {
    this.wheel = this.wheels[mix];
  }

  /** The move at a place of the wheel; undefined when the problem has none. */
  pick(random: number): BoundMove | undefined {
    return this.bound[this.wheel[random & (WHEEL - 1)]];
  }

  private spread(weightOf: (move: Move) => number): Uint8Array {
    const wheel = new Uint8Array(WHEEL);
    const total = this.bound.reduce((sum, b) => sum + weightOf(b.move), 0);
    let at = 0;
    let sum = 0;
    this.bound.forEach((b, i) => {
      sum += weightOf(b.move);
      const end = Math.round((sum / total) * WHEEL);
      wheel.fill(i, at, end);
      at = end;
    });
    return wheel;
  }
}
