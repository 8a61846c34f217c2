import type { Plan, Problem, Score } from '../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../src/domain/problem-index.ts';
import { viewPlan } from './rules/plan-view.ts';
import { isOff, rules, ruleWeights } from './rules/registry.ts';
import type { Match, Rule } from './rules/rule.ts';

/** What one rule found in a plan. */
export interface RuleAnalysis {
  rule: Rule;
  isOff: boolean;
  weight: number;
  /** Violations of a hard rule; matches that cost something of the others. */
  count: number;
  /** Weighted. */
  cost: number;
  matches: Match[];
}

export interface Analysis {
  score: Score;
  /** Every rule of the catalogue, in its order; one that is off has no matches. */
  rules: RuleAnalysis[];
}

/**
 * Scores a plan in full on the domain objects. It shares nothing with the state of the search or
 * the fast forms of the rules, so that it can catch them out. A malformed plan is refused with
 * `MalformedPlanError`.
 */
export function verify(problemOrIndex: Problem | ProblemIndex, plan: Plan): Score {
  const index = 'problem' in problemOrIndex ? problemOrIndex : indexProblem(problemOrIndex);
  return analyse(index, plan).score;
}

/** The same with the matches of each rule, which explain the score. */
export function analyse(index: ProblemIndex, plan: Plan): Analysis {
  const view = viewPlan(index, plan);
  const weights = ruleWeights(index.problem);
  const score: Score = { hard: 0, medium: 0, soft: 0, rules: {} };
  const analysed = rules.map((rule): RuleAnalysis => {
    const off = isOff(index.problem, rule.id);
    const weight = weights.get(rule.id) as number;
    const matches = off ? [] : rule.reference(view, index);
    let count = 0;
    let unweighted = 0;
    for (const match of matches) {
      count += match.count ?? 1;
      unweighted += match.cost;
    }
    const cost = unweighted * weight;
    score[rule.level] += cost;
    score.rules[rule.id] = { count, cost };
    return { rule, isOff: off, weight, count, cost, matches };
  });
  return { score, rules: analysed };
}
