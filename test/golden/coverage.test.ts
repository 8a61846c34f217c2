import { expect, it } from 'vitest';
import type { Activity } from '../../src/domain/problem.ts';
import { club, numbersProblem } from '../support/golden-parts.ts';
import { byId, care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

/** Only the club period of Monday, with all eight pupils present. */
function oneAfternoon(...activities: Activity[]) {
  const problem = tinyProblem();
  problem.periods = problem.periods.filter((p) => p.id === 'mon-club');
  problem.activities = [byId(problem.activities, 'chess'), ...activities];
  return problem;
}
const inChess = ['C1-a', 'C1-b', 'C3-a', 'C3-b'].map((id) => [id, 'chess'] as const);
const chess = held('chess', 'mon-club', ['T3'], { room: 'R3' });
const c1 = care('mon-club', ['C1'], ['T1']);
const c3 = care('mon-club', ['C3'], ['T2']);
const dance = club('dance', { enrol: 'class', forEach: 'class' });

it('counts each pupil present who is nowhere', () => {
  expect(scoreOf('coverage', oneAfternoon(), [])).toEqual({ count: 8, cost: 8 });
  expect(scoreOf('coverage', oneAfternoon(), [c1]).cost).toBe(4);
  expect(scoreOf('coverage', oneAfternoon(), [chess], inChess).cost).toBe(4);
  expect(scoreOf('coverage', oneAfternoon(), [chess, c1], inChess).cost).toBe(2);
  expect(scoreOf('coverage', oneAfternoon(), [chess, c1, c3], inChess).cost).toBe(0);
});

it('counts only those who are in school, in every period but duties', () => {
  // Homework 8 + 7, club 8, micro theme 7, late care 3 + 2: Tuesday without C3-d.
  expect(scoreOf('coverage', tinyProblem(), []).cost).toBe(35);
});

it('a pupil in two choice sessions at once is one violation, and in three as well', () => {
  const problem = oneAfternoon(club('go'), club('art'));
  const all = [chess, held('go', 'mon-club', ['T1']), held('art', 'mon-club', ['H1']), c1, c3];
  const twice = [...inChess, ['C1-a', 'go'] as const];
  expect(scoreOf('coverage', problem, all, twice).cost).toBe(1);
  expect(scoreOf('coverage', problem, all, [...twice, ['C1-a', 'art']]).cost).toBe(1);
  // Placed twice in the same club is still one session.
  expect(scoreOf('coverage', problem, all, [...inChess, ...inChess]).cost).toBe(0);
});

it('counts each pupil in a whole-class and a choice session', () => {
  const problem = oneAfternoon(dance);
  const sessions = [chess, held('dance', 'mon-club', ['T1'], { forKey: 'C1' }), c3];
  expect(scoreOf('coverage', problem, sessions, inChess).cost).toBe(2); // C1-a and C1-b
  expect(scoreOf('coverage', problem, sessions).cost).toBe(0);
});

it('counts a whole-class session whose classes are not those of its series', () => {
  const problem = oneAfternoon(dance);
  const danced = (classIds: string[]) =>
    scoreOf('coverage', problem, [held('dance', 'mon-club', ['T1'], { forKey: 'C1', classIds })]);
  expect(danced(['C1']).cost).toBe(4); // C3 is nowhere
  expect(danced(['C1', 'C3']).cost).toBe(1); // C3 is hosted, where it does not belong
  expect(danced([]).cost).toBe(9);
});

it('a fixed roster counts as far as its pupils are there, whatever the placements say', () => {
  const problem = oneAfternoon(club('team', { studentIds: ['C1-a', 'C3-a'] }));
  const sessions = [held('team', 'mon-club', ['T1']), c1];
  expect(scoreOf('coverage', problem, sessions, [['C3-b', 'team']]).cost).toBe(3); // C3-b, c and d
  delete byId(problem.students, 'C3-d').leave[1];
  expect(scoreOf('coverage', problem, sessions).cost).toBe(2);
});

it('numbers: clubs take no more of a class than is there', () => {
  const enrolled = (count: number, ...more: Activity[]) => {
    const problem = numbersProblem([
      club('art', { enrolment: [{ classId: 'N', count }] }),
      ...more,
    ]);
    problem.periods = problem.periods.filter((p) => p.id === 'mon-club'); // 20 present
    return problem;
  };
  const art = held('art', 'mon-club', ['T1']);
  expect(scoreOf('coverage', enrolled(12), [art]).cost).toBe(8);
  expect(scoreOf('coverage', enrolled(12), [art, care('mon-club', ['N'], ['T2'])]).cost).toBe(0);
  expect(scoreOf('coverage', enrolled(25), [art]).cost).toBe(0);
  const sing = held('dance', 'mon-club', ['T2'], { forKey: 'N' });
  expect(scoreOf('coverage', enrolled(12, dance), [art, sing]).cost).toBe(12);
  expect(scoreOf('coverage', enrolled(25, dance), [art, sing]).cost).toBe(20);
  // Two clubs of 12 and 12: nobody can tell who is in both, and 20 are there.
  const go = club('go', { enrolment: [{ classId: 'N', count: 12 }] });
  expect(scoreOf('coverage', enrolled(12, go), [art, held('go', 'mon-club', ['T2'])]).cost).toBe(0);
});
