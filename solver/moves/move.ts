import type { Model } from '../model/model.ts';
import type { Random } from '../search/random.ts';
import type { State } from '../state/state.ts';

/** What a move works with. Moves change the state and never score it. */
export interface MoveContext {
  readonly model: Model;
  readonly state: State;
  readonly random: Random;
}

/**
 * Proposes one Change: sets decisions and returns true, or returns false where nothing sensible
 * came up. After false the state may hold parts of a Change; the caller undoes them.
 */
export type Propose = () => boolean;

export interface Move {
  id: string;
  /** How often it is tried, relative to the others. */
  weight: number;
  /** The same once the search has cooled down, where that differs. */
  lateWeight?: number;
  /** Binds to a context; undefined where the problem has nothing to move. */
  bind(context: MoveContext): Propose | undefined;
}
