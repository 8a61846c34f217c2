import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { People } from '../../solver/moves/people.ts';
import { Climb } from '../../solver/search/climb.ts';
import { generateProblem } from '../../src/generator/index.ts';

const climb = new Climb(generateProblem({ size: 'village', seed: 2 }), 2);
construct(climb);
for (let i = 0; i < 20_000; i++) climb.step(2);
const { state, model, evaluator } = climb;
const { series } = model;
const people = new People(climb);

/** What the rules that the estimates are of cost now. */
function cost(): number {
  const costs = evaluator.byRule();
  const of = (id: string) => costs.get(id) ?? expect.fail(id);
  return of('fairLoad') + of('fewDays') + of('careContinuity');
}

describe('estimates of load, weekdays and known adults', () => {
  it('are what a post costs with another person', () => {
    const before = cost();
    let changes = 0;
    for (let seat = 0; seat < series.seatCount; seat += 3) {
      const event = series.seatEvent[seat];
      const old = state.seatPerson[seat];
      if (!state.exists(event) || old < 0) continue;
      for (let fresh = 0; fresh < model.staff.count; fresh += 4) {
        if (fresh === old || !people.canSit(seat, fresh)) continue;
        const estimate = people.transferCost(event, old, fresh);
        state.setSeat(seat, fresh);
        expect(cost() - before).toBeCloseTo(estimate, 6);
        state.undo();
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(20);
  });

  it('are what it costs when two people of one time give each other a post', () => {
    const before = cost();
    let changes = 0;
    for (let seat = 0; seat < series.seatCount; seat += 2) {
      const event = series.seatEvent[seat];
      const old = state.seatPerson[seat];
      if (!state.exists(event) || old < 0) continue;
      for (let fresh = 0; fresh < model.staff.count; fresh++) {
        const busy = people.clashing(fresh, state.eventSpot[event]);
        if (fresh === old || busy < 0 || busy === event) continue;
        const other = people.seatIn(busy, fresh);
        const estimate = people.exchangeCost(event, busy, old, fresh);
        state.setSeat(seat, fresh);
        state.setSeat(other, old);
        expect(cost() - before).toBeCloseTo(estimate, 6);
        state.undo();
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(20);
  });
});
