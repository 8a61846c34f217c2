import { expect, it } from 'vitest';
import type { ParamsInput } from '../../src/domain/problem.ts';
import { byId, care, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

type Scope = NonNullable<NonNullable<ParamsInput['care']>['mergeWithin']>['homework'];

/** The homework of both classes together, of grades 1 and `grade`. */
function merged(grade: number, homework?: Scope) {
  const problem = tinyProblem();
  byId(problem.classes, 'C3').grade = grade;
  if (homework !== undefined) problem.rules = { params: { care: { mergeWithin: { homework } } } };
  return scoreOf('mergeScope', problem, [care('mon-hw', ['C1', 'C3'], ['T1'])]);
}

it('by default homework is merged within a grade, and late care within the school', () => {
  expect(merged(1).cost).toBe(0);
  expect(merged(3)).toEqual({ count: 1, cost: 1 });
  const late = [care('mon-late', ['C1', 'C3'], ['T1'])];
  expect(scoreOf('mergeScope', tinyProblem(), late).cost).toBe(0);
  const problem = tinyProblem();
  problem.rules = { params: { care: { mergeWithin: { lateCare: 'grade' } } } };
  expect(scoreOf('mergeScope', problem, late).cost).toBe(1);
});

it('within a class nothing is merged, within a band grades 1-2, 3-4, 5-6 and 7-9', () => {
  expect(merged(1, 'class').cost).toBe(1);
  expect(merged(2, 'band').cost).toBe(0);
  expect(merged(3, 'band').cost).toBe(1);
  expect(merged(9, 'school').cost).toBe(0);
});

it('grades 7 and 9 are one band, 6 and 7 are two', () => {
  const problem = tinyProblem();
  problem.rules = { params: { care: { mergeWithin: { homework: 'band' } } } };
  const sessions = [care('mon-hw', ['C1', 'C3'], ['T1'])];
  byId(problem.classes, 'C1').grade = 7;
  byId(problem.classes, 'C3').grade = 9;
  expect(scoreOf('mergeScope', problem, sessions).cost).toBe(0);
  byId(problem.classes, 'C3').grade = 6;
  expect(scoreOf('mergeScope', problem, sessions).cost).toBe(1);
});
