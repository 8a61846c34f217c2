import type { Expr } from './linear-model.ts';

/** What one seat of a session counts: the same for all sessions with the same token. */
export interface Token {
  key: string;
  spot: number;
  /** Load minutes (`fairLoad`, `posts`). */
  load: number;
  /** Minutes for `longDay`: an activity's load stands for its minutes. */
  longMinutes: number;
}

/** Posts that are alike: a seat of a series at a spot, or of the care group of a set of classes. */
export interface Link {
  token: Token;
  /** Kind of seat. */
  kind: number;
  /** How many people sit there. */
  need: Expr;
  /** The row whose dual is about what a seat there is worth; -1: none. */
  row: number;
  /** Of care: its period, and the classes of the group; without them it may be of any. */
  care: { period: number; classes: readonly number[] | undefined } | undefined;
  /** Whether a person who takes it costs `ownTeacher`. */
  isStrange(t: number): boolean;
}
