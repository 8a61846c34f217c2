import { expect, it } from 'vitest';
import { explainPlan } from '../../solver/explain/explain.ts';
import { withHardCauses } from '../../solver/explain/hard-matches.ts';
import { tellMatches } from '../../solver/explain/matches.ts';
import { solve } from '../../solver/solve.ts';
import { analyse } from '../../solver/verify.ts';
import type { Pin, Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** Rule and causes of each violation of a hard rule. */
function hardOf(problem: Problem, plan: Plan): [string, string[]][] {
  const { hard } = explainPlan(indexProblem(problem), plan);
  return hard.map(({ ruleId, causes }) => [ruleId, causes.map(({ sentence }) => sentence.zh)]);
}

const chess: Pin = { activityId: 'chess', periodId: 'mon-club' };
const lead = (staffId: string) => [{ role: 'lead' as const, staffId }];

it('a plan that breaks no hard rule has none', () => {
  expect(hardOf(tinyProblem(), tinyPlan())).toEqual([]);
});

it('a pinned person who may not sit there, and two pins that hold one person twice', async () => {
  const problem = tinyProblem();
  problem.pins = [{ ...chess, seats: lead('T1') }];
  expect(hardOf(problem, await solve(problem, { seed: 1, steps: 300 }))).toEqual([
    ['staffQualified', ['由锁定造成']],
  ]);
  const both = ['C1', 'C3'].map(
    (forKey): Pin => ({ activityId: 'micro', forKey, periodId: 'tue-micro', seats: lead('T2') }),
  );
  problem.pins = both;
  expect(hardOf(problem, await solve(problem, { seed: 1, steps: 300 }))).toEqual([
    ['staffClash', ['由锁定造成']],
  ]);
});

it('a pin that is not kept because another one has its person', () => {
  const problem = tinyProblem();
  const care: Pin = { care: { classId: 'C1', periodId: 'mon-club' }, seats: lead('T3') };
  problem.pins = [{ ...chess, seats: lead('T3') }, care];
  const [[ruleId, causes] = []] = hardOf(problem, tinyPlan());
  expect(ruleId).toBe('pinned');
  expect(causes?.[0]).toMatch(/^锁定互相冲突：Teacher 3同时锁定在/);
});

it('pins that go over a limit', async () => {
  const problem = tinyProblem();
  byId(problem.staff, 'T3').limits = { daysPerWeek: 1 };
  problem.pins = ['mon-hw', 'tue-hw'].map((periodId) => ({
    care: { classId: 'C3', periodId },
    seats: lead('T3'),
  }));
  expect(hardOf(problem, await solve(problem, { seed: 1, steps: 300 }))).toEqual([
    ['staffLimit', ['由锁定造成']],
  ]);
});

it('what somebody did by hand is not laid at the door of the pins', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  byId(plan.sessions, 'care-mon-club-C1').seats = lead('T3');
  problem.pins = [{ ...chess, seats: lead('T3') }];
  expect(hardOf(problem, plan)).toEqual([['staffClash', []]]);
  // Somebody without the qualification sits in a session that is pinned to its time only.
  problem.pins = [chess];
  byId(plan.sessions, 'chess-1').seats = lead('T1');
  byId(plan.sessions, 'care-mon-club-C1').seats = lead('T2');
  expect(hardOf(problem, plan).map(([ruleId, causes]) => [ruleId, causes])).toContainEqual([
    'staffQualified',
    [],
  ]);
});

it('pupils who are in school outside the hours', () => {
  const problem = tinyProblem();
  problem.rules = { params: { latestEnd: { primary: '17:30' } } };
  expect(hardOf(problem, tinyPlan())).toEqual([
    ['dayEnd', ['这时有 3 名学生在校，必须有人看护']],
    ['dayEnd', ['这时有 2 名学生在校，必须有人看护']],
  ]);
});

it('why there is no room: too small, closed or taken, or which one would do', () => {
  const problem = tinyProblem();
  const plan = tinyPlan();
  const late = byId(plan.sessions, 'care-mon-late-C1+C3');
  late.roomId = null;
  expect(hardOf(problem, plan)).toEqual([['roomFit', ['可以改用Room 1、Room 2、Chess room']]]);
  for (const [id, seats] of [
    ['R1', 2],
    ['R2', 20],
    ['R3', 20],
  ] as const)
    byId(problem.rooms, id).seats = seats;
  byId(problem.rooms, 'R2').unavailable = [{ weekday: 1, start: '17:20', end: '18:00' }];
  byId(problem.activities, 'gate').room = { roomIds: ['R3'] };
  byId(plan.sessions, 'gate-mon-gate').roomId = 'R3';
  byId(plan.sessions, 'gate-tue-gate').roomId = 'R3';
  // Others do not fit any more either, but they have a room.
  expect(hardOf(problem, plan).filter(([, causes]) => causes.length > 0)).toEqual([
    ['roomFit', ['坐不下 3 人（最大 2 座）的有Room 1；不开放的有Room 2；已占用的有Chess room']],
  ]);
});

it('the matches of a plan carry the same causes, in their places', () => {
  const problem = tinyProblem();
  problem.rules = { params: { latestEnd: { primary: '17:30' } } };
  const [index, plan] = [indexProblem(problem), tinyPlan()];
  const matches = tellMatches(analyse(index, plan), plan, index);
  const told = withHardCauses(index, plan, matches);
  expect(told.map(({ sentence }) => sentence)).toEqual(matches.map(({ sentence }) => sentence));
  expect(told.filter((match) => 'causes' in match)).toEqual(explainPlan(index, plan).hard);
});
