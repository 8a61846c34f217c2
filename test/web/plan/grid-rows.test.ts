import { expect, test } from 'vitest';
import type { Session } from '../../../src/domain/problem.ts';
import { en } from '../../../web/i18n/en.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { columnsOf } from '../../../web/plan/grid-columns.ts';
import { filterRows, noFilter, viewOfOpen } from '../../../web/plan/grid-filter.ts';
import { rowsOf } from '../../../web/plan/grid-rows.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';
import { tinyProblem } from '../../support/tiny.ts';
import { tinyPlan } from '../../support/tiny-plan.ts';

/** What rows of the grid say, of the school that is reckoned by hand. */

const problem = tinyProblem();
const plan = tinyPlan();

/** The plan with other seats in one session. */
function seated(id: string, seats: Session['seats']) {
  const sessions = plan.sessions.map((one) => (one.id === id ? { ...one, seats } : one));
  return { ...plan, sessions };
}

test('names are parted as the language does it', () => {
  const two = seated('chess-1', [
    { role: 'lead', staffId: 'T3' },
    { role: 'assistant', staffId: 'T1' },
  ]);
  const chess = (t: typeof zh) =>
    rowsOf(modelPlan(problem, two, t), 'activity', t).find(({ label }) => label === 'Chess')
      ?.blocks[0]?.title;
  expect(chess(zh)).toBe('Teacher 3、Teacher 1');
  expect(chess(en)).toBe('Teacher 3, Teacher 1');
  const late = (t: typeof zh) => modelPlan(problem, plan, t).names.classes(['C1', 'C3']);
  expect([late(zh), late(en)]).toEqual(['Class 1-1、Class 3-1', 'Class 1-1, Class 3-1']);
});

test('a club without its assistant has no open post, and is not called so', () => {
  const lacking = seated('chess-1', [
    { role: 'lead', staffId: 'T3' },
    { role: 'assistant', staffId: null },
  ]);
  const [block] = rowsOf(modelPlan(problem, lacking, zh), 'activity', zh).flatMap(({ blocks }) =>
    blocks.filter(({ key }) => key === 'chess-1'),
  );
  expect([block?.title, block?.open]).toEqual(['Teacher 3、缺助教', 'seat']);
  const empty = seated('chess-1', [{ role: 'lead', staffId: null }]);
  const rows = rowsOf(modelPlan(problem, empty, zh), 'activity', zh);
  const post = rows.flatMap(({ blocks }) => blocks).find(({ key }) => key === 'chess-1');
  expect([post?.title, post?.open]).toEqual(['空缺', 'post']);
});

test('open duties are shown where they stand, which is in no class', () => {
  const model = modelPlan(problem, seated('gate-mon-gate', [{ role: 'duty', staffId: null }]), zh);
  const open = (view: 'class' | 'activity') =>
    filterRows(rowsOf(model, view, zh), { ...noFilter, onlyOpen: true }).length;
  expect([open('class'), open('activity')]).toEqual([0, 1]);
  const post = { sessionId: 'x', seat: 0, role: 'duty', periodIds: [], classIds: [] } as const;
  const duty = { ...post, periodIds: [], classIds: [] };
  const care = { ...duty, classIds: ['C1'] };
  expect(viewOfOpen('class', [duty])).toBe('activity');
  expect(viewOfOpen('pupil', [duty])).toBe('activity');
  expect(viewOfOpen('class', [duty, care])).toBe('class');
  expect(viewOfOpen('room', [duty])).toBe('room');
  expect(viewOfOpen('class', [])).toBe('class');
});

test('a day of classes and pupils has no column for duty, that of teachers has', () => {
  const model = modelPlan(problem, plan, zh);
  const keys = (view: 'class' | 'pupil' | 'teacher') =>
    columnsOf(model, 1, zh, view).map(({ key }) => key);
  expect(keys('class')).toEqual(['mon-hw', 'mon-club', 'mon-late']);
  expect(keys('pupil')).toEqual(keys('class'));
  expect(keys('teacher')).toContain('mon-gate');
});

test('nobody is called by an id that is their name, and classes of numbers say how many they are', () => {
  const { students: _, ...rest } = problem;
  const leaving = [
    { weekday: 1, leavePointId: 'L1', count: 20 },
    { weekday: 1, leavePointId: 'L2', count: 12 },
  ];
  const numbers = {
    ...rest,
    classes: problem.classes.map((one) => ({ ...one, leave: leaving })),
    staff: problem.staff.map(({ name: _name, ...one }) => one),
  } as unknown as typeof problem;
  const model = modelPlan(numbers, { ...plan, sessions: [] }, zh);
  expect(rowsOf(model, 'class', zh).map(({ sub }) => sub)).toEqual(['32 人', '32 人']);
  expect(rowsOf(model, 'teacher', zh)[0]).toMatchObject({ label: 'T1', sub: '教师' });
});

test('what is held in odd or even weeks only says so in every view', () => {
  const odd = structuredClone(problem);
  for (const period of odd.periods) if (period.id === 'mon-club') period.weeks = 'odd';
  const said = (t: typeof zh, view: 'class' | 'teacher' | 'room' | 'activity' | 'pupil') =>
    rowsOf(modelPlan(odd, plan, t), view, t)
      .flatMap(({ blocks }) => blocks)
      .filter(({ periodIds }) => periodIds.includes('mon-club'))
      .map(({ title, detail }) => `${title} ${detail}`);
  for (const view of ['class', 'teacher', 'room', 'activity', 'pupil'] as const) {
    for (const text of said(zh, view)) expect(text, view).toContain('（单周）');
    for (const text of said(en, view)) expect(text, view).toContain(' (odd weeks)');
  }
});

test('a session whose periods are held in other weeks each tells each part with its time', () => {
  const mixed = structuredClone(problem);
  for (const period of mixed.periods) if (period.id === 'mon-hw') period.weeks = 'even';
  const periodIds = ['mon-hw', 'mon-club'];
  const own = plan.sessions.map((one) => (one.id === 'chess-1' ? { ...one, periodIds } : one));
  const model = modelPlan(mixed, { ...plan, sessions: own }, zh);
  const said = model.title(model.session('chess-1') as Session);
  expect(said).toBe('Chess（单周 16:40–17:20，双周 15:50–17:20）');
});
