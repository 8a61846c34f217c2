import { describe, expect, it } from 'vitest';
import { solve } from '../../solver/solve.ts';
import { hardConflicts } from '../../src/domain/capacity/hard-conflicts.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const conflictsOf = (problem: Problem) => hardConflicts(indexProblem(problem));
const told = (problem: Problem) => conflictsOf(problem).map(({ sentence }) => sentence.zh);
const mondayClub = { weekday: 1, start: '16:40', end: '17:20' };

it('says nothing of data that a plan can keep every hard rule with', () => {
  expect(conflictsOf(tinyProblem())).toEqual([]);
  expect(conflictsOf(generateProblem({ size: 'medium', seed: 1 }))).toEqual([]);
});

it('pupils who are in school outside the hours', () => {
  const problem = tinyProblem();
  problem.rules = { params: { latestEnd: { primary: '17:30' }, earliestStart: '16:00' } };
  expect(told(problem)).toEqual([
    '周一、周二 15:50-16:30（作业时间）有学生在校（最多 8 人），早于规定的最早开始时间 16:00：改离校时间点、时段或规定的时间，否则每份方案都违反硬规则',
    '周一、周二 17:20-18:00（延时托管）有学生在校（最多 3 人），晚于规定的最晚结束时间 17:30：改离校时间点、时段或规定的时间，否则每份方案都违反硬规则',
  ]);
  problem.rules.off = ['dayEnd'];
  expect(told(problem)).toEqual([]);
});

it('classes that no open room holds, where none of their pupils can be elsewhere', () => {
  const problem = tinyProblem();
  for (const room of problem.rooms) room.seats = 3;
  // In club and theme time some of them may be elsewhere; on Tuesday the second class is three.
  expect(told(problem)).toEqual([
    'Class 1-1在周一、周二 15:50-16:30有 4 名学生，没有坐得下的场地（最大的开放场地只有 3 座）：每份方案都违反硬规则',
    'Class 3-1在周一 15:50-16:30有 4 名学生，没有坐得下的场地（最大的开放场地只有 3 座）：每份方案都违反硬规则',
  ]);
});

describe('pins that cannot be kept', () => {
  const care = { care: { classId: 'C1', periodId: 'mon-club' } };
  const chess = { activityId: 'chess', periodId: 'mon-club' };
  const lead = (staffId: string) => [{ role: 'lead' as const, staffId }];

  it.each<[string, Problem['pins'], string]>([
    [
      'without the qualification',
      [{ ...chess, seats: lead('T1') }],
      '锁定做不到：Teacher 1锁定在周一 16:40-17:20 Chess，但不符合负责岗要求的资质或类别',
    ],
    [
      'barred',
      [{ ...care, seats: lead('T2') }],
      '锁定做不到：Teacher 2锁定在周一 16:40-17:20 Class 1-1社团时间看护，但还不能上岗（未培训）',
    ],
    [
      'away',
      [{ ...care, seats: lead('H1') }],
      '锁定做不到：Head 1锁定在周一 16:40-17:20 Class 1-1社团时间看护，但这时有课、要休息或不可排',
    ],
    [
      'in two places at once',
      [
        { ...care, seats: lead('T3') },
        { ...chess, seats: lead('T3') },
      ],
      '锁定互相冲突：Teacher 3同时锁定在周一 16:40-17:20 Class 1-1社团时间看护和周一 16:40-17:20 Chess',
    ],
    [
      'in a room that is taken',
      [
        { ...care, roomId: 'R3' },
        { ...chess, roomId: 'R3' },
      ],
      '锁定互相冲突：Chess room同时锁定给周一 16:40-17:20 Class 1-1社团时间看护和周一 16:40-17:20 Chess',
    ],
    [
      'in two rooms',
      [
        { ...care, roomId: 'R1' },
        { ...care, roomId: 'R3' },
      ],
      '锁定互相冲突：周一 16:40-17:20 Class 1-1社团时间看护同时锁定在Room 1和Chess room',
    ],
    [
      'in a period that is not allowed',
      [{ ...chess, periodId: 'mon-hw' }],
      '锁定做不到：周一 15:50-16:30 Chess不在活动允许的时段',
    ],
    [
      'in a room that is closed',
      [{ ...care, roomId: 'R2' }],
      '锁定做不到：周一 16:40-17:20 Class 1-1社团时间看护锁定的Room 2这时不开放',
    ],
  ])('%s', (_, pins, sentence) => {
    const problem = tinyProblem();
    byId(problem.staff, 'T2').trained = false;
    byId(problem.staff, 'H1').unavailable = [mondayClub];
    byId(problem.rooms, 'R2').unavailable = [mondayClub];
    problem.pins = pins;
    expect(told(problem)).toEqual([sentence]);
    problem.rules = { off: ['pinned'] };
    expect(told(problem)).toEqual([]);
  });

  const both = (periodId: string, more: [object, object]) => {
    const problem = tinyProblem();
    problem.pins = ['C1', 'C3'].map((classId, i) => ({
      care: { classId, periodId },
      seats: lead('T3'),
      ...more[i],
    }));
    return problem;
  };

  it('not two classes in care that may be one session', () => {
    // Late care may be merged over the whole school.
    expect(told(both('mon-late', [{ roomId: 'R3' }, { roomId: 'R3' }]))).toEqual([]);
  });

  it('two classes in care with one lead that cannot be one session', () => {
    const scoped = both('mon-hw', [{}, { roomId: 'R3' }]);
    expect(conflictsOf(scoped).map(({ ruleIds }) => ruleIds)).toEqual([
      ['staffClash', 'mergeScope', 'pinned'],
    ]);
    expect(told(scoped)).toEqual([
      '锁定互相冲突：Teacher 3同时锁定在周一 15:50-16:30 Class 1-1作业看护和周一 15:50-16:30 Class 3-1作业看护，而两者不能合班：不在合班范围内',
    ]);
    expect(told(both('mon-late', [{ roomId: 'R1' }, { roomId: 'R3' }]))[0]).toContain(
      '而两者不能合班：锁定的场地不同',
    );
    const crowded = both('mon-hw', [{}, {}]);
    crowded.rules = { params: { care: { maxGroup: 7, mergeWithin: { homework: 'school' } } } };
    expect(told(crowded)[0]).toContain('而两者不能合班：共 8 名学生，合班最多 7 人');
    crowded.rules.off = ['groupSize'];
    expect(told(crowded)).toEqual([]);
  });

  it('is told of a plan that breaks hard rules for such pins', async () => {
    const problem = generateProblem({ size: 'village', seed: 1 });
    const period = problem.periods.find(({ segment }) => segment === 'homework');
    const periodId = period?.id ?? '';
    const seats = lead(problem.staff[0]?.id ?? '');
    problem.pins = problem.classes.slice(0, 2).map(({ id: classId }, i) => ({
      care: { classId, periodId },
      seats,
      ...(i === 1 ? { roomId: problem.rooms[0]?.id } : {}),
    }));
    expect(conflictsOf(problem).map(({ pins }) => pins)).toEqual([[0, 1]]);
    expect((await solve(problem, { seed: 1, steps: 3000 })).score.hard).toBeGreaterThan(0);
  });
});

it('what it tells of breaks a hard rule in every plan of the solver', async () => {
  let reported = 0;
  for (let seed = 1; seed <= 36; seed++) {
    const problem = randomSmallProblem(seed);
    delete problem.baseline;
    const staffIds = problem.staff.map(({ id }) => id);
    problem.rules = { ...problem.rules, params: { ...problem.rules?.params } };
    // Some with hours too short, some with rooms too small, all with pins at random.
    const { params = {} } = problem.rules;
    if (seed % 3 === 0) params.latestEnd = { primary: '17:00', junior: '17:20' };
    if (seed % 3 === 1) for (const room of problem.rooms) room.seats = Math.min(room.seats, 6);
    problem.pins = problem.activities.slice(0, 3).flatMap((activity, i) => {
      if (activity.forEach === 'grade' || activity.forEach === 'class') return [];
      const period = problem.periods.filter(({ segment }) => activity.segments.includes(segment));
      const role = activity.seats[0]?.role;
      const staffId = staffIds[(seed + i) % staffIds.length];
      const periodId = period[seed % Math.max(1, period.length)]?.id;
      if (role === undefined || staffId === undefined || periodId === undefined) return [];
      return [{ activityId: activity.id, periodId, seats: [{ role, staffId }] }];
    });
    // And the care of two classes with one lead.
    const at = problem.periods.find(({ segment }) => segment === 'homework');
    const staffId = staffIds[seed % staffIds.length];
    if (seed % 2 === 0 && at && staffId !== undefined)
      for (const { id: classId } of problem.classes.slice(0, 2))
        problem.pins.push({
          care: { classId, periodId: at.id },
          seats: [{ role: 'lead', staffId }],
        });
    if (conflictsOf(problem).length === 0) continue;
    reported++;
    const plan = await solve(problem, { seed, steps: 600 });
    expect(plan.score.hard, `problem ${seed}: ${told(problem)}`).toBeGreaterThan(0);
  }
  expect(reported).toBeGreaterThan(10);
});
