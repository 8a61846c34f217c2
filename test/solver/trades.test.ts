import { describe, expect, it } from 'vitest';
import { solve } from '../../solver/index.ts';
import { generateProblem } from '../../src/generator/index.ts';

describe('a school of one class, whose seven people all have posts every day', () => {
  it('is seated well, which takes people who give each other posts of different days', async () => {
    const problem = generateProblem({ size: 'village', seed: 1, variant: 'oneClass' });
    let sum = 0;
    for (let seed = 1; seed <= 6; seed++)
      sum += (await solve(problem, { seed, steps: 250_000 })).score.soft;
    // 255 where only days with one post or two are emptied, 248 now; the best known is 237.5.
    expect(sum / 6).toBeLessThan(251);
  });
});
