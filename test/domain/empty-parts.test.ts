import { expect, test } from 'vitest';
import { emptyParts, emptyPartsOf } from '../../src/domain/empty-parts.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { tinyProblem } from '../support/tiny.ts';

test('says what data have none of that a plan needs, and nothing of whole ones', () => {
  const problem = tinyProblem();
  expect(emptyPartsOf(indexProblem(problem))).toBeUndefined();
  expect(emptyPartsOf(indexProblem({ ...problem, classes: [], students: [], staff: [] }))).toEqual({
    zh: '数据里没有班级、教职工，补上才能排班',
    en: 'The data have no classes, no people: a plan needs them',
  });
  // Classes in which nobody stays.
  expect(emptyPartsOf(indexProblem({ ...problem, students: [] }))?.zh).toContain('没有学生');
  expect(emptyParts({ classes: 0, students: 0, staff: 3, rooms: 1, periods: 9 })?.zh).toContain(
    '没有班级，',
  );
});
