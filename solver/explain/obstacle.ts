import type { Bilingual } from '../../src/domain/bilingual.ts';
import { effortOf, keyOfRelaxation, type Relaxation, weightOf } from './relaxations.ts';
import { isProven, type Way } from './ways.ts';

export type ObstacleKind = 'class' | 'hours' | 'room' | 'pupils' | 'people';

/** One thing that keeps sessions out of their places in the week. */
export interface Obstacle {
  kind: ObstacleKind;
  /** The rules that would be broken, the most telling first. */
  ruleIds: string[];
  sentence: Bilingual;
  /** With `people`: what would fill the seat. */
  ways?: Way[];
}

/**
 * How many things would have to be different so that none of these is in the way: what several
 * need is one thing.
 */
export function thingsOf(obstacles: readonly Obstacle[]): number {
  const things = new Map<string, number>();
  for (const { ways, ruleIds, sentence } of obstacles) {
    const relaxations = ways?.[0]?.relaxations ?? [];
    // The end of the day is one for all places.
    if (relaxations.length === 0) things.set(ruleIds[0] === 'dayEnd' ? 'dayEnd' : sentence.en, 1);
    for (const one of relaxations) things.set(keyOfRelaxation(one), weightOf(one));
  }
  return [...things.values()].reduce((sum, weight) => sum + weight, 0);
}

/** How hard these things are to have: of as many things, papers are more than a higher limit. */
export function effortOfThings(obstacles: readonly Obstacle[]): number {
  const asked = new Map<string, Relaxation>();
  let others = 0;
  for (const { ways } of obstacles) {
    const relaxations = ways?.[0]?.relaxations ?? [];
    if (relaxations.length === 0) others++;
    for (const one of relaxations) asked.set(keyOfRelaxation(one), one);
  }
  return effortOf([...asked.values()]) + others * effortOfOther;
}

/** A room, pupils or another hour: as much as the time of a person. */
const effortOfOther = 3;

/** Whether it is known that these things are enough: nobody is needed who was looked for in vain. */
export function areEnough(obstacles: readonly Obstacle[]): boolean {
  return obstacles.every(
    ({ kind, ways }) => kind !== 'people' || (ways?.[0] !== undefined && isProven(ways[0])),
  );
}
