import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groupMatches, matchGroupings, tellMatches } from '../../solver/explain/matches.ts';
import { rules } from '../../solver/rules/registry.ts';
import type { Rule } from '../../solver/rules/rule.ts';
import { analyse } from '../../solver/verify.ts';
import type { Plan, Problem, Staff } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { club } from '../support/golden-parts.ts';
import { byId, planOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';
import { manySidedSchool, wildPlans } from '../support/wild-plans.ts';

const titles = new Map(rules.map((rule) => [rule.id, rule.title]));

/** The school of the wild plans, with what makes the last rules speak: pins, a baseline, mentors, limits. */
function talkative(): Problem {
  const problem = manySidedSchool();
  problem.pins = [
    { activityId: 'chess', roomId: 'R3', seats: [{ role: 'lead', staffId: 'T3' }] },
    { care: { classId: 'C1', periodId: 'mon-hw' }, roomId: 'R1' },
  ];
  const plan = tinyPlan();
  problem.baseline = { ...plan, sessions: plan.sessions, openSessions: [] };
  problem.rules = {
    params: {
      ...problem.rules?.params,
      care: { maxGroup: 3, pupilsPerAdult: 2, mergeWithin: { lateCare: 'grade' } },
      rest: { dutyMinutes: 30, lateStart: 10 },
      staff: { sessionsPerDay: 1, daysPerWeek: 1, latePerWeek: 0, minutesPerWeek: 40, clubs: 0 },
    },
  };
  for (const room of problem.rooms) {
    room.seats = 3;
    room.unavailable = [{ weekday: 2, start: '15:00', end: '16:35' }];
  }
  byId(problem.staff, 'T1').unavailable = [{ weekday: 2, start: '15:00', end: '18:00' }];
  byId(problem.activities, 'help').sessions = { perWeek: 2 };
  byId(problem.students, 'C1-a').mentorId = 'T1';
  byId(problem.students, 'C3-d').mentorId = 'T2';
  return problem;
}

it('says every match of any plan in whole sentences, and between them of every rule', () => {
  const problem = talkative();
  const parsed = parseProblem(problem);
  expect(parsed.ok ? [] : parsed.faults).toEqual([]);
  const index = indexProblem(problem);
  const spoke = new Set<string>();
  fc.assert(
    fc.property(wildPlans, (plan) => {
      for (const { ruleId, sentence } of tellMatches(analyse(index, plan), plan, index)) {
        spoke.add(ruleId);
        for (const text of [sentence.zh, sentence.en]) {
          expect(text, ruleId).not.toMatch(/[{}]|undefined|NaN|^$/);
        }
      }
    }),
    { numRuns: 250, seed: 1 },
  );
  expect(rules.filter(({ id }) => !spoke.has(id)).map(({ id }) => id)).toEqual([]);
});

/** Every text that stands in a rule's file as a sentence of a match, filled or not. */
it('every text is in both languages and names the same places', () => {
  const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
  const check = ({ id, tell }: Rule) => {
    if (typeof tell === 'function') return;
    expect(tell.zh, id).toMatch(/[一-龥]/);
    expect(places(tell.en), id).toEqual(places(tell.zh));
  };
  rules.forEach(check);
});

it('tells who, what and when by name', () => {
  const problem = tinyProblem();
  const index = indexProblem(problem);
  const plan = planOf(problem, [
    { periodIds: ['mon-hw'], classIds: ['C1'], staff: ['T3'] },
    { periodIds: ['mon-hw'], classIds: ['C3'], staff: ['T3'] },
  ]);
  const told = tellMatches(analyse(index, plan), plan, index);
  const clash = told.find((match) => match.ruleId === 'staffClash');
  expect(clash?.sentence).toEqual({
    zh: 'Teacher 3同时在周一 15:50-16:30 Class 1-1作业看护、周一 15:50-16:30 Class 3-1作业看护值岗',
    en: 'Teacher 3 is in two sessions at once: care of Class 1-1 in homework time on Monday 15:50-16:30, care of Class 3-1 in homework time on Monday 15:50-16:30',
  });
  expect(clash?.concerns).toEqual({ staff: ['T3'], classes: [], rooms: [], students: [] });
});

it('groups add up: by rule they are the score, and nobody is in a group that a match does not concern', () => {
  const problem = tinyProblem();
  const index = indexProblem(problem);
  const plan: Plan = tinyPlan();
  const analysis = analyse(index, plan);
  const told = tellMatches(analysis, plan, index);
  const byRule = groupMatches(told, 'rule', index, titles);
  for (const { id, cost } of byRule) {
    const level = rules.find((rule) => rule.id === id)?.level ?? 'hard';
    expect(cost[level]).toBeCloseTo(analysis.score.rules[id]?.cost ?? -1, 9);
  }
  for (const by of matchGroupings) {
    for (const group of groupMatches(told, by, index, titles)) {
      expect(group.name.zh).not.toBe('');
      for (const i of group.matches) expect(told[i]).toBeDefined();
    }
  }
  const ofT1 = groupMatches(told, 'staff', index, titles).find(({ id }) => id === 'T1');
  const load = told.findIndex((m) => m.ruleId === 'fairLoad' && m.staffIds?.[0] === 'T1');
  expect(ofT1?.matches).toContain(load);
});

it('tells the places of granted choices, and study with its figures', () => {
  const problem = tinyProblem({ rules: { params: { learningPerDay: 1 } } });
  problem.activities.push(club('go', { segments: ['homework'], kind: 'tutoring' }), club('draw'));
  const [pupil] = problem.students ?? [];
  Object.assign(pupil ?? {}, { choices: ['chess', 'draw', 'go'], maxClubs: 2 });
  const index = indexProblem(problem);
  const plan = tinyPlan();
  plan.placements?.push({ studentId: 'C1-a', activityId: 'go', rank: 3 });
  plan.sessions.push({
    ...structuredClone(byId(plan.sessions, 'chess-1')),
    id: 'go-1',
    kind: 'tutoring',
    activityId: 'go',
    periodIds: ['mon-club'],
  });
  byId(plan.sessions, 'chess-1').periodIds = ['mon-late'];
  const told = tellMatches(analyse(index, plan), plan, index);
  const of = (id: string) => told.find(({ ruleId }) => ruleId === id)?.sentence.zh;
  expect(of('choice')).toBe('学生C1-a可参加 2 个社团，得到第 1、第 3 志愿');
  expect(of('learningCap')).toBe('学生C1-a周一学习类场次有 2 场，上限 1 场');
});

it('tells rooms of late care, days, limits and pupils without a place by what schools call them', () => {
  const problem = tinyProblem({ rules: { params: { staff: { sessionsPerDay: 1 } } } });
  byId(problem.activities, 'micro').sessions = { perWeek: 2 };
  byId(problem.activities, 'micro').segments = ['microTheme', 'homework'];
  const plan = tinyPlan();
  byId(plan.sessions, 'care-tue-late-C1+C3').roomId = 'R2';
  byId(plan.sessions, 'care-tue-hw-C3').classIds = [];
  byId(plan.sessions, 'micro-C3').classIds = [];
  plan.sessions.push({ ...byId(plan.sessions, 'micro-C1'), id: 'micro-2', periodIds: ['tue-hw'] });
  const index = indexProblem(problem);
  const told = tellMatches(analyse(index, plan), plan, index);
  const of = (id: string) => told.filter((one) => one.ruleId === id).map((one) => one.sentence);
  expect(of('careRoom')[0]).toEqual({
    zh: 'Class 1-1的延时托管一周用了 2 个场地：Room 1、Room 2',
    en: 'Class 1-1 has 2 rooms for late care over the week: Room 1, Room 2',
  });
  expect(of('spread')[0]).toEqual({
    zh: 'Micro theme（Class 1-1）只排在 1 天，应分在 2 天',
    en: 'Micro theme (Class 1-1) lies on 1 weekday and should lie on 2',
  });
  expect(of('staffLimit').map(({ zh }) => zh)).toContain('Teacher 2周一 2 个场次，上限 1 个');
  expect(of('coverage').map(({ zh }) => zh)).toContain(
    '周二 16:40-17:20 Micro theme（Class 3-1）没有班级参加',
  );
  expect(of('posts').map(({ en }) => en)).toContain(
    'care of no class in homework time on Tuesday 15:50-16:30 has seats: 1, of 40 load minutes each',
  );
});

it('tells pupils who are nowhere and those in two places at once both', () => {
  const problem = tinyProblem();
  problem.activities.push(club('go'));
  for (const id of ['C1-a', 'C1-b']) byId(problem.students, id).choices = ['chess', 'go'];
  const plan = tinyPlan();
  plan.sessions = plan.sessions.filter(({ id }) => id !== 'care-mon-club-C1');
  plan.sessions.push({ ...byId(plan.sessions, 'chess-1'), id: 'go-1', activityId: 'go' });
  plan.placements?.push({ studentId: 'C1-a', activityId: 'go', rank: 2 });
  const index = indexProblem(problem);
  const told = tellMatches(analyse(index, plan), plan, index);
  expect(told.find(({ ruleId }) => ruleId === 'coverage')?.sentence).toEqual({
    zh: '周一 16:40-17:20，Class 1-1有 2 名学生无处可去，1 名学生同时在两处',
    en: 'On Monday 16:40-17:20 pupils of Class 1-1 are in no session (2) or in two places at once (1)',
  });
});

it.each<[Partial<Staff>, string]>([
  [{ cleared: false }, '未签约或未通过审核'],
  [{ trained: false }, '尚未培训'],
  [{ cleared: false, trained: false }, '未签约或未通过审核，也未培训'],
])('says which papers a seated person lacks: %j', (papers, zh) => {
  const problem = tinyProblem();
  Object.assign(byId(problem.staff, 'T3'), papers);
  const index = indexProblem(problem);
  const told = tellMatches(analyse(index, tinyPlan()), tinyPlan(), index);
  expect(told.find(({ ruleId }) => ruleId === 'staffQualified')?.sentence.zh).toBe(
    `Teacher 3${zh}，不能上岗：周一 16:40-17:20 Chess`,
  );
});
