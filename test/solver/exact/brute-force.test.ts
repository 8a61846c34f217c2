import { expect, it } from 'vitest';
import { checkBounds, microProblem } from '../../../bench/bounds/check-bounds.ts';
import { bestOfAll } from '../../../bench/bounds/every-plan.ts';

/** `npm run bench:bounds` tries hundreds of problems, these and small ones with every feature. */
it('no bound is above the best of all plans, and some meet it', async () => {
  let compared = 0;
  let met = 0;
  for (let seed = 1; seed <= 10; seed++) {
    const problem = microProblem(seed);
    const best = bestOfAll(problem);
    if (best === undefined) continue;
    const checked = await checkBounds(problem, best, 10);
    expect(checked?.faults, `seed ${seed}`).toEqual([]);
    compared++;
    if ((checked?.whole ?? 0) > 0.98 * best.soft) met++;
  }
  expect(compared).toBeGreaterThan(5);
  // A relaxation that claims nothing would pass the rest.
  expect(met).toBeGreaterThan(0);
}, 120_000);
