import type { Model } from '../model/model.ts';
import type { Random } from '../search/random.ts';
import type { Scope } from '../state/scopes.ts';
import type { State } from '../state/state.ts';

/** What a move works with. Moves change the state and never score it. */
export interface MoveContext {
  readonly model: Model;
  readonly state: State;
  readonly random: Random;
  /**
   * How much worse, in units of soft cost, a Change may be to be accepted now. It is drawn before
   * the proposal, so that a move can give up early on what its own estimate puts far beyond.
   */
  readonly patience: number;
  /** What the estimates of moves are multiplied with: the weights in force of a few rules. */
  readonly prices: Prices;
  /** What the pending Change adds so far to the weighted soft rules of a scope. */
  added(scope: Scope): number;
  /** What rules cost at an element of a scope before the Change: the most that it can win there. */
  readonly held: Readonly<Record<Scope, { of(element: number): number }>>;
}

/** Weights in force of the rules that moves make estimates of; 0 for a rule that is off. */
export interface Prices {
  readonly choice: number;
  readonly careContinuity: number;
  readonly fairLoad: number;
  readonly fewDays: number;
  readonly ownTeacher: number;
  readonly posts: number;
}

/**
 * Proposes one Change: sets decisions and returns true, or returns false where nothing sensible
 * came up. After false the state may hold parts of a Change; the caller undoes them.
 */
export type Propose = () => boolean;

/**
 * Which weights moves have: those for the outline, for its people, for both in a small school, for open
 * posts alone, or for broken pins.
 */
export type Mix = 'outline' | 'people' | 'small' | 'shortage' | 'mending';

export interface Move {
  id: string;
  /** How often it is tried, relative to the others. */
  weight: number;
  /** The same in the last stage of the search, where that differs. */
  lateWeight?: number;
  /** The same in the last stage of a small school, where that differs from the late weight. */
  smallWeight?: number;
  /** The same while only medium rules count, where that differs from what a small school has. */
  shortageWeight?: number;
  /** The same while hard rules have a price, where that differs from the first weight. */
  mendWeight?: number;
  /** Binds to a context; undefined where the problem has nothing to move. */
  bind(context: MoveContext): Propose | undefined;
}
