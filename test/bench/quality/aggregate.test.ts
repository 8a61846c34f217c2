import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withCourses } from '../../../bench/bounds/course.ts';
import {
  bestOf,
  compareLevels,
  compareThreads,
  costAt,
  gapToBound,
  medianOf,
  summarize,
  worstOf,
} from '../../../bench/quality/aggregate.ts';
import { drawChart } from '../../../bench/quality/chart.ts';
import { report } from '../../../bench/quality/report.ts';
import type { Levels, Results, Run } from '../../../bench/quality/results.ts';

const levels = fc.tuple(
  fc.nat({ max: 1 }),
  fc.nat({ max: 2 }),
  fc.nat({ max: 50 }),
) as fc.Arbitrary<Levels>;
const costs = fc.array(fc.option(levels), { minLength: 1, maxLength: 9 });

function run(over: Partial<Run> & Pick<Run, 'seed' | 'course'>): Run {
  return {
    instance: 'a',
    threads: 2,
    seconds: 10,
    code: 'x',
    firstPlanSeconds: 0.2,
    proposals: 100,
    peakMegabytes: 90,
    verified: true,
    ...over,
  };
}

const course = (...softs: (number | null)[]): Run['course'] =>
  softs.map((soft, i) => ({ seconds: [1, 3, 10][i], cost: soft === null ? null : [0, 0, soft] }));

const results = (runs: Run[]): Results => ({
  schema: 'afterbell.quality/1',
  machine: { node: 'v20', cores: 2, note: '' },
  proofs: { a: { soft: 90, mediumLimit: 0, method: 'LP', limit: 1, seconds: 1 } },
  runs,
});

describe('what several seeds came to', () => {
  it('puts best, median and worst in order, and each is one of the costs', () => {
    fc.assert(
      fc.property(costs, (list) => {
        const [best, median, worst] = [bestOf(list), medianOf(list), worstOf(list)];
        const rank = (cost: Levels | null) =>
          list.filter((other) => other !== null && (!cost || compareLevels(other, cost) < 0))
            .length;
        for (const cost of [best, median, worst]) expect(list).toContain(cost);
        expect(rank(best)).toBeLessThanOrEqual(rank(median));
        expect(rank(median)).toBeLessThanOrEqual(rank(worst));
        // At most half of the runs are worse than the median, at most half are better.
        expect(rank(median)).toBeLessThanOrEqual(list.length / 2);
      }),
    );
  });

  it('counts a run without a plan as worse than any', () => {
    expect(worstOf([[0, 0, 5], null, [3, 9, 9]])).toBeNull();
    expect(medianOf([[0, 0, 5], null, [3, 9, 9]])).toEqual([3, 9, 9]);
  });

  it('reads the cost that was known at a moment', () => {
    const one = { course: course(null, 120, 100) };
    expect(costAt(one, 0.5)).toBeNull();
    expect(costAt(one, 2.9)).toBeNull();
    expect(costAt(one, 3)).toEqual([0, 0, 120]);
    expect(costAt(one, 60)).toEqual([0, 0, 100]);
  });
});

describe('the summary of a school', () => {
  const all = results([
    run({ seed: 1, course: course(130, 120, 110) }),
    run({ seed: 2, course: course(null, 118, 105) }),
    run({ seed: 3, course: course(128, 119, 100) }),
    run({ seed: 1, threads: 1, course: course(140, 130, 115) }),
  ]);

  it('has median and worst at each time, and the gaps at the limit', () => {
    const [one, two] = summarize(all, [1, 3, 10, 30]);
    expect(one.threads).toBe(1);
    expect(two.points).toEqual([
      { seconds: 1, median: [0, 0, 130], worst: null },
      { seconds: 3, median: [0, 0, 119], worst: [0, 0, 120] },
      { seconds: 10, median: [0, 0, 105], worst: [0, 0, 110] },
    ]);
    expect(two.bestKnown).toEqual([0, 0, 100]);
    expect(two.overBest).toBeCloseTo(0.05);
    expect(two.overBound).toBeCloseTo(15 / 105);
  });

  it('compares numbers of threads at one limit only', () => {
    const [pair] = compareThreads(summarize(all, [1, 3, 10]));
    expect(pair.ratio).toBeCloseTo(105 / 115);
    const other = results([...all.runs, run({ seed: 1, seconds: 60, course: course(98, 97, 96) })]);
    expect(summarize(other, [1, 3, 10]).map((s) => [s.seconds, s.threads])).toEqual([
      [10, 1],
      [10, 2],
      [60, 2],
    ]);
    expect(compareThreads(summarize(other, [1, 3, 10]))).toHaveLength(1);
  });

  it('claims no gap where the bound is about other plans, and refuses a bound above a cost', () => {
    const proof = { soft: 90, mediumLimit: 0 };
    expect(gapToBound([0, 5, 80], proof)).toBeUndefined();
    expect(gapToBound([1, 0, 80], proof)).toBeUndefined();
    expect(() => gapToBound([0, 0, 80], proof)).toThrow(/above the cost/);
  });

  it('is drawn and told', () => {
    const told = report(all, summarize(all, [1, 3, 10]), [1, 3, 10]);
    expect(told).toContain(
      '| a | 10 s | 2 | 3 | 130 | 119 | 105 | - | 120 | 110 | 100 | 5.0 % | 90 |',
    );
    const drawn = drawChart(all, 2);
    expect(drawn).toContain('>a<');
    expect(drawn).not.toContain('NaN');
  });
});

it('claims nothing of a school that is short of people where nothing was proven', () => {
  const proof = { soft: 0, mediumLimit: 0, method: 'none', limit: 2, seconds: 2 };
  const short = 'short-leaders';
  const of = (leastMedium: number) => {
    const all = results([run({ instance: short, seed: 1, course: course(105, 102, 100) })]);
    all.proofs[short] = { ...proof, leastMedium, leastMediumWithDuties: leastMedium };
    return report(all, summarize(all, [1, 3, 10]), [1, 3, 10]);
  };
  expect(of(5)).toContain(' | 5 | 5 | ');
  expect(of(0)).toContain(' | - | - | ');
});

it('takes the better bound of two, and none that says less', () => {
  const proof = { soft: 90, mediumLimit: 0, method: 'LP', limit: 60, seconds: 60, leastMedium: 0 };
  const step = (soft: number) => ({ seconds: 200, soft, method: 'MIP' });
  const courseTo = (mediumLimit: number, ...softs: number[]) => ({
    limit: 300,
    mediumLimit,
    steps: softs.map(step),
  });
  const proofs = withCourses(
    { higher: proof, lower: proof, narrower: { ...proof, mediumLimit: 5 } },
    {
      higher: courseTo(0, 80, 95),
      lower: courseTo(0, 80),
      narrower: courseTo(0, 95),
      new: courseTo(0, 70),
      empty: courseTo(0),
    },
  );
  expect(proofs).toMatchObject({
    higher: { soft: 95, method: 'MIP', limit: 300, leastMedium: 0 },
    lower: proof,
    narrower: { soft: 90, mediumLimit: 5 },
    new: { soft: 70 },
  });
  expect(Object.keys(proofs)).not.toContain('empty');
});
