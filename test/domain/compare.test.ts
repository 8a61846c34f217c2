import { describe, expect, it } from 'vitest';
import { solve } from '../../solver/solve.ts';
import { analyse } from '../../solver/verify.ts';
import { comparePlans } from '../../src/domain/compare/compare.ts';
import { planKpis } from '../../src/domain/compare/kpis.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

describe('key figures', () => {
  it('are those of a plan reckoned by hand', () => {
    // Loads: T1 40 + 40 + 40 + 40 + 60 = 220, T2 160, T3 40 + 60 = 100, H1 2 x 60 = 120.
    const kpis = planKpis(tinyProblem(), tinyPlan());
    expect(kpis.fairness.largestDeviationMinutes).toBe(70);
    // Deviations 70, 10, -50 and -30: mean square (4900 + 100 + 2500 + 900) / 4 = 2100.
    expect(kpis.fairness.spreadMinutes).toBeCloseTo(Math.sqrt(2100), 9);
    // 600² / (4 x (48400 + 25600 + 10000 + 14400)) = 360000 / 393600.
    expect(kpis.fairness.jain).toBeCloseTo(360000 / 393600, 9);
    expect(kpis).toMatchObject({
      latePosts: 4,
      mostLateEvenings: 2,
      openPosts: 0,
      choices: { pupils: 4, first: 1, any: 1 },
      priorityChoices: { pupils: 1, first: 1, any: 1 },
      clubsHeld: 1,
      mergedSessions: 2,
      mergedClasses: 4,
      rooms: 3,
      awayFromHome: 2,
    });
    // C1 is looked after by T1 and T3, C3 by T2, T3 and T1.
    expect(kpis.adultsPerClass).toBe(2.5);
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])('agree with the rules (problem %i)', async (seed) => {
    const problem = randomSmallProblem(seed);
    const index = indexProblem(problem);
    const plan = await solve(problem, { seed, steps: 200 });
    const kpis = planKpis(index, plan);
    const { rules } = analyse(index, plan);
    const of = (id: string) => rules.find(({ rule }) => rule.id === id);
    const square = kpis.fairness.spreadMinutes ** 2;
    const people = of('fairLoad')?.matches ?? [];
    const sum = people.reduce((total, match) => total + match.cost * 900, 0);
    if (sum > 0) expect(square > 0).toBe(true);
    if (!of('ownRoom')?.isOff) expect(kpis.awayFromHome).toBe(of('ownRoom')?.count);
    if (!of('pay')?.isOff && of('pay')?.matches[0])
      expect(kpis.pay).toBeCloseTo(Number(of('pay')?.matches[0]?.detail?.yuan), 6);
  });
});

describe('changes', () => {
  const index = indexProblem(tinyProblem());

  it('are none between a plan and itself with other ids in another order', () => {
    const other = tinyPlan();
    other.sessions = other.sessions.toReversed().map((s, i) => ({ ...s, id: `x${i}` }));
    expect(comparePlans({ index, plan: tinyPlan() }, { index, plan: other }).changes).toEqual([]);
  });

  it('are none where periods stand in another order or twice, and tell the classes of a session', () => {
    const [plan, other] = [tinyPlan(), tinyPlan()];
    const chessOf = ({ sessions }: typeof plan) =>
      sessions.filter(({ activityId }) => activityId === 'chess');
    for (const chess of chessOf(plan)) chess.periodIds = ['mon-club', 'mon-late'];
    for (const chess of chessOf(other)) chess.periodIds = ['mon-late', 'mon-club', 'mon-club'];
    const changes = () => comparePlans({ index, plan }, { index, plan: other }).changes;
    expect(changes()).toEqual([]);
    const micro = other.sessions.find(({ forKey }) => forKey === 'C1');
    micro?.classIds.push('C3');
    expect(changes()).toMatchObject([
      { kind: 'classes', from: { zh: 'Class 1-1' }, to: { zh: 'Class 1-1、Class 3-1' } },
    ]);
  });

  it('say what, from and to, grouped by whom they concern', () => {
    const other = tinyPlan();
    byId(other.sessions, 'chess-1').roomId = 'R1';
    byId(other.sessions, 'gate-mon-gate').seats[0].staffId = 'T2';
    const late = byId(other.sessions, 'care-tue-late-C1+C3');
    late.classIds = ['C1'];
    other.sessions.push({ ...late, id: 'late-3', classIds: ['C3'], roomId: 'R2' });
    other.placements = other.placements?.slice(1);
    const { changes, byStaff, byClass } = comparePlans(
      { index, plan: tinyPlan() },
      { index, plan: other },
    );
    expect(changes.map(({ kind, from, to }) => [kind, from.zh, to.zh])).toEqual([
      ['room', 'Chess room', 'Room 1'],
      ['people', 'Head 1', 'Teacher 2'],
      ['classes', 'Class 1-1、Class 3-1', 'Class 1-1'],
      ['added', '', 'Teacher 1'],
      ['placement', 'Chess', ''],
    ]);
    expect(byStaff.find(({ id }) => id === 'T2')?.changes).toEqual([1]);
    expect(byClass.find(({ id }) => id === 'C3')?.changes).toEqual([0, 2, 3]);
  });

  it('are told of two versions of the data, each in its own words', () => {
    const problem = tinyProblem();
    // Teacher 1 left, somebody new came, and the late time begins later.
    const now = structuredClone(problem);
    now.staff = now.staff.filter(({ id }: { id: string }) => id !== 'T1');
    now.staff.push({ id: 'T9', name: 'Teacher 9', kind: 'teacher' });
    for (const one of now.classes) if (one.headTeacherId === 'T1') delete one.headTeacherId;
    const before = byId(problem.periods, 'tue-late');
    const late = byId(now.periods, 'tue-late');
    late.start = '17:05';
    const plan = tinyPlan();
    for (const { seats } of plan.sessions)
      for (const seat of seats) if (seat.staffId === 'T1') seat.staffId = 'T9';
    const { changes, byStaff } = comparePlans(
      { index, plan: tinyPlan() },
      { index: indexProblem(now), plan },
    );
    const people = changes.filter(({ kind }) => kind === 'people');
    expect(people.length).toBeGreaterThan(0);
    expect(people.every(({ from, to }) => /1/.test(from.zh) && /9/.test(to.zh))).toBe(true);
    expect(changes.filter(({ kind }) => kind === 'moved')).toMatchObject([
      { from: { zh: `周二 ${before.start}-${before.end}` }, to: { zh: `周二 17:05-${late.end}` } },
    ]);
    expect(byStaff.map(({ id, name }) => [id, name])).toEqual(
      expect.arrayContaining([
        ['T1', 'Teacher 1'],
        ['T9', 'Teacher 9'],
      ]),
    );
  });

  it('tell who came from who left also where both have one name', () => {
    const [now, plan] = [tinyProblem(), tinyPlan()];
    byId(now.staff, 'T2').id = 'T9';
    byId(now.classes, 'C3').headTeacherId = 'T9';
    byId(plan.sessions, 'micro-C3').seats = [{ role: 'lead', staffId: 'T9' }];
    const { changes, byStaff } = comparePlans(
      { index, plan: tinyPlan() },
      { index: indexProblem(now), plan: { ...plan, sessions: [byId(plan.sessions, 'micro-C3')] } },
    );
    const [of, to] = ['Teacher 2(T2)', 'Teacher 2(T9)'];
    const people = changes.filter(({ kind }) => kind === 'people');
    expect(people).toMatchObject([{ from: { zh: of }, to: { zh: to } }]);
    expect(byStaff.map(({ name }) => name)).toEqual(expect.arrayContaining([of, to]));
  });
});
