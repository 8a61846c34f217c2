import { expect, it } from 'vitest';
import { MoveWheel } from '../../solver/moves/registry.ts';
import { stagesFor } from '../../solver/search/anneal.ts';
import { Climb } from '../../solver/search/climb.ts';
import { generateProblem } from '../../src/generator/index.ts';

/** How many of 1,024 proposals are of a move. */
function shareOf(climb: Climb, id: string, mix: 'outline' | 'people' | 'small'): number {
  const wheel = new MoveWheel(climb);
  wheel.turn(mix);
  return [...Array(1024).keys()].filter((i) => wheel.pick(i)?.move.id === id).length;
}

it('clubs of a small school move until the end, those of a larger one hardly', () => {
  const climb = new Climb(generateProblem({ size: 'village', seed: 1 }), 1);
  const last = (seats: number) => stagesFor(seats).at(-1)?.mix ?? expect.fail();
  expect(shareOf(climb, 'retimeClub', last(climb.model.series.seatCount))).toBeGreaterThan(10);
  // 12 classes, and 24.
  for (const seats of [380, 755]) expect(shareOf(climb, 'retimeClub', last(seats))).toBeLessThan(2);
});

it('stages follow each other to the whole of the limit, each cooling', () => {
  for (const seats of [50, 206, 299, 300, 755, 1700, 6000]) {
    const stages = stagesFor(seats);
    const ends = stages.map(({ until }) => until);
    expect(ends).toEqual([...new Set(ends)].sort((a, b) => a - b));
    expect(ends.at(-1)).toBe(1);
    for (const { hot, cold } of stages) expect(hot).toBeGreaterThan(cold);
  }
});
