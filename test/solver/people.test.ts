import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { solve } from '../../solver/index.ts';
import { keepsLead, People } from '../../solver/moves/people.ts';
import { Climb } from '../../solver/search/climb.ts';
import { generateProblem } from '../../src/generator/index.ts';

const climb = new Climb(generateProblem({ size: 'village', seed: 2 }), 2);
construct(climb);
for (let i = 0; i < 20_000; i++) climb.step(2);
const { state, model, evaluator } = climb;
const { series } = model;
const people = new People(climb);
const firstCareSeat = series.seatStart[series.firstCare];

/** Pairs of posts that two people may give each other, at times at which nothing else of theirs is. */
function* trades({ state, model }: Climb, people: People, step: number) {
  const { seatCount, seatEvent } = model.series;
  const isFixed = (seat: number) => state.seatPerson[seat] < 0 || keepsLead(climb, seat);
  for (let seat = 0; seat < seatCount; seat += step) {
    if (!state.exists(seatEvent[seat]) || isFixed(seat)) continue;
    const one = state.seatPerson[seat];
    for (let back = 1; back < seatCount; back += step + 1) {
      if (!state.exists(seatEvent[back]) || isFixed(back)) continue;
      const two = state.seatPerson[back];
      if (two !== one && people.canSit(seat, two) && people.canSit(back, one))
        yield { seat, back, one, two };
    }
  }
}

/** What the rules that the estimates are of cost now. */
function cost(): number {
  const costs = evaluator.byRule();
  const of = (id: string) => costs.get(id) ?? expect.fail(id);
  return of('fairLoad') + of('fewDays') + of('careContinuity') + of('ownTeacher');
}

describe('estimates of load, weekdays and strange faces', () => {
  it('are what a post in care costs with another person', () => {
    const before = cost();
    let changes = 0;
    for (let seat = firstCareSeat; seat < series.seatCount; seat += 3) {
      const event = series.seatEvent[seat];
      const old = state.seatPerson[seat];
      if (!state.exists(event) || old < 0) continue;
      for (let fresh = 0; fresh < model.staff.count; fresh += 4) {
        if (fresh === old || !people.canSit(seat, fresh)) continue;
        const estimate = people.costs.transferCost(event, old, fresh);
        state.setSeat(seat, fresh);
        expect(cost() - before).toBeCloseTo(estimate, 6);
        state.undo();
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(20);
  });

  it('are what it costs when two people of one time give each other a post in care', () => {
    const before = cost();
    let changes = 0;
    for (let seat = firstCareSeat; seat < series.seatCount; seat += 2) {
      const event = series.seatEvent[seat];
      const old = state.seatPerson[seat];
      if (!state.exists(event) || old < 0) continue;
      for (let fresh = 0; fresh < model.staff.count; fresh++) {
        const busy = people.clashing(fresh, state.eventSpot[event]);
        if (fresh === old || busy < series.firstCare || busy === event) continue;
        const other = people.seatIn(busy, fresh);
        const estimate = people.costs.exchangeCost(event, busy, old, fresh);
        state.setSeat(seat, fresh);
        state.setSeat(other, old);
        expect(cost() - before).toBeCloseTo(estimate, 6);
        state.undo();
        changes++;
      }
    }
    expect(changes).toBeGreaterThan(20);
  });

  it('are what it costs, or less, when two people give each other posts of any times', () => {
    const before = cost();
    let equal = 0;
    for (const { seat, back, one, two } of trades(climb, people, 3)) {
      const [a, b] = [series.seatEvent[seat], series.seatEvent[back]];
      const estimate = people.costs.tradeCost(a, b, one, two);
      const least = estimate - people.costs.mayWinByTrade(seat, back, one, two);
      state.setSeat(seat, -1);
      state.setSeat(back, one);
      state.setSeat(seat, two);
      const inCare = a >= series.firstCare && b >= series.firstCare;
      if (inCare) expect(cost() - before).toBeGreaterThanOrEqual(estimate - 1e-6);
      if (inCare && Math.abs(cost() - before - estimate) < 1e-6) equal++;
      evaluator.score(true);
      expect(evaluator.addSoft).toBeGreaterThanOrEqual(least - 1e-6);
      state.undo();
    }
    expect(equal).toBeGreaterThan(50);
  });

  it('are off by no more than is said, where an earlier plan is to be kept too', async () => {
    const problem = generateProblem({ size: 'village', seed: 3 });
    const baseline = await solve(problem, { seed: 3, steps: 5_000 });
    const climb = new Climb({ ...problem, baseline }, 4);
    construct(climb);
    for (let i = 0; i < 20_000; i++) climb.step(6);
    const { state, model, evaluator } = climb;
    const people = new People(climb);
    let saved = 0;
    for (let seat = 0; seat < model.series.seatCount; seat += 7) {
      const event = model.series.seatEvent[seat];
      const spot = state.eventSpot[event];
      const old = state.seatPerson[seat];
      if (!state.exists(event) || old < 0 || keepsLead(climb, seat)) continue;
      if (model.time.spotLate[spot] === 1 || model.time.spotEarly[spot] === 1) continue;
      for (let fresh = 0; fresh < model.staff.count; fresh++) {
        if (fresh === old || !people.canSit(seat, fresh)) continue;
        const estimate = people.costs.transferCost(event, old, fresh);
        const least = estimate - people.costs.mayWin(seat, old, fresh);
        state.setSeat(seat, fresh);
        evaluator.score(true);
        const { addHard, addMedium, addSoft } = evaluator;
        const added = climb.worthOf(addHard, addMedium, addSoft);
        expect(added).toBeGreaterThanOrEqual(least - 1e-6);
        if (added < estimate - 1e-6) saved++;
        state.undo();
      }
    }
    expect(saved).toBeGreaterThan(3);
  });
});

describe('evening out', () => {
  it('leaves people whom a Change has loaded unevenly nearer to their shares, and nobody else touched', () => {
    const over = (t: number) =>
      state.load[t] - (model.staff.share[t] * state.loadSum) / model.staff.shareSum;
    let evened = 0;
    for (let seat = firstCareSeat; seat < series.seatCount; seat += 2) {
      const event = series.seatEvent[seat];
      const old = state.seatPerson[seat];
      if (!state.exists(event) || old < 0 || model.staff.share[old] <= 0) continue;
      const fresh = [...Array(model.staff.count).keys()].find(
        (t) => t !== old && model.staff.share[t] > 0 && people.canSit(seat, t),
      );
      if (fresh === undefined) continue;
      state.setSeat(seat, fresh);
      const apart = over(fresh) - over(old);
      const before = cost();
      people.balance();
      if (cost() < before - 1e-9) evened++;
      expect(cost()).toBeLessThanOrEqual(before + 1e-9);
      if (apart > 35) expect(Math.abs(over(fresh) - over(old))).toBeLessThanOrEqual(apart + 1e-9);
      const { list, count } = state.touched.person;
      expect([...list.subarray(0, count)].every((t) => t === old || t === fresh)).toBe(true);
      state.undo();
    }
    expect(evened).toBeGreaterThan(5);
  });
});
