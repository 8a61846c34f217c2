import { expect, it } from 'vitest';
import { club, tinyWith, tuesdayClub } from '../support/golden-parts.ts';
import { byId, care, type Draft, held, planOf, scoreOf } from '../support/plan-builder.ts';

type Placed = readonly (readonly [string, string])[];

function disrupted(
  before: Draft[],
  after: Draft[],
  placedBefore: Placed = [],
  placed: Placed = [],
) {
  const problem = tinyWith(tuesdayClub);
  byId(problem.activities, 'chess').sessions = { perWeek: 2 };
  problem.activities.push(club('go'));
  const baseline = planOf(problem, before, placedBefore);
  return scoreOf('disruption', { ...problem, baseline }, after, placed).cost / 4; // its weight
}
const chess = (periodId: string, staffId: string | null, room: string) =>
  held('chess', periodId, [staffId], { room });
const monday = chess('mon-club', 'T3', 'R3');

it('each period that a series had and has no more costs 3; new ones cost nothing', () => {
  const tuesday = chess('tue-club', 'T3', 'R3');
  expect(disrupted([monday], [monday, tuesday])).toBe(0);
  expect(disrupted([monday, tuesday], [monday])).toBe(3);
  expect(disrupted([monday], [tuesday])).toBe(3);
  const micro = (forKey: string) => held('micro', 'tue-micro', ['T1'], { forKey });
  expect(disrupted([micro('C1')], [micro('C3')])).toBe(3);
});

it('in a period it still has: 1 for another room, and 1 for each person who is gone', () => {
  expect(disrupted([monday], [chess('mon-club', 'T1', 'R3')])).toBe(1);
  expect(disrupted([monday], [chess('mon-club', null, 'R1')])).toBe(2);
  expect(disrupted([chess('mon-club', null, 'R3')], [monday])).toBe(0);
});

it('care of a class is compared where both plans have it', () => {
  const before = [care('mon-hw', ['C1'], ['T1', 'T2']), care('mon-late', ['C1', 'C3'], ['T1'])];
  expect(disrupted(before, before)).toBe(0);
  expect(disrupted(before, [])).toBe(0);
  expect(disrupted(before, [care('mon-hw', ['C1'], ['T2'], { room: 'R3' })])).toBe(2);
  // Late care has another adult: 1 for each of the two classes.
  expect(disrupted(before, [care('mon-late', ['C1', 'C3'], ['T2'])])).toBe(2);
  // Of two hosting sessions the first counts.
  const twice = [care('mon-late', ['C1'], ['T1']), care('mon-late', ['C1'], ['T2'])];
  expect(disrupted(before, twice)).toBe(0);
});

it('each placement that a pupil loses costs 1', () => {
  const before = [['C1-a', 'chess'] as const, ['C1-b', 'chess'] as const];
  expect(disrupted([], [], before, before)).toBe(0);
  expect(disrupted([], [], before, [['C1-a', 'chess']])).toBe(1);
  expect(
    disrupted([], [], before, [
      ['C1-a', 'go'],
      ['C1-b', 'go'],
    ]),
  ).toBe(2);
});
