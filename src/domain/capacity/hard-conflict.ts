import type { Bilingual } from '../bilingual.ts';

/**
 * What in the data makes every plan break a hard rule. No fault: the file is well formed, and a
 * plan is made all the same, but it can never be published.
 */
export interface HardConflict {
  code: 'outside-hours' | 'no-room' | 'pins';
  /** One of these is broken at least once. */
  ruleIds: string[];
  sentence: Bilingual;
  periodIds: string[];
  classIds: string[];
  /** Places in the list of pins. */
  pins: number[];
}
