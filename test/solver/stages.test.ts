import { expect, it } from 'vitest';
import type { Mix } from '../../solver/moves/move.ts';
import { MoveWheel } from '../../solver/moves/registry.ts';
import { stagesFor } from '../../solver/search/anneal.ts';
import { Climb } from '../../solver/search/climb.ts';
import { generateProblem } from '../../src/generator/index.ts';

/** How many of 1,024 proposals are of a move. */
function shareOf(climb: Climb, id: string, mix: Mix): number {
  const wheel = new MoveWheel(climb);
  wheel.turn(mix);
  return [...Array(1024).keys()].filter((i) => wheel.pick(i)?.move.id === id).length;
}

it.each([
  ['village', 11, 1024],
  // Twelve classes are the most common school, and end better when searched as larger ones are.
  ['town', 0, 1],
  ['medium', 0, 1],
] as const)(
  'clubs of a small school move until the end, those of larger ones hardly: %s',
  (size, least, most) => {
    const climb = new Climb(generateProblem({ size, seed: 1 }), 1);
    const mix = stagesFor(climb.model.series.seatCount).at(-1)?.mix ?? expect.fail();
    const share = shareOf(climb, 'retimeClub', mix);
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  },
);

it('stages follow each other to the whole of the limit, each cooling', () => {
  for (const seats of [50, 206, 299, 300, 755, 1700, 6000]) {
    const stages = stagesFor(seats);
    const ends = stages.map(({ until }) => until);
    expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
    expect(ends.at(-1)).toBe(1);
    for (const { hot, cold } of stages) expect(hot).toBeGreaterThan(cold);
  }
});
