import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each choice series that is not held costs 1, x 3', () => {
  const problem = tinyProblem();
  problem.activities.push(club('art', { forEach: 'grade' }));
  const all = [
    held('chess', 'mon-club', ['T3'], { room: 'R3' }),
    held('art', 'mon-club', ['T1'], { forKey: '1' }),
    held('art', 'mon-club', ['T2'], { forKey: '3' }),
  ];
  expect(scoreOf('closedClub', problem, all).cost).toBe(0);
  expect(scoreOf('closedClub', problem, all.slice(0, 2)).cost).toBe(3);
  // Whole-class activities and duties that are missing are no closed clubs.
  expect(scoreOf('closedClub', problem, [])).toEqual({ count: 3, cost: 9 });
});
