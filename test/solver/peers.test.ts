import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { mergeGroups } from '../../solver/moves/care.ts';
import { Groups } from '../../solver/moves/groups.ts';
import { People } from '../../solver/moves/people.ts';
import { anneal } from '../../solver/search/anneal.ts';
import { Climb } from '../../solver/search/climb.ts';
import { CommonLog, commonMemory } from '../../solver/search/common-log.ts';
import { ThreadPeers } from '../../solver/search/thread-peers.ts';
import { generateProblem } from '../../src/generator/index.ts';

const school = () => generateProblem({ size: 'village', seed: 3 });

function searched(seed: number, steps: number): Climb {
  const climb = new Climb(school(), seed);
  construct(climb);
  for (let i = 0; i < steps; i++) climb.step(0);
  return climb;
}

describe('threads that share', () => {
  it('go on from what another has told, with the same score', () => {
    const teller = searched(1, 20_000);
    const hearer = searched(2, 0);
    hearer.goOnFrom(teller.best);
    const { hard, medium, soft } = teller.best;
    expect(hearer.worth()).toBeCloseTo(teller.worthOf(hard, medium, soft), 6);
    expect(hearer.best.soft).toBeCloseTo(soft, 6);
  });

  it('hear only what is better than what they have, and of the stage they ask for', async () => {
    const one = new ThreadPeers('peers-test');
    const two = new ThreadPeers('peers-test');
    const { best } = searched(1, 0);
    one.tell(0, 120, best);
    one.tell(0, 100, best);
    one.tell(0, 110, best);
    await expect.poll(() => two.better(0, 105)?.seatPerson).toEqual(best.seatPerson);
    expect(two.better(0, 100)).toBeUndefined();
    expect(two.better(1, 500)).toBeUndefined();
    expect(one.better(0, 500)).toBeUndefined();
    one.close();
    two.close();
  });
});

describe('a search of a village by a team', () => {
  it('that has long goes its own way, and asks for outlines and for the best plan', async () => {
    const { asked, told, climb, tells } = await searchedFor(8_000, false);
    expect(asked).toEqual([8, 9, 9]);
    expect(told.length).toBeGreaterThan(0);
    expect(climb.best.soft).toBeLessThanOrEqual(better.soft + 1e-6);
    expect(tells()).toBe(false);
  });

  it.each([
    ['that is short for its size', 2_000, false],
    ['that goes on from an earlier plan', 8_000, true],
  ])('%s is one with all', async (_, limitMs, restarted) => {
    const { asked, told, tells } = await searchedFor(limitMs, restarted);
    expect([...asked, ...told]).toEqual([]);
    expect(tells()).toBe(true);
  });

  it('begins where the others are, if it comes late', async () => {
    const climb = searched(2, 0);
    const heat: number[] = [];
    const stepAt = climb.stepAt.bind(climb);
    climb.stepAt = (temperature) => {
      heat.push(temperature);
      return stepAt(temperature);
    };
    let now = 1700;
    const schedule = { began: 0, searchBegan: 1000, limitMs: 2000, restarted: false };
    const clock = () => (now += 10);
    await anneal(
      climb,
      { ...schedule, limitSteps: Number.POSITIVE_INFINITY, clock },
      undefined,
      () => {},
    );
    expect(heat.length).toBeGreaterThan(256);
    expect(Math.max(...heat)).toBeLessThan(0.5);
  });

  const better = searched(1, 100_000).best;

  async function searchedFor(limitMs: number, restarted: boolean) {
    const climb = searched(2, 0);
    const memory = commonMemory();
    climb.join(new CommonLog(memory), 2);
    const asked: number[] = [];
    const told: number[] = [];
    let now = 0;
    const schedule = {
      began: 0,
      limitMs,
      limitSteps: Number.POSITIVE_INFINITY,
      restarted,
      clock: () => (now += 10),
      peers: {
        tell: (stage: number) => told.push(stage),
        better: (stage: number) => {
          asked.push(stage);
          return better;
        },
      },
    };
    await anneal(climb, schedule, undefined, () => {});
    /** Whether what it keeps reaches the others. */
    const tells = () => {
      const [end] = new Int32Array(memory);
      for (let i = 0; i < 1000; i++) climb.stepAt(4);
      return new Int32Array(memory)[0] !== end;
    };
    return { asked, told, climb, tells };
  }
});

it('counts the best plan by the true weights while people weigh little', () => {
  const climb = searched(1, 0);
  const { soft } = climb.best;
  climb.enter({ peopleWorth: 0.25, mix: 'outline' });
  expect(climb.evaluator.soft).toBeLessThan(soft);
  expect(climb.best.soft).toBeCloseTo(soft, 6);
  for (let i = 0; i < 20_000; i++) climb.step(0);
  climb.enter({ peopleWorth: 1, mix: 'people' });
  const truth = climb.evaluator.soft;
  climb.evaluator.recount();
  expect(climb.evaluator.soft).toBeCloseTo(truth, 6);
  expect(climb.best.medium).toBeLessThanOrEqual(climb.evaluator.medium);
});

it('splits a care group that has come to be too large', () => {
  const climb = searched(1, 0);
  const { state, model } = climb;
  const { series, time, params } = model;
  const groups = new Groups(climb, new People(climb));
  let slot = -1;
  for (let p = 0; p < time.periodCount && slot < 0; p++) {
    const slots = series.periodSlots.items.slice(
      series.periodSlots.start[p],
      series.periodSlots.start[p + 1],
    );
    const cells = [...slots].map((s) => series.slotCell[s - series.firstCare]);
    const full = cells.reduce((sum, cp) => sum + state.left[cp], 0);
    if (full <= params.care.maxGroup || cells.some((cp) => state.left[cp] > params.care.maxGroup))
      continue;
    slot = slots[0];
    for (const cp of cells) state.setCare(cp, slot);
  }
  expect(slot).toBeGreaterThanOrEqual(0);
  expect(state.careHead[slot]).toBeGreaterThan(params.care.maxGroup);
  groups.mend(slot);
  const p = series.carePeriod[slot];
  for (let k = series.periodSlots.start[p]; k < series.periodSlots.start[p + 1]; k++)
    expect(state.careHead[series.periodSlots.items[k]]).toBeLessThanOrEqual(params.care.maxGroup);
});

it('spreads a care group over several others where none has a place for all of it', () => {
  const climb = searched(1, 0);
  const { state, model } = climb;
  const { series, time, params } = model;
  const cells = [...series.slotCell].filter((cp) => state.left[cp] > 0);
  const like = (a: number) =>
    cells
      .filter((b) => (a - b) % time.periodCount === 0 && series.mergeKey[a] === series.mergeKey[b])
      .sort((one, two) => state.left[one] - state.left[two]);
  // Two small classes together, every other one alone.
  const alike = cells.map(like).find((list) => {
    const [small, next, ...others] = list.map((cp) => state.left[cp]);
    return others.length >= 2 && 2 * small + next <= (others.at(-1) as number);
  });
  if (alike === undefined) throw new Error('no period suits');
  for (const cp of alike) state.setCare(cp, series.careSlot[cp]);
  const [a, b] = alike;
  state.setCare(b, state.careOf[a]);
  state.commit();
  // The largest has a place for either, and not for both.
  params.care.maxGroup = state.left[alike.at(-1) as number] + state.left[b];
  const propose = mergeGroups.bind(climb);
  let spread = false;
  for (let i = 0; i < 20_000 && !spread; i++) {
    if (propose?.()) spread = state.careOf[a] !== state.careOf[b];
    if (!spread) state.undo();
  }
  expect(spread).toBe(true);
  for (const cp of alike)
    expect(state.careHead[state.careOf[cp]]).toBeLessThanOrEqual(params.care.maxGroup);
});
