import { expect, it } from 'vitest';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

it('each floor between the room and the home room costs 1 for grades 1 and 2', () => {
  const problem = tinyProblem();
  byId(problem.rooms, 'R2').floor = 4; // the home room of C1 is on floor 1
  expect(scoreOf('floorWalk', problem, [care('mon-hw', ['C1'], ['T1'])]).cost).toBe(0);
  const late = [care('mon-late', ['C1', 'C3'], ['T1'], { room: 'R2' })];
  expect(scoreOf('floorWalk', problem, late)).toEqual({ count: 1, cost: 3 });
  byId(problem.rooms, 'R2').floor = -1;
  expect(scoreOf('floorWalk', problem, late).cost).toBe(2);
  byId(problem.classes, 'C1').grade = 3;
  expect(scoreOf('floorWalk', problem, late).cost).toBe(0);
});

it('is 0 where a floor is not known, and in choice sessions', () => {
  const problem = tinyProblem();
  const away = care('mon-late', ['C1'], ['T1'], { room: 'R2' });
  expect(scoreOf('floorWalk', problem, [away]).cost).toBe(1);
  const club = held('chess', 'mon-club', ['T3'], { room: 'R2', classIds: ['C1'] });
  expect(scoreOf('floorWalk', problem, [club], [['C1-a', 'chess']]).cost).toBe(0);
  const micro = held('micro', 'tue-micro', ['T1'], { forKey: 'C1', room: 'R2' });
  expect(scoreOf('floorWalk', problem, [micro]).cost).toBe(1);
  delete byId(problem.rooms, 'R2').floor;
  expect(scoreOf('floorWalk', problem, [away, micro]).cost).toBe(0);
});
