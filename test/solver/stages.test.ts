import { expect, it } from 'vitest';
import type { Mix } from '../../solver/moves/move.ts';
import { MoveWheel } from '../../solver/moves/registry.ts';
import { anneal, stagesFor } from '../../solver/search/anneal.ts';
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

/** The weights and temperatures of the proposals of a search that has no open post to look at. */
async function heatsOf(limitSteps: number, done: number): Promise<string[]> {
  const climb = new Climb(generateProblem({ size: 'village', seed: 1 }), 1);
  climb.best.medium = 0;
  const heats: string[] = [];
  let mix = '';
  const enter = climb.enter.bind(climb);
  climb.enter = (stage) => {
    mix = stage.mix;
    enter(stage);
  };
  climb.stepAt = (temperature) => {
    climb.steps++;
    heats.push(`${mix} ${temperature.toFixed(9)}`);
    return false;
  };
  const schedule = {
    began: 0,
    limitMs: Number.POSITIVE_INFINITY,
    limitSteps,
    restarted: false,
    done,
  };
  await anneal(climb, schedule, undefined, () => {});
  return heats;
}

it.each([0.125, 0.25, 0.75])(
  'a search that was cut short goes on where it was: %f',
  async (done) => {
    const whole = 32 * 256;
    const rest = await heatsOf((1 - done) * whole, done);
    expect(rest).toEqual((await heatsOf(whole, 0)).slice(done * whole));
  },
);
