import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editPlan } from '../../solver/explain/edit-plan.ts';
import { whyNot } from '../../solver/explain/why-not.ts';
import { rules } from '../../solver/rules/registry.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { checkEdits, type Edit } from '../../src/domain/edit.ts';
import { parsePlan } from '../../src/domain/parse-plan.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';
import { club, tuesdayClub } from '../support/golden-parts.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** Any edits of a plan that have the right shape; many break rules, some refer to nothing. */
function anyEdits(problem: Problem, plan: Plan): fc.Arbitrary<Edit[]> {
  const idOf = (list: readonly { id: string }[]) =>
    fc.constantFrom(...list.map(({ id }) => id), ...(list.length === 0 ? ['nobody'] : []));
  const [session, staff, room] = [plan.sessions, problem.staff, problem.rooms].map(idOf) as [
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
    fc.Arbitrary<string>,
  ];
  const period = idOf(problem.periods);
  const edit = fc.oneof(
    fc
      .record({ sessionId: session, seat: fc.nat(1), staffId: fc.option(staff) })
      .map((seat): Edit => ({ seat })),
    fc
      .record({ sessionId: session, roomId: fc.option(room) })
      .map((value): Edit => ({ room: value })),
    fc
      .record({ sessionId: session, periodIds: period.map((id) => [id]) })
      .map((move): Edit => ({ move })),
    fc
      .record({ classId: idOf(problem.classes), periodId: period, into: fc.option(session) })
      .map((value): Edit => ({ care: value })),
    fc
      .record({
        studentId: idOf(problem.students ?? []),
        activityId: idOf(problem.activities),
        isIn: fc.boolean(),
      })
      .map((place): Edit => ({ place })),
    fc
      .record({
        activityId: idOf(problem.activities),
        periodIds: period.map((id) => [id]),
        roomId: fc.option(room),
      })
      .map((open): Edit => ({ open })),
    session.map((sessionId): Edit => ({ close: { sessionId } })),
  );
  return fc.array(edit, { minLength: 1, maxLength: 4 });
}

describe('any edits', () => {
  it.each([1, 2, 3, 4, 5, 6])(
    'are refused with a reason, or give a whole plan with its true score (problem %i)',
    async (seed) => {
      const problem = randomSmallProblem(seed);
      const index = indexProblem(problem);
      const plan = await solve(problem, { seed, steps: 300 });
      fc.assert(
        fc.property(anyEdits(problem, plan), (edits) => {
          const faults = checkEdits(edits, plan, index, ['edits']);
          if (faults.length > 0) {
            for (const { path, message } of faults) expect(path + message).toMatch(/^\/edits\/\d/);
            return;
          }
          const before = structuredClone(plan);
          const result = whyNot(index, plan, edits);
          expect(plan).toEqual(before);
          const parsed = parsePlan(result.plan, index);
          expect(parsed.ok ? [] : parsed.faults).toEqual([]);
          expect(verify(index, result.plan)).toEqual(result.after);
          for (const level of ['hard', 'medium', 'soft'] as const) {
            const step = result.rules
              .filter((rule) => rule.level === level)
              .reduce((sum, rule) => sum + rule.after - rule.before, 0);
            expect(result.before[level] + step).toBeCloseTo(result.after[level], 6);
          }
          // Matches that come, go and change account for every rule whose cost changes.
          for (const { ruleId, before: was, after: is } of result.rules) {
            const ofRule = (list: readonly { ruleId: string; weighted: number }[]) =>
              list.filter((m) => m.ruleId === ruleId).reduce((sum, m) => sum + m.weighted, 0);
            const changed = result.changed.filter((c) => c.after.ruleId === ruleId);
            const step = changed.reduce((sum, c) => sum + c.after.weighted - c.before.weighted, 0);
            expect(was + ofRule(result.added) - ofRule(result.removed) + step).toBeCloseTo(is, 6);
          }
        }),
        { numRuns: 60, seed },
      );
    },
  );

  it('of a seat, undone, leave the plan as it was', () => {
    const plan = tinyPlan();
    const index = indexProblem(tinyProblem());
    const seat = { sessionId: 'chess-1', seat: 0 };
    const there = editPlan(index, plan, [{ seat: { ...seat, staffId: 'H1' } }]);
    const back = editPlan(index, there, [{ seat: { ...seat, staffId: 'T3' } }]);
    expect(back.sessions).toEqual(editPlan(index, plan, []).sessions);
  });
});

describe('put this person here', () => {
  it('says what breaks, with the score by rule', () => {
    const index = indexProblem(tinyProblem());
    const result = whyNot(index, tinyPlan(), [
      { seat: { sessionId: 'chess-1', seat: 0, staffId: 'T1' } },
    ]);
    // T1 is not qualified, and looks after C1 at that time.
    expect(result.after.hard).toBe(result.before.hard + 2);
    expect(result.added.slice(0, 2).map(({ ruleId }) => ruleId)).toEqual([
      'staffClash',
      'staffQualified',
    ]);
    expect(result.verdict.isBetter).toBe(false);
    // Rules of other levels, as load, are no reason why hard ones are broken.
    expect(result.verdict.sentence).toEqual({
      zh: '不可行：多违反 2 处硬规则，主要是人员时间冲突、上岗资格',
      en: 'Not possible: it breaks hard rules 2 more times, mostly: One post at a time; Qualified, cleared and trained',
    });
    expect(result.plan.solver).toMatchObject({ name: 'hand', edits: 1 });
  });
});

it('to mend one hard rule by breaking another is not called possible', () => {
  const index = indexProblem(tinyProblem());
  const plan = tinyPlan();
  const careC1 = { sessionId: 'care-mon-club-C1', seat: 0 };
  // T3 plays chess then, and T2 looks after C3.
  byId(plan.sessions, careC1.sessionId).seats = [{ role: 'lead', staffId: 'T3' }];
  const same = whyNot(index, plan, [{ seat: { ...careC1, staffId: 'T2' } }]);
  expect(same.after.hard).toBe(same.before.hard);
  expect(same.verdict.sentence.zh).toBe(
    '不可行：解决了硬规则冲突，但同样多的地方又新违反了：人员时间冲突',
  );
  byId(plan.sessions, 'care-tue-hw-C3').seats = [{ role: 'lead', staffId: 'T1' }];
  const fewer = whyNot(index, plan, [
    { seat: { ...careC1, staffId: 'T2' } },
    { seat: { sessionId: 'care-tue-hw-C3', seat: 0, staffId: 'T2' } },
  ]);
  expect(fewer.verdict).toMatchObject({ isBetter: true });
  expect(fewer.verdict.sentence.en).toBe(
    'Hard rules are broken 1 fewer time, but in new places: One post at a time',
  );
});

it.each<Edit>([
  { seat: { sessionId: 'chess-1', seat: 0, staffId: 'T3' } },
  { room: { sessionId: 'chess-1', roomId: 'R3' } },
  { move: { sessionId: 'chess-1', periodIds: ['mon-club'] } },
  { care: { classId: 'C1', periodId: 'mon-hw', into: 'care-mon-hw-C1' } },
  { care: { classId: 'C1', periodId: 'mon-late', into: 'care-mon-late-C1+C3' } },
  { care: { classId: 'C1', periodId: 'mon-hw', into: null } },
  { place: { studentId: 'C1-c', activityId: 'chess', isIn: false } },
])('what is there already is told as such: %j', (edit) => {
  const { verdict } = whyNot(indexProblem(tinyProblem()), tinyPlan(), [edit]);
  expect(verdict.sentence.zh).toBe('方案本来就是这样，没有变化');
});

describe('move that session there', () => {
  /** A second micro theme period, on Tuesday at the end of the day. */
  function twoThemes(): Problem {
    const problem = tinyProblem();
    byId(problem.activities, 'micro').segments = ['microTheme', 'homework'];
    return problem;
  }

  it('a whole-class session and the care of its class exchange their periods', () => {
    const index = indexProblem(twoThemes());
    const result = whyNot(index, tinyPlan(), [
      { move: { sessionId: 'micro-C1', periodIds: ['tue-hw'] } },
    ]);
    expect(result.after.hard).toBe(result.before.hard);
    const care = result.plan.sessions.find(
      ({ kind, periodIds, classIds }) =>
        kind === 'care' && periodIds[0] === 'tue-micro' && classIds[0] === 'C1',
    );
    expect(care).toMatchObject({ id: 'care:tue-micro:C1', headcount: 4, roomId: 'R1' });
    expect(care?.seats).toEqual([{ role: 'lead', staffId: 'T1' }]);
  });

  it('a club leaves its pupils to their classes, and takes them along', () => {
    const problem = tinyProblem();
    problem.periods.push({ ...tuesdayClub, start: '16:30', end: '16:40' });
    const index = indexProblem(problem);
    const result = whyNot(index, tinyPlan(), [
      { move: { sessionId: 'chess-1', periodIds: ['tue-club'] } },
    ]);
    const heads = result.plan.sessions
      .filter(({ periodIds }) => periodIds[0] === 'mon-club')
      .map(({ headcount }) => headcount);
    expect(heads).toEqual([4, 4]);
    // Those who are left on Tuesday are looked after in groups of their own, without anybody yet.
    const left = result.plan.sessions.filter(
      ({ kind, periodIds }) => kind === 'care' && periodIds[0] === 'tue-club',
    );
    expect(left.map(({ headcount }) => headcount)).toEqual([2, 1]);
    expect(result.after.hard).toBe(0);
    expect(result.after.medium - result.before.medium).toBe(20);
  });
});

it('opens a club with its pupils', () => {
  const problem = tinyProblem();
  problem.activities.push(club('go', { size: { min: 1 } }));
  for (const student of problem.students ?? [])
    student.choices = [...(student.choices ?? []), 'go'];
  const index = indexProblem(problem);
  const edits: Edit[] = [
    { open: { activityId: 'go', periodIds: ['mon-club'], roomId: 'R2', staffIds: ['T2'] } },
    { place: { studentId: 'C3-c', activityId: 'go', isIn: true } },
    { place: { studentId: 'C3-d', activityId: 'go', isIn: true } },
  ];
  const result = whyNot(index, tinyPlan(), edits);
  // All of C3 are in clubs now: nobody is left to be looked after, so T2 is free for it.
  expect(result.after.hard).toBe(0);
  expect(result.verdict).toMatchObject({ isBetter: true });
  expect(result.plan.sessions.some(({ id }) => id === 'care-mon-club-C3')).toBe(false);
});

it('a step of the score that would be rounded to nothing is not told as 0', () => {
  const weights = Object.fromEntries(rules.map(({ id }) => [id, 0]));
  const problem = tinyProblem({ rules: { weights: { ...weights, ownRoom: 0.01 } } });
  const room = (roomId: string): Edit => ({ room: { sessionId: 'care-mon-hw-C1', roomId } });
  const index = indexProblem(problem);
  const away = whyNot(index, tinyPlan(), [room('R3')]);
  expect(away.verdict.sentence.zh).toBe('可行但更差：软扣分增加不到 0.1，主要是在本班教室看护');
  expect(whyNot(index, away.plan, [room('R1')]).verdict.sentence).toEqual({
    zh: '更好：软扣分减少不到 0.1',
    en: 'Better: soft falls by less than 0.1',
  });
});

it('a club whose last session is taken out gives its pupils back to their classes', () => {
  const index = indexProblem(tinyProblem());
  const close: Edit = { close: { sessionId: 'chess-1' } };
  const result = whyNot(index, tinyPlan(), [close]);
  expect(result.plan.placements).toEqual([]);
  expect(result.after.hard).toBe(0);
  expect(result.verdict.sentence.zh).toMatch(/^可行但更差：软扣分增加 .*社团志愿满足/);
  const care = result.plan.sessions.filter(({ periodIds }) => periodIds[0] === 'mon-club');
  expect(care.map(({ headcount }) => headcount)).toEqual([4, 4]);
  // Taken out here and held there, it keeps them.
  const open: Edit = { open: { activityId: 'chess', periodIds: ['mon-club'], roomId: 'R3' } };
  expect(whyNot(index, tinyPlan(), [close, open]).plan.placements).toHaveLength(4);
});

it('care that needs fewer seats loses an open one, and whoever is there leads', () => {
  const problem = tinyProblem({ rules: { params: { care: { pupilsPerAdult: 1 } } } });
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-club-C1').seats = [
    { role: 'lead', staffId: null },
    { role: 'assistant', staffId: 'T1' },
  ];
  const place = { studentId: 'C1-c', activityId: 'chess', isIn: true };
  const edited = editPlan(indexProblem(problem), plan, [{ place }]);
  expect(byId(edited.sessions, 'care-mon-club-C1').seats).toEqual([
    { role: 'lead', staffId: 'T1' },
  ]);
});

it('care is not exchanged into a period in which nobody of its class is there', () => {
  const problem = tinyProblem();
  byId(problem.students ?? [], 'C1-a').leave = { 1: 'L2', 2: 'L1' };
  const plan = tinyPlan();
  byId(plan.sessions, 'care-tue-late-C1+C3').classIds = ['C3'];
  byId(plan.sessions, 'micro-C1').periodIds = ['tue-late'];
  plan.sessions.push({
    ...byId(plan.sessions, 'care-tue-hw-C1'),
    id: 'own',
    periodIds: ['tue-micro'],
  });
  const move = { sessionId: 'micro-C1', periodIds: ['tue-micro'] };
  const edited = editPlan(indexProblem(problem), plan, [{ move }]);
  const late = edited.sessions.filter(({ periodIds }) => periodIds.includes('tue-late'));
  expect(late.map(({ classIds }) => classIds)).toEqual([['C3']]);
});

it('a class that joins a care group stands there in the order of the school', () => {
  const plan = tinyPlan();
  const { plan: merged } = whyNot(indexProblem(tinyProblem()), plan, [
    { care: { classId: 'C1', periodId: 'mon-hw', into: 'care-mon-hw-C3' } },
  ]);
  expect(byId(merged.sessions, 'care-mon-hw-C3').classIds).toEqual(['C1', 'C3']);
});

it('names everything that is wrong with edits', () => {
  const index = indexProblem(tinyProblem());
  const faults = checkEdits(
    [
      {},
      { seat: { sessionId: 'chess-1', seat: 7, staffId: 'X' } },
      { move: { sessionId: 'care-mon-hw-C1', periodIds: ['mon-hw', 'tue-hw'] } },
      { care: { classId: 'C1', periodId: 'mon-hw', into: 'chess-1' } },
      { open: { activityId: 'micro', periodIds: ['tue-hw'], roomId: null } },
      { move: { sessionId: 'chess-1', periodIds: ['mon-club', 'mon-club'] } },
      { care: { classId: 'C1', periodId: 'mon-gate', into: null } },
      {
        open: { activityId: 'chess', periodIds: ['mon-hw'], roomId: 'R3', staffIds: ['T1', 'T2'] },
      },
    ],
    tinyPlan(),
    index,
  );
  expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'bad-option /0',
    'out-of-range /1/seat/seat',
    'unknown-reference /1/seat/staffId',
    'session-two-weekdays /2/move/periodIds',
    'session-kind /2/move/sessionId',
    'session-kind /3/care/into',
    'for-key-unknown /4/open/forKey',
    'duplicate-entry /5/move/periodIds/1',
    'out-of-range /6/care/periodId',
    'out-of-range /7/open/staffIds',
  ]);
  for (const { message, messageZh, hintZh } of faults) {
    expect(messageZh, message).toMatch(/^[^。]*[\u4e00-\u9fff][^。]*。建议：/);
    expect(hintZh ?? '', message).not.toMatch(/^[\x20-\x7e]+$/);
    expect(message).not.toMatch(/\b1 seats/);
  }
  expect(faults[1]?.message).toMatch(/^the session has 1 seat, counted from 0/);
});
