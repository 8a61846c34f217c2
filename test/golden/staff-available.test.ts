import { expect, it } from 'vitest';
import { club, mondayBreak, tinyWith } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const homework = care('mon-hw', ['C1'], ['T1']); // 15:50-16:30

function withLesson(start: string, end: string, weekday = 1) {
  const problem = tinyProblem();
  byId(problem.staff, 'T1').lessons = [{ weekday, start, end }];
  return problem;
}

it('wants 10 minutes between a lesson and the session', () => {
  expect(scoreOf('staffAvailable', withLesson('15:00', '15:40'), [homework]).cost).toBe(0);
  expect(scoreOf('staffAvailable', withLesson('15:00', '15:41'), [homework]).cost).toBe(1);
  expect(scoreOf('staffAvailable', withLesson('15:00', '15:50'), [homework]).cost).toBe(1);
  expect(scoreOf('staffAvailable', withLesson('15:00', '15:50', 2), [homework]).cost).toBe(0);
});

it('wants no rest before a lesson that comes after, but none may overlap', () => {
  expect(scoreOf('staffAvailable', withLesson('16:30', '17:00'), [homework]).cost).toBe(0);
  expect(scoreOf('staffAvailable', withLesson('16:29', '17:00'), [homework]).cost).toBe(1);
});

it('takes the rest from the parameters', () => {
  const problem = withLesson('15:00', '15:40');
  problem.rules = { params: { rest: { afterLesson: 11 } } };
  expect(scoreOf('staffAvailable', problem, [homework]).cost).toBe(1);
});

it('is 1 a seat, for lessons and unavailable times together', () => {
  const problem = withLesson('15:00', '16:00');
  byId(problem.staff, 'T1').unavailable = [{ weekday: 1, start: '16:29', end: '17:00' }];
  byId(problem.staff, 'T2').unavailable = [{ weekday: 1, start: '15:00', end: '15:51' }];
  const sessions = [homework, care('mon-hw', ['C3'], ['T2']), care('mon-late', ['C1'], ['T1'])];
  expect(scoreOf('staffAvailable', problem, sessions)).toEqual({ count: 2, cost: 2 });
});

it('does not mind a lesson in the gap of a spanned session', () => {
  const problem = tinyWith(mondayBreak);
  problem.activities.push(club('art', { segments: ['homework', 'club'], span: 2 }));
  byId(problem.staff, 'T1').lessons = [{ weekday: 1, start: '16:30', end: '16:40' }];
  const art = held('art', ['mon-hw', 'mon-club'], ['T1'], { room: 'R3' });
  expect(scoreOf('staffAvailable', problem, [art]).cost).toBe(0);
});
