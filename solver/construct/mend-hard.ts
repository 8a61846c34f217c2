import type { Climb } from '../search/climb.ts';

/** Coolings at most, those after the last that won anything, and the proposals of each. */
const ROUNDS = 10;
const IN_VAIN = 5;
const STEPS = 10_000;
const HOT = 1;
const COLD = 0.1;

/**
 * Where the first plan breaks hard rules for the sake of pins that one plan may still keep, annealing
 * with a price on them: a Change may break one on the way to a plan that breaks none. By proposals and
 * not by time, so that all threads end with the same plan. The least broken plan is gone on from.
 */
export function mendHard(climb: Climb): void {
  if (climb.best.hard === 0 || !climb.model.pins.any) return;
  const { steps } = climb;
  climb.enterMending();
  let left = IN_VAIN;
  for (let round = 0; round < ROUNDS && left > 0 && climb.best.hard > 0; round++) {
    const { hard } = climb.best;
    for (let i = 0; i < STEPS && climb.evaluator.hard > 0; i++)
      climb.stepAt(HOT * (COLD / HOT) ** (i / STEPS));
    climb.noteBest();
    left = climb.best.hard < hard ? IN_VAIN : left - 1;
  }
  climb.steps = steps;
  climb.enter({ peopleWorth: 1, mix: 'people' });
  climb.goOnFrom(climb.best);
}
