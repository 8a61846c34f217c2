import type { Decisions } from '../state/snapshot.ts';

/** Other searches of the same problem, which end their stages at about the same time. */
export interface Peers {
  tell(stage: number, worth: number, decisions: Decisions): void;
  /** The best that others have told of a stage, if it is better than this. */
  better(stage: number, worth: number): Decisions | undefined;
}
