import type { Bilingual } from './bilingual.ts';
import { type Fault, makeFault } from './faults.ts';
import { type PathStep, quote, quoteZh } from './pointer.ts';
import type { Plan, Problem } from './problem.ts';
import { type RuleId, ruleIds, softRuleIds } from './rule-ids.ts';

/** A named set of weights. Soft rules that it does not name have their default weight. */
export interface Profile {
  title: Bilingual;
  /** Whom it is for. */
  about: Bilingual;
  weights: Partial<Record<(typeof softRuleIds)[number], number>>;
}

export const profiles = {
  balanced: {
    title: { zh: '均衡', en: 'Balanced' },
    about: {
      zh: '各条规则用默认权重。',
      en: 'Every rule at its default weight.',
    },
    weights: {},
  },
  teachersFirst: {
    title: { zh: '教师优先', en: 'Teachers first' },
    about: {
      zh: '公平、休息和教师希望避开的时间更重要，学生志愿次之。',
      en: 'Fairness, rest and the times that people would rather avoid count for more than wishes for clubs.',
    },
    weights: {
      fairLoad: 20,
      fairEdge: 10,
      posts: 4,
      lateStreak: 10,
      longDay: 6,
      lateStart: 2,
      idleGap: 3,
      fewDays: 4,
      avoidTime: 8,
      ownRoom: 1,
      choice: 0.5,
    },
  },
  pupilsFirst: {
    title: { zh: '学生优先', en: 'Pupils first' },
    about: {
      zh: '学生志愿、熟悉的教师和教室更重要，教师的方便次之。',
      en: 'Wishes for clubs, known teachers and the own room count for more than what suits the staff.',
    },
    weights: {
      posts: 1.5,
      fewDays: 1,
      avoidTime: 2,
      ownTeacher: 4,
      careContinuity: 3,
      careRoom: 2,
      gradeSpread: 2,
      ownRoom: 3,
      roomStability: 3,
      choice: 3,
      closedClub: 6,
      dayMix: 3,
      mentor: 4,
      floorWalk: 2,
    },
  },
  leastChange: {
    title: { zh: '改动最少', en: 'Least change' },
    about: {
      zh: '尽量保持已公布的安排（数据须带原方案 baseline），其余用默认权重；学生想上的社团原来没开的，也可能新开。',
      en: 'The published plan is kept as far as possible (the problem must carry it as its baseline); the rest at default weights. A club that was not held may be opened for those who wish for it.',
    },
    weights: { disruption: 40 },
  },
} satisfies Record<string, Profile>;

export type ProfileName = keyof typeof profiles;
export const profileNames = Object.keys(profiles) as ProfileName[];

/** What somebody chose: a profile, and weights of single rules on top of it. */
export interface WeightChoice {
  profile?: ProfileName | undefined;
  /** By rule id; 0 turns the rule off, at any level. */
  weights?: Readonly<Record<string, number>> | undefined;
}

/** What whoever chose had better know, though it is no fault. */
export interface ChoiceWarning {
  code: 'no-baseline';
  sentence: Bilingual;
}

/** Least change from nothing is a plan like any other: it would pass for one that changes little. */
export function choiceWarnings(problem: Problem, { profile }: WeightChoice): ChoiceWarning[] {
  if (profile !== 'leastChange' || problem.baseline !== undefined) return [];
  const sentence = {
    zh: '数据中没有原方案（baseline），“改动最少”不起作用。',
    en: 'The problem has no baseline: least change has no effect.',
  };
  return [{ code: 'no-baseline', sentence }];
}

/**
 * The problem with its weights chosen: an effective problem of its own content, and so with its
 * own hash, which plans made for it carry. A profile takes the place of the problem's own weights;
 * without one they stay, and single weights go on top. What the problem switches off stays off,
 * unless a single weight above 0 is given for it. The same object when nothing changes.
 */
export function withWeights(problem: Problem, { profile, weights = {} }: WeightChoice): Problem {
  if (profile === undefined && Object.keys(weights).length === 0) return problem;
  const base = profile === undefined ? problem.rules?.weights : profiles[profile].weights;
  const own: Record<string, number> = { ...base };
  const off = new Set(problem.rules?.off);
  for (const [id, weight] of Object.entries(weights)) {
    if (weight === 0) off.add(id);
    else {
      off.delete(id);
      own[id] = weight;
    }
  }
  const { weights: _, off: __, ...rest } = problem.rules ?? {};
  const rules = {
    ...rest,
    ...(Object.keys(own).length === 0 ? {} : { weights: own }),
    ...(off.size === 0 ? {} : { off: [...off] }),
  };
  const { rules: ___, ...others } = problem;
  return Object.keys(rules).length === 0 ? others : { ...others, rules };
}

/** What is wrong with single weights: unknown rules, and weights for rules that have none. */
export function checkWeights(
  weights: Readonly<Record<string, number>>,
  base: readonly PathStep[],
): Fault[] {
  return Object.entries(weights).flatMap(([id, weight]) => {
    if (!ruleIds.includes(id as RuleId)) {
      return [
        makeFault(
          'unknown-rule',
          [...base, id],
          { zh: `没有${quoteZh(id)}这条规则`, en: `there is no rule ${quote(id)}` },
          { value: id },
        ),
      ];
    }
    if (weight === 0 || (softRuleIds as readonly string[]).includes(id)) return [];
    const what = {
      zh: `${quoteZh(id)}不是软规则，没有权重`,
      en: `${quote(id)} is not a soft rule and has no weight`,
    };
    const hint = { zh: '写 0 关闭它，或不写', en: 'give 0 to turn it off, or leave it out' };
    return [makeFault('out-of-range', [...base, id], what, { value: weight, hint })];
  });
}

/** The plan with the choice of weights that it is scored with in `solver`, in place of an older one. */
export function markChoice(plan: Plan, { profile, weights }: WeightChoice): Plan {
  const { profile: _, weights: __, ...solver } = plan.solver;
  if (profile !== undefined) solver.profile = profile;
  if (weights !== undefined) solver.weights = weights;
  return { ...plan, solver };
}

/** The problem that a plan was made for: the one given, with the weights that the plan records. */
export function problemOfPlan(problem: Problem, plan: Pick<Plan, 'solver'>): Problem {
  const { profile, weights } = plan.solver;
  const choice: WeightChoice = {};
  const name = profileNames.find((known) => known === profile);
  if (name !== undefined) choice.profile = name;
  if (typeof weights === 'object' && weights !== null) {
    const known = Object.entries(weights).filter(
      ([id, weight]) =>
        typeof weight === 'number' &&
        weight >= 0 &&
        checkWeights({ [id]: weight }, []).length === 0,
    );
    choice.weights = Object.fromEntries(known) as Record<string, number>;
  }
  return withWeights(problem, choice);
}
