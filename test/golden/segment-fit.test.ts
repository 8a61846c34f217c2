import { expect, it } from 'vitest';
import { club, mondayBreak, tinyWith } from '../support/golden-parts.ts';
import { byId, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const chess = (...periodIds: string[]) => held('chess', periodIds, ['T3'], { room: 'R3' });

it('wants a segment and, if given, a period that the activity allows', () => {
  const problem = tinyProblem();
  expect(scoreOf('segmentFit', problem, [chess('mon-club')]).cost).toBe(0);
  expect(scoreOf('segmentFit', problem, [chess('mon-hw')])).toEqual({ count: 1, cost: 1 });
  problem.activities.push(
    club('tue', { segments: ['homework', 'club'], periodIds: ['tue-hw', 'mon-club'] }),
  );
  expect(scoreOf('segmentFit', problem, [held('tue', 'tue-hw', ['T1'])]).cost).toBe(0);
  expect(scoreOf('segmentFit', problem, [held('tue', 'mon-hw', ['T1'])]).cost).toBe(1);
});

it('wants exactly `span` periods with nothing but breaks and duties between', () => {
  const problem = tinyWith(mondayBreak);
  const segments = ['homework' as const, 'club' as const, 'lateCare' as const];
  problem.activities.push(club('long', { segments, span: 2 }));
  const long = (...periodIds: string[]) => [held('long', periodIds, ['T1'])];
  expect(scoreOf('segmentFit', problem, long('mon-hw', 'mon-club')).cost).toBe(0); // a break between
  expect(scoreOf('segmentFit', problem, long('mon-late', 'mon-club')).cost).toBe(0); // in any order
  expect(scoreOf('segmentFit', problem, long('mon-hw')).cost).toBe(1);
  expect(scoreOf('segmentFit', problem, long('mon-hw', 'mon-late')).cost).toBe(1); // club between
  expect(scoreOf('segmentFit', problem, long('mon-hw', 'mon-club', 'mon-late')).cost).toBe(1);
});

it('is 1 for a session in a wrong segment that is also too long', () => {
  expect(scoreOf('segmentFit', tinyProblem(), [chess('mon-hw', 'mon-club')]).cost).toBe(1);
});

it('counts each session of a series over `perWeek`', () => {
  const problem = tinyProblem();
  const three = [chess('mon-club'), chess('mon-club'), chess('mon-club')];
  expect(scoreOf('segmentFit', problem, three)).toEqual({ count: 2, cost: 2 });
  byId(problem.activities, 'chess').sessions = { perWeek: 3 };
  expect(scoreOf('segmentFit', problem, three).cost).toBe(0);
  // One a week for each class: two classes are two series.
  const micro = ['C1', 'C3'].map((forKey) => held('micro', 'tue-micro', ['T1'], { forKey }));
  expect(scoreOf('segmentFit', problem, micro).cost).toBe(0);
});

it('counts a second session of an `every` series in one period', () => {
  const gates = ['mon-gate', 'tue-gate'].map((id) => held('gate', id, ['H1']));
  expect(scoreOf('segmentFit', tinyProblem(), gates).cost).toBe(0);
  const double = [...gates, held('gate', 'tue-gate', ['T1'])];
  expect(scoreOf('segmentFit', tinyProblem(), double).cost).toBe(1);
});
