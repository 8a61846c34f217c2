import { describe, expect, it } from 'vitest';
import { construct } from '../../solver/construct/construct.ts';
import { costOf, MOST_IN_TABLE } from '../../solver/model/wish-costs.ts';
import { Places } from '../../solver/placement/places.ts';
import { Climb } from '../../solver/search/climb.ts';
import type { State } from '../../solver/state/state.ts';
import { generateProblem } from '../../src/generator/index.ts';

const PUPILS_WITH_LONG_LISTS = 10;

/** A school in which some pupils have more choices than a table of costs takes. */
function searched(seed: number): Climb {
  const problem = generateProblem({ size: 'village', seed });
  const clubs = problem.activities.filter(({ kind }) => kind === 'club').map(({ id }) => id);
  for (const student of problem.students?.slice(0, PUPILS_WITH_LONG_LISTS) ?? []) {
    student.choices = clubs.slice(0, MOST_IN_TABLE + 3);
    student.maxClubs = 3;
  }
  const climb = new Climb(problem, seed);
  construct(climb);
  for (let i = 0; i < 20_000; i++) climb.step(4);
  return climb;
}

function periodsOf({ model, eventSpot }: State, s: number): number[] {
  const { series, time } = model;
  const { start, items } = time.spotPeriods;
  const spots = eventSpot.subarray(series.firstEvent[s], series.firstEvent[s + 1]);
  return [...spots]
    .filter((spot) => spot >= 0)
    .flatMap((spot) => [...items.subarray(start[spot], start[spot + 1])]);
}

describe.each([1, 2])('questions about places, village %i', (seed) => {
  const climb = searched(seed);
  const { state, model } = climb;
  const { pupils, time, series } = model;
  const places = new Places(climb);
  const held = [...series.list.keys()].filter((s) => places.isHeld(s));
  const all = [...Array(pupils.count).keys()];

  it('are answered as sessions and pupils stand', () => {
    expect(held.length).toBeGreaterThan(3);
    for (const s of held) {
      const periods = periodsOf(state, s);
      for (const pupil of all) {
        const at = (p: number) => pupil * time.periodCount + p;
        const isThere = periods.every((p) => pupils.present[at(p)] === 1);
        const isFree = isThere && periods.every((p) => state.pupilUse[at(p)] === 0);
        expect(places.isThere(pupil, s)).toBe(isThere);
        expect(places.isFree(pupil, s)).toBe(isFree);
        for (const left of held) {
          const own = periodsOf(state, left);
          const isFreeBut =
            isThere && periods.every((p) => state.pupilUse[at(p)] <= (own.includes(p) ? 1 : 0));
          if (places.isFreeBut(pupil, s, left) !== isFreeBut)
            expect.fail(`pupil ${pupil}, series ${s} for ${left}`);
        }
      }
      for (const other of held) {
        const clash = periods.some((p) =>
          periodsOf(state, other).some((q) => time.spotClash[p * time.spotCount + q] === 1),
        );
        expect(places.clash(s, other)).toBe(clash);
      }
    }
  });

  it('cost what the wishes that are granted cost, however long the list', () => {
    const { first, wanted, weight, wishCosts } = pupils;
    expect(all.filter((pupil) => wishCosts.start[pupil] < 0).length).toBeGreaterThan(0);
    for (const pupil of all) {
      const choices = first[pupil + 1] - first[pupil];
      const cost = (isGranted: (i: number) => number) =>
        weight[pupil] * costOf(wanted[pupil], choices, isGranted);
      const now = (i: number) => state.wishGranted[first[pupil] + i];
      expect(state.wishCost[pupil]).toBe(cost(now));
      for (let i = 0; i < choices; i++)
        for (let j = 0; j < choices; j++) {
          if (i === j) continue;
          expect(places.costWith(pupil, first[pupil] + i, 1, first[pupil] + j)).toBe(
            cost((k) => (k === i ? 1 : k === j ? 0 : now(k))),
          );
        }
    }
  });

  it('foretell what a pupil who gives up a wish gets instead', () => {
    let better = 0;
    for (let wish = 0; wish < pupils.wishPupil.length; wish++) {
      if (state.wishGranted[wish] === 0) continue;
      const pupil = pupils.wishPupil[wish];
      const left = pupils.wishSeries[wish];
      const before = places.cost(pupil);
      const next = places.nextBest(wish);
      const lost = places.lossBy(wish, next);
      state.setWish(wish, 0);
      if (next >= 0) expect(places.gainBy(next)).toBe(places.cost(pupil) - before - lost);
      expect(places.placeSomewhere(pupil, left)).toBe(next >= 0);
      if (next >= 0) expect(state.wishGranted[next]).toBe(1);
      expect(places.cost(pupil) - before).toBe(lost);
      state.undo();
      if (next >= 0) better++;
    }
    expect(better).toBeGreaterThan(0);
  });
});
