import { expect, it } from 'vitest';
import { club, numbersProblem } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const everybody = ['C1-a', 'C1-b', 'C1-c', 'C1-d', 'C3-a', 'C3-b', 'C3-c', 'C3-d'];
const inChess = (n: number) => everybody.slice(0, n).map((id) => [id, 'chess'] as const);
const chess = held('chess', 'mon-club', ['T3'], { room: 'R3' }); // 2 to 6 pupils

it('counts each pupil over the greatest size, and a session under the least', () => {
  expect(scoreOf('groupSize', tinyProblem(), [chess], inChess(6)).cost).toBe(0);
  expect(scoreOf('groupSize', tinyProblem(), [chess], inChess(8))).toEqual({ count: 2, cost: 2 });
  expect(scoreOf('groupSize', tinyProblem(), [chess], inChess(2)).cost).toBe(0);
  expect(scoreOf('groupSize', tinyProblem(), [chess], inChess(1)).cost).toBe(1);
  expect(scoreOf('groupSize', tinyProblem(), [chess, chess]).cost).toBe(2); // each session of the two
});

it('holds a care group of several classes to `care.maxGroup`, one class never', () => {
  const problem = tinyProblem();
  problem.rules = { params: { care: { maxGroup: 2 } } };
  // Of the three who stay late on Monday two are of C1.
  expect(scoreOf('groupSize', problem, [care('mon-late', ['C1', 'C3'], ['T1'])]).cost).toBe(1);
  expect(scoreOf('groupSize', problem, [care('mon-hw', ['C1'], ['T1'])]).cost).toBe(0);
});

it('counts the pupils left in care itself, as they are in clubs or not', () => {
  const problem = tinyProblem();
  problem.rules = { params: { care: { maxGroup: 4 } } };
  const both = [care('mon-club', ['C1', 'C3'], ['T1']), chess];
  expect(scoreOf('groupSize', problem, both, inChess(4)).cost).toBe(0); // 8 - 4
  expect(scoreOf('groupSize', problem, both, inChess(3)).cost).toBe(1);
});

it('counts each seat by which care has too many or too few', () => {
  const problem = tinyProblem();
  const homework = (...staff: (string | null)[]) => [care('mon-hw', ['C1'], staff)]; // 4 pupils
  expect(scoreOf('groupSize', problem, homework('T1', 'T2', null)).cost).toBe(2);
  expect(scoreOf('groupSize', problem, homework()).cost).toBe(1);
  problem.rules = { params: { care: { pupilsPerAdult: 3 } } }; // ceil(4 / 3) = 2
  expect(scoreOf('groupSize', problem, homework('T1', null)).cost).toBe(0);
  expect(scoreOf('groupSize', problem, homework('T1')).cost).toBe(1);
  // Nobody is in care: one seat all the same.
  expect(scoreOf('groupSize', problem, [care('mon-hw', [], ['T1'])]).cost).toBe(0);
});

it('is 1 for seats that are not those of the activity, in its order', () => {
  const problem = tinyProblem();
  problem.activities.push(club('duo', { seats: [{ role: 'lead' }, { role: 'assistant' }] }));
  const lead = { role: 'lead' as const, staffId: 'T1' };
  const assistant = { role: 'assistant' as const, staffId: null };
  const duo = (...seats: (typeof lead | typeof assistant)[]) =>
    scoreOf('groupSize', problem, [held('duo', 'mon-club', [], { seats })]).cost;
  expect(duo(lead, assistant)).toBe(0);
  expect(duo(lead)).toBe(1);
  expect(duo(assistant, lead)).toBe(1);
  expect(duo(lead, assistant, assistant, assistant)).toBe(1);
});

it('numbers: the sum of the enrolment, and the attendance of a whole class', () => {
  const problem = numbersProblem([
    club('art', { enrolment: [{ classId: 'N', count: 12 }], size: { max: 10 } }),
    club('show', {
      segments: ['club', 'lateCare'],
      span: 2,
      enrol: 'class',
      size: { max: 4 },
    }),
  ]);
  expect(scoreOf('groupSize', problem, [held('art', 'mon-club', ['T1'])]).cost).toBe(2);
  expect(scoreOf('groupSize', problem, [held('show', 'mon-club', ['T1'])]).cost).toBe(16); // 20 - 4
  // Over both periods the smaller attendance counts: 5 - 4.
  const long = held('show', ['mon-club', 'mon-late'], ['T1']);
  expect(scoreOf('groupSize', problem, [long]).cost).toBe(1);
  byId(problem.activities, 'show').size = { min: 99 }; // only choice series have a least size
  expect(scoreOf('groupSize', problem, [long]).cost).toBe(0);
});
