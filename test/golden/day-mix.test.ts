import { expect, it } from 'vitest';
import { club, numbersProblem } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const chess = held('chess', 'mon-club', ['T3'], { room: 'R3' });

it('each class and weekday without a club or something active costs 1', () => {
  // Two classes on two days.
  expect(scoreOf('dayMix', tinyProblem(), [care('mon-hw', ['C1'], ['T1'])]).cost).toBe(4);
  // One pupil in a club is enough for the class that day.
  expect(scoreOf('dayMix', tinyProblem(), [chess], [['C1-a', 'chess']])).toEqual({
    count: 3,
    cost: 3,
  });
  const problem = tinyProblem();
  byId(problem.activities, 'micro').active = true;
  const micro = ['C1', 'C3'].map((forKey) => held('micro', 'tue-micro', ['T1'], { forKey }));
  expect(scoreOf('dayMix', problem, [chess, ...micro], [['C1-a', 'chess']]).cost).toBe(1);
});

it('a choice activity that is neither a club nor active is not enough; an active duty is not either', () => {
  const problem = tinyProblem();
  problem.activities.push(club('help', { kind: 'tutoring' }));
  byId(problem.activities, 'gate').active = true;
  const sessions = [
    held('help', 'mon-club', ['T1']),
    held('gate', 'mon-gate', ['H1'], { classIds: ['C1'] }),
  ];
  expect(scoreOf('dayMix', problem, sessions, [['C1-a', 'help']]).cost).toBe(4);
});

it('a roster whose only pupil of the class is not there does not help it', () => {
  const problem = tinyProblem();
  problem.activities.push(club('team', { studentIds: ['C3-d'], segments: ['homework'] }));
  const team = (day: string) => [held('team', `${day}-hw`, ['T1'])];
  expect(scoreOf('dayMix', problem, team('mon')).cost).toBe(3);
  expect(scoreOf('dayMix', problem, team('tue')).cost).toBe(4); // C3-d is absent on Tuesday
});

it('asks nothing of a day on which nobody of the class stays for such a period', () => {
  const problem = tinyProblem();
  for (const id of ['C3-a', 'C3-b', 'C3-c']) delete byId(problem.students, id).leave[2];
  expect(scoreOf('dayMix', problem, []).cost).toBe(3);
});

it('numbers: the enrolment of the class counts', () => {
  const problem = numbersProblem([club('art', { enrolment: [{ classId: 'N', count: 3 }] })]);
  expect(scoreOf('dayMix', problem, [held('art', 'mon-club', ['T1'])]).cost).toBe(0);
  expect(scoreOf('dayMix', problem, []).cost).toBe(1);
});
