import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { byId, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

function school() {
  const problem = tinyProblem();
  const seats = [{ role: 'lead' as const }, { role: 'assistant' as const }];
  problem.activities.push(club('help', { kind: 'tutoring', seats }));
  byId(problem.students, 'C1-a').mentorId = 'T1';
  byId(problem.students, 'C1-b').mentorId = 'T2';
  return problem;
}
const help = (...staff: (string | null)[]) => [held('help', 'mon-club', staff)];
const placed = (...ids: string[]) => ids.map((id) => [id, 'help'] as const);

it('one of the mentors leads the tutoring, or it costs 1, x 2', () => {
  const both = placed('C1-a', 'C1-b', 'C1-c');
  expect(scoreOf('mentor', school(), help('T2'), both).cost).toBe(0);
  expect(scoreOf('mentor', school(), help('T3'), both)).toEqual({ count: 1, cost: 2 });
  expect(scoreOf('mentor', school(), help('T3', 'T1'), both).cost).toBe(2); // assists
  expect(scoreOf('mentor', school(), help(null), both).cost).toBe(2);
  expect(scoreOf('mentor', school(), help('T2'), placed('C1-a')).cost).toBe(2);
});

it('pupils without a mentor and other kinds of session ask for none', () => {
  expect(scoreOf('mentor', school(), help('T3'), placed('C1-c')).cost).toBe(0);
  const chess = [held('chess', 'mon-club', ['T3'], { room: 'R3' })];
  expect(scoreOf('mentor', school(), chess, [['C1-a', 'chess']]).cost).toBe(0);
});

it('whole classes have the mentors of those who come', () => {
  const problem = school();
  Object.assign(byId(problem.activities, 'help'), { enrol: 'class', forEach: 'class' });
  const whole = (forKey: string) => [held('help', 'mon-club', ['T3'], { forKey })];
  expect(scoreOf('mentor', problem, whole('C1')).cost).toBe(2);
  expect(scoreOf('mentor', problem, whole('C3')).cost).toBe(0);
});
