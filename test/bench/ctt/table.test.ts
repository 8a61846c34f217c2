import { expect, it } from 'vitest';
import { summarize } from '../../../bench/ctt/table.ts';

it('puts runs that break a hard constraint behind those that do not, whatever they cost', () => {
  const run = (seed: number, hard: number, soft: number) => ({
    seed,
    hard,
    soft,
    steps: 1,
    seconds: 1,
  });
  const runs = [run(1, 2, 5), run(2, 0, 30), run(3, 0, 20)];
  expect(summarize({ name: 'x', runs })).toEqual({
    best: 20,
    median: 30,
    worst: 5,
    infeasible: 1,
  });
});
