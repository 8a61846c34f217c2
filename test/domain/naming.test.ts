import { expect, it } from 'vitest';
import { listOf, same, sessionTitle, staffName } from '../../src/domain/naming.ts';
import { portalWeek } from '../../src/domain/portal-week.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { publishedSubjects } from '../../src/domain/published-week.ts';
import { weekViews } from '../../src/domain/views/week-views.ts';
import { zh } from '../../web/i18n/zh.ts';
import { namesOf } from '../../web/plan/names.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

it('a long list is cut, and counted as what stands in it', () => {
  const names = Array.from({ length: 30 }, (_, i) => same(`${i + 1}`));
  expect(listOf(names, 'people')).toEqual({
    zh: '1、2、3、4、5、6等30人',
    en: '1, 2, 3, 4, 5, 6 and 24 more',
  });
  expect(listOf(names, 'classes').zh).toMatch(/等30个班$/);
  expect(listOf(names.slice(0, 6), 'people').zh).toBe('1、2、3、4、5、6');
});

it('people of one name are told apart by their ids, wherever they are named', () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T2').name = byId(problem.staff, 'T1').name = '王芳';
  byId(problem.staff, 'T3').name = '';
  const index = indexProblem(problem);
  const names = ['王芳(T1)', '王芳(T2)', 'T3', 'Head 1'];
  expect(problem.staff.map(({ id }) => staffName(index, id))).toEqual(names);
  expect(problem.staff.map(({ id }) => namesOf(problem, zh.word.list).person(id))).toEqual(names);
  const week = portalWeek(problem, tinyPlan(), { kind: 'class', id: 'C1' }, '2025-09-01');
  expect(week?.days[0]?.items.map(({ staff }) => staff)).toEqual([[names[0]], [names[0]], ['T3']]);
  const own = portalWeek(problem, tinyPlan(), { kind: 'staff', id: 'T2' }, '2025-09-01');
  expect(own?.subject.name).toBe('王芳(T2)');
});

it('rooms, activities and classes of one name are told apart by their ids, wherever they are named', () => {
  const problem = tinyProblem();
  byId(problem.rooms, 'R3').name = byId(problem.rooms, 'R2').name = '音乐室';
  byId(problem.activities, 'micro').name = byId(problem.activities, 'chess').name = '棋艺';
  byId(problem.classes, 'C3').name = byId(problem.classes, 'C1').name = '1班';
  const [index, plan] = [indexProblem(problem), tinyPlan()];
  const titles = plan.sessions.map((session) => sessionTitle(index, session).zh);
  expect(titles).toEqual(expect.arrayContaining(['棋艺(chess)', '棋艺(micro)（1班(C1)）']));
  const { byClass, byRoom } = weekViews(plan, index);
  expect(byClass.map(({ name }) => name)).toEqual(['1班(C1)', '1班(C3)']);
  expect(byRoom.map(({ name }) => name)).toEqual(['Room 1', '音乐室(R2)', '音乐室(R3)']);
  const names = namesOf(problem, zh.word.list);
  expect([names.room('R3'), names.activity('chess')]).toEqual(['音乐室(R3)', '棋艺(chess)']);
  const week = portalWeek(problem, plan, { kind: 'staff', id: 'T3' }, '2025-09-01');
  const chess = week?.days.flatMap(({ items }) => items).find(({ kind }) => kind === 'club');
  expect(chess).toMatchObject({ activity: '棋艺(chess)', room: { name: '音乐室(R3)' } });
});

it('a school whose name was left empty goes by its id', () => {
  const problem = tinyProblem({ school: { id: 's-7', name: '', stage: 'primary' } });
  const held = { problem, plan: tinyPlan() };
  const { plan } = held;
  expect(portalWeek(problem, plan, { kind: 'class', id: 'C1' }, '2025-09-01')?.school).toBe('s-7');
  const subjects = publishedSubjects([{ from: '2025-09-01', to: null, held }]);
  expect(subjects?.school).toEqual({ id: 's-7', name: 's-7' });
});

it('who came after somebody of one name is told from them where a week is chosen', () => {
  const problem = tinyProblem();
  const after = JSON.parse(JSON.stringify(problem).replaceAll('"T1"', '"T9"'));
  const plan = tinyPlan();
  const later = JSON.parse(JSON.stringify(plan).replaceAll('"T1"', '"T9"'));
  const subjects = publishedSubjects([
    { from: '2025-09-01', to: '2025-09-30', held: { problem, plan } },
    { from: '2025-10-01', to: null, held: { problem: after, plan: later } },
  ]);
  const names = subjects?.staff.map(({ name }) => name);
  expect(names).toEqual(['Teacher 1(T1)', 'Teacher 2', 'Teacher 3', 'Head 1', 'Teacher 1(T9)']);
});
