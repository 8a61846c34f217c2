import { describe, expect, it } from 'vitest';
import { rules, ruleWeights } from '../../solver/rules/registry.ts';
import { solve } from '../../solver/solve.ts';
import { verify } from '../../solver/verify.ts';
import { problemHash } from '../../src/domain/hash.ts';
import type { Problem } from '../../src/domain/problem.ts';
import {
  checkWeights,
  choiceWarnings,
  markChoice,
  type ProfileName,
  problemOfPlan,
  profileNames,
  profiles,
  withWeights,
} from '../../src/domain/profiles.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

describe('a profile', () => {
  it.each(profileNames)('%s makes a valid problem, with a hash of its own or none', (profile) => {
    const problem = tinyProblem();
    const effective = withWeights(problem, { profile });
    expect(parseProblem(effective)).toMatchObject({ ok: true });
    const differs = Object.keys(profiles[profile].weights).length > 0;
    expect(problemHash(effective) !== problemHash(problem)).toBe(differs);
    expect(problem).toEqual(tinyProblem());
  });

  it('names only weights that differ from the default ones', () => {
    const byId = new Map(rules.map((rule) => [rule.id, rule.defaultWeight]));
    for (const { weights } of Object.values(profiles))
      for (const [id, weight] of Object.entries(weights)) expect(byId.get(id), id).not.toBe(weight);
  });

  it('takes the place of the weights of the problem; balanced are the defaults', () => {
    const problem = tinyProblem({
      rules: { weights: { posts: 7 }, off: ['pay'], params: { maxClubs: 2 } },
    });
    const weights = ruleWeights(withWeights(problem, { profile: 'balanced' }));
    expect(weights.get('posts')).toBe(3);
    expect(weights.get('pay')).toBe(0);
    expect(withWeights(problem, { profile: 'balanced' }).rules?.params).toEqual({ maxClubs: 2 });
  });

  it('single weights go on top, and 0 turns a rule off at any level', () => {
    const problem = withWeights(tinyProblem(), {
      profile: 'teachersFirst',
      weights: { fairLoad: 1, posts: 0, staffClash: 0 },
    });
    expect(problem.rules?.off).toEqual(['posts', 'staffClash']);
    expect(ruleWeights(problem).get('fairLoad')).toBe(1);
    expect(ruleWeights(problem).get('avoidTime')).toBe(8);
  });

  it('that keeps to what was is told to have no effect where nothing was', () => {
    const told = (problem: Problem, profile: ProfileName) =>
      choiceWarnings(problem, { profile }).map(({ code }) => code);
    expect(told(tinyProblem(), 'leastChange')).toEqual(['no-baseline']);
    expect(told(tinyProblem({ baseline: tinyPlan() }), 'leastChange')).toEqual([]);
    expect(told(tinyProblem(), 'balanced')).toEqual([]);
  });

  it('without a choice the problem is the same object', () => {
    const problem = tinyProblem();
    expect(withWeights(problem, {})).toBe(problem);
  });
});

it('a plan records its choice, and the problem that it was made for can be had again', async () => {
  const problem = tinyProblem();
  const choice = { profile: 'pupilsFirst', weights: { posts: 0 } } as const;
  const effective = withWeights(problem, choice);
  const plan = markChoice(await solve(effective, { steps: 200 }), choice);
  expect(plan.solver).toMatchObject({ profile: 'pupilsFirst', weights: { posts: 0 } });
  expect(plan.problemHash).toBe(problemHash(effective));
  expect(problemHash(problemOfPlan(problem, plan))).toBe(plan.problemHash);
  expect(verify(problemOfPlan(problem, plan), plan)).toEqual(plan.score);
  // A mark of an older choice goes.
  expect(markChoice(plan, {}).solver).not.toHaveProperty('profile');
});

it('what a plan of unknown origin says of its weights is not trusted blindly', () => {
  const problem = tinyProblem();
  const solver = {
    profile: 'nonsense',
    weights: { nonsense: 1, staffClash: 3, posts: -1, fairLoad: 2 },
  };
  expect(problemOfPlan(problem, { solver }).rules).toEqual({ weights: { fairLoad: 2 } });
});

it('weights that cannot be are named', () => {
  const faults = checkWeights({ nonsense: 1, staffClash: 2, openSeat: 0, posts: 3 }, ['weights']);
  expect(faults.map(({ code, path }) => `${code} ${path}`)).toEqual([
    'unknown-rule /weights/nonsense',
    'out-of-range /weights/staffClash',
  ]);
  expect(faults[1]?.messageZh).toBe(
    '“staffClash”不是软规则，没有权重。建议：写 0 关闭它，或不写。',
  );
});
