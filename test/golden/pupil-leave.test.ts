import { expect, it } from 'vitest';
import { club, numbersProblem } from '../support/golden-parts.ts';
import { held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const segments = ['club' as const, 'lateCare' as const];
const wanderers = ['C1-a', 'C1-b', 'C1-c', 'C3-b'].map((id) => [id, 'owl'] as const);

it('a placed pupil is there in every period: C1-c and C3-b leave at 17:20', () => {
  const problem = tinyProblem();
  problem.activities.push(club('owl', { segments, span: 2 }));
  const owl = (...periodIds: string[]) => [held('owl', periodIds, ['T1'])];
  expect(scoreOf('pupilLeave', problem, owl('mon-club'), wanderers).cost).toBe(0);
  const spanned = scoreOf('pupilLeave', problem, owl('mon-club', 'mon-late'), wanderers);
  expect(spanned).toEqual({ count: 2, cost: 2 });
});

it('counts a pupil once for each session', () => {
  const problem = tinyProblem();
  problem.activities.push(club('owl', { segments, sessions: { perWeek: 2 } }));
  const sessions = [held('owl', 'mon-late', ['T1']), held('owl', 'tue-late', ['T1'])];
  // Monday C1-c and C3-b, Tuesday C1-b as well.
  expect(scoreOf('pupilLeave', problem, sessions, wanderers).cost).toBe(5);
});

it('pupils of a fixed roster who are not there simply do not come', () => {
  const problem = tinyProblem();
  problem.activities.push(club('team', { segments, studentIds: ['C1-c', 'C3-b'] }));
  expect(scoreOf('pupilLeave', problem, [held('team', 'mon-late', ['T1'])]).cost).toBe(0);
});

it('nobody leaves in the middle of a whole-class session: C1-c and C1-d do', () => {
  const problem = tinyProblem();
  problem.activities.push(club('show', { segments, span: 2, enrol: 'class', forEach: 'class' }));
  const show = (...periodIds: string[]) => [held('show', periodIds, ['T1'], { forKey: 'C1' })];
  expect(scoreOf('pupilLeave', problem, show('mon-club', 'mon-late')).cost).toBe(2);
  expect(scoreOf('pupilLeave', problem, show('mon-late')).cost).toBe(0);
});

it('numbers: 20 in the club period and 5 in late care, so 15 leave', () => {
  const show = club('show', { segments, span: 2, enrol: 'class', forEach: 'class' });
  const sessions = [held('show', ['mon-club', 'mon-late'], ['T1'], { forKey: 'N' })];
  expect(scoreOf('pupilLeave', numbersProblem([show]), sessions)).toEqual({ count: 15, cost: 15 });
});
