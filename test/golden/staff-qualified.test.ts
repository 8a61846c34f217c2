import { expect, it } from 'vitest';
import { club, parent } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const chess = (staffId: string) => held('chess', 'mon-club', [staffId], { room: 'R3' });

it('asks for the qualification of the seat', () => {
  expect(scoreOf('staffQualified', tinyProblem(), [chess('T3')]).cost).toBe(0);
  expect(scoreOf('staffQualified', tinyProblem(), [chess('T1')])).toEqual({ count: 1, cost: 1 });
});

it('asks for the kinds of the seat, and in care for those of the parameters', () => {
  const problem = tinyProblem();
  problem.staff.push(parent('P1'));
  const sessions = [
    held('micro', 'tue-micro', ['H1'], { forKey: 'C1' }), // a leader, and only teachers may
    held('gate', 'tue-gate', ['H1']), // leaders may
    care('mon-hw', ['C1'], ['P1']), // a parent, and care is for teachers and leaders
  ];
  expect(scoreOf('staffQualified', problem, sessions).cost).toBe(2);
  problem.rules = { params: { care: { kinds: ['parent'] } } };
  expect(scoreOf('staffQualified', problem, sessions).cost).toBe(1);
});

it('is 1 a seat, whatever the reasons: no qualification, not cleared, not trained', () => {
  const problem = tinyProblem();
  Object.assign(byId(problem.staff, 'T1'), { cleared: false, trained: false });
  expect(scoreOf('staffQualified', problem, [chess('T1')]).cost).toBe(1);
});

it('bars a person who is not trained from seats that ask for nothing, also from those of no activity', () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T1').trained = false;
  problem.activities.push(club('art'));
  const seats = [
    { role: 'lead' as const, staffId: 'T2' },
    { role: 'assistant' as const, staffId: 'T1' }, // the activity has no such seat
  ];
  const sessions = [care('mon-hw', ['C1'], ['T1']), held('art', 'mon-club', [], { seats })];
  expect(scoreOf('staffQualified', problem, sessions).cost).toBe(2);
});

it('ties the k-th seat of a role to the k-th seat of that role of the activity', () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T1').qualifications = ['dance'];
  const seats = [
    { role: 'lead' as const, qualification: 'dance' },
    { role: 'assistant' as const, count: 2 },
    { role: 'lead' as const, qualification: 'chess' },
  ];
  problem.activities.push(club('mix', { seats }));
  const kept = held('mix', 'mon-club', ['T1', 'T2', 'H1', 'T3']);
  expect(scoreOf('staffQualified', problem, [kept]).cost).toBe(0);
  const swapped = held('mix', 'mon-club', ['T3', 'T2', 'H1', 'T1']);
  expect(scoreOf('staffQualified', problem, [swapped]).cost).toBe(2);
});
