import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { moves } from '../../solver/moves/registry.ts';
import { Climb } from '../../solver/search/climb.ts';
import { checkState } from '../../solver/state/check.ts';
import type { State } from '../../solver/state/state.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { expectSame, pictureOf } from './state-picture.ts';

const seeds = Array.from({ length: 16 }, (_, i) => i + 1);
const village = generateProblem({ size: 'village', seed: 1 });
const problems: [string, Problem, number][] = [
  ...seeds.map((seed): [string, Problem, number] => [
    `small ${seed}`,
    randomSmallProblem(seed),
    25,
  ]),
  ['village', village, 60],
  // No one to spare: most seats are open, so that moves meet empty ones.
  ['village without most staff', { ...village, staff: village.staff.slice(0, 6) }, 25],
];

/** Moves that proposed a Change somewhere. */
const proposed = new Set<string>();

/** What no Change may leave behind, whatever it costs. */
function expectWellFormed(state: State, move: string): void {
  const { series, rooms, staff, time, pins } = state.model;
  for (let e = 0; e < series.eventCount; e++) {
    const seats = state.exists(e) ? state.seatsNeeded(e) : 0;
    for (let k = series.seatStart[e]; k < series.seatStart[e + 1]; k++) {
      const person = state.seatPerson[k];
      const isSeat = k - series.seatStart[e] < seats;
      if (person >= (isSeat ? staff.count : 0))
        expect.fail(`${move}: person ${person} on seat ${k} of event ${e}, which has ${seats}`);
      if (isSeat && pins.person[k] >= 0 && person !== pins.person[k])
        expect.fail(`${move}: seat ${k} is pinned to ${pins.person[k]} and has ${person}`);
    }
    if (state.eventRoom[e] >= rooms.count) expect.fail(`${move}: no room ${state.eventRoom[e]}`);
    const s = series.eventSeries[e];
    if (s < 0 || state.eventSpot[e] < 0) continue;
    const legal = series.spots.items.subarray(series.spots.start[s], series.spots.start[s + 1]);
    if (!legal.includes(state.eventSpot[e]))
      expect.fail(`${move}: event ${e} on spot ${state.eventSpot[e]} of ${time.spotCount}`);
    if (pins.spot[e] >= 0 && pins.spot[e] !== state.eventSpot[e])
      expect.fail(`${move}: event ${e} left its pinned spot`);
  }
  state.careOf.forEach((slot, cp) => {
    if (slot < 0) return;
    if (series.carePeriod[slot] !== cp % time.periodCount)
      expect.fail(`${move}: care slot ${slot} is not of the period of class-period ${cp}`);
    if (pins.care[cp] >= 0 && pins.care[cp] !== slot)
      expect.fail(`${move}: class-period ${cp} left its pinned care group`);
  });
}

describe.each(moves.map((move) => [move.id, move] as const))('the move %s', (id, move) => {
  it.each(problems)('proposes Changes that can be scored and undone (%s)', (_, problem, tries) => {
    const climb = new Climb(problem, 1);
    construct(climb);
    const { state, evaluator } = climb;
    const propose = move.bind(climb);
    if (!propose) return;
    let before = pictureOf(state);
    for (let i = 0; i < tries; i++) {
      const changes = propose();
      if (changes) {
        expectWellFormed(state, id);
        if (state.changed) proposed.add(id);
        evaluator.score(true);
        const { addHard, addMedium, addSoft } = evaluator;
        const worse = climb.worthOf(addHard, addMedium, addSoft);
        expect(Number.isFinite(worse)).toBe(true);
        // Stopping early must never turn away what is good enough.
        if (state.changed) expect(evaluator.score(true, worse - 1e-3)).toBe(false);
        expect(evaluator.score(true, worse + 1e-3)).toBe(true);
        expect(evaluator.score()).toBe(addHard <= 0);
        const isLegal = addHard <= 0;
        // Some are kept, so that the next tries start elsewhere.
        if (isLegal && i % 2 === 0) {
          climb.keep();
          before = pictureOf(state);
          continue;
        }
      }
      state.undo();
      expectSame(pictureOf(state), before);
    }
    checkState(state, evaluator);
  });
});

describe('the catalogue of moves', () => {
  it('has an id of its own and a weight in one stage at least', () => {
    expect(new Set(moves.map(({ id }) => id)).size).toBe(moves.length);
    for (const { id, weight, lateWeight = weight, mendWeight = weight } of moves)
      expect(Math.max(weight, lateWeight, mendWeight), id).toBeGreaterThan(0);
  });

  it('has no move that never proposed anything on these problems', () => {
    expect(moves.map(({ id }) => id).filter((id) => !proposed.has(id))).toEqual([]);
  });
});
