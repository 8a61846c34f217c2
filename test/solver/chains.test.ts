import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { Chains } from '../../solver/placement/chains.ts';
import { Places } from '../../solver/placement/places.ts';
import { Climb } from '../../solver/search/climb.ts';
import { generateProblem } from '../../src/generator/index.ts';

/** A school whose pupils have been thrown out of every third place that they had. */
function disturbed(seed: number): Climb {
  const climb = new Climb(generateProblem({ size: 'medium', seed }), seed);
  construct(climb);
  const { state } = climb;
  state.wishGranted.forEach((granted, wish) => {
    if (granted === 1 && wish % 3 === 0) state.setWish(wish, 0);
  });
  return climb;
}

const costOf = ({ state }: Climb) => state.wishCost.reduce((sum, cost) => sum + cost, 0);
const pupilsOf = ({ model }: Climb) => [...Array(model.pupils.count).keys()];

describe('chains of pupils', () => {
  it.each([1, 2, 3])('lower the cost of all wishes, and no club grows too large (%i)', (seed) => {
    const climb = disturbed(seed);
    const { state, model } = climb;
    const before = costOf(climb);
    new Chains(climb, new Places(climb)).improve(pupilsOf(climb));
    expect(costOf(climb)).toBeLessThan(before);
    state.seriesPupils.forEach((pupils, s) => {
      if (model.series.fixed[s] === 0) expect(pupils).toBeLessThanOrEqual(model.series.sizeMax[s]);
    });
    state.pupilUse.forEach((clubs) => {
      expect(clubs).toBeLessThanOrEqual(1);
    });
  });

  it('find a way through full clubs that placing one by one does not find', () => {
    const climb = disturbed(1);
    const places = new Places(climb);
    const held = climb.model.series.list.flatMap((_, s) => (places.isHeld(s) ? [s] : []));
    places.settle(held, 1000);
    const greedy = costOf(climb);
    new Chains(climb, places).improve(pupilsOf(climb));
    expect(costOf(climb)).toBeLessThan(greedy);
  });

  it('leave the state as it was once undone', () => {
    const climb = disturbed(2);
    climb.state.commit();
    climb.evaluator.recount();
    const before = [...climb.state.wishGranted];
    new Chains(climb, new Places(climb)).improve(pupilsOf(climb));
    climb.state.undo();
    expect([...climb.state.wishGranted]).toEqual(before);
  });
});
