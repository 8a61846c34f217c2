import { describe, expect, it } from 'vitest';
import { microProblem } from '../../../bench/bounds/check-bounds.ts';
import { solveAndBound } from '../../../solver/exact/beside.ts';
import { Bounding } from '../../../solver/exact/bounding.ts';
import type { Progress } from '../../../solver/index.ts';
import { generateProblem } from '../../../src/generator/index.ts';

const village = generateProblem({ size: 'village', seed: 1 });
const score = (medium: number, soft = 1e6, hard = 0) => ({ hard, medium, soft, rules: {} });

describe('a search that is bounded beside', () => {
  it('tells the bound on its way, and the plan carries the last one', async () => {
    const told: Progress[] = [];
    const stop = new AbortController();
    const plan = await solveAndBound(
      village,
      { seconds: 60, bound: 60, progressMs: 50 },
      (progress) => {
        told.push(progress);
        if (progress.bound !== undefined) stop.abort();
      },
      stop.signal,
    );
    const [first] = told.filter((progress) => progress.bound !== undefined);
    expect(first?.bound?.soft).toBeGreaterThan(800);
    expect(first?.bound?.soft).toBeLessThanOrEqual(first?.score.soft ?? 0);
    expect(plan.bound?.soft).toBeGreaterThanOrEqual(first?.bound?.soft ?? Number.NaN);
    expect(plan.bound?.soft).toBeLessThanOrEqual(plan.score.soft);
    expect(plan.bound?.method).toMatch(/HiGHS/);
  }, 60_000);

  it('ends long before its limit once the plan is proven to be the best', async () => {
    const plan = await solveAndBound(microProblem(9), { seconds: 3600, bound: 3600 });
    expect(plan.score.medium).toBe(0);
    expect(plan.score.soft - (plan.bound?.soft ?? 0)).toBeLessThan(1e-4);
  }, 60_000);
});

describe('Bounding', () => {
  it('starts only at medium 0, or when the search has had its time; nothing for hard faults', () => {
    const bounding = new Bounding(village, 30, undefined, () => {});
    bounding.hear(score(3));
    bounding.hear(score(0, 1, 1));
    expect(bounding.isRunning).toBe(false);
    bounding.hear(score(0));
    expect(bounding.isRunning).toBe(true);
    bounding.stop();
    expect(bounding.boundOf(score(0))).toBeUndefined();
  });

  it('begins anew when the search finds less medium, and claims nothing of plans with more', async () => {
    const bounding: Bounding = new Bounding(village, 30, undefined, () => {
      if (bounding.boundOf(score(0)) !== undefined) bounding.stop();
    });
    const ended = bounding.finish(score(10));
    bounding.hear(score(0));
    await ended;
    await bounding.finish(score(0));
    expect(bounding.boundOf(score(0))?.soft).toBeGreaterThan(800);
    expect(bounding.boundOf(score(11))).toBeUndefined();
    expect(bounding.boundOf(score(0, 1e6, 1))).toBeUndefined();
  }, 60_000);
});
