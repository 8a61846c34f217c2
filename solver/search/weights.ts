import type { Problem } from '../../src/domain/problem.ts';
import type { Prices } from '../moves/move.ts';
import { rules as catalogue, isOff, ruleWeights } from '../rules/registry.ts';
import type { Rule } from '../rules/rule.ts';
import type { Evaluator, WeightedRule } from '../state/evaluator.ts';
import type { Scope } from '../state/scopes.ts';

/** The rules of the catalogue that are in force, as the problem weights them. */
export function weightedRules(problem: Problem): WeightedRule[] {
  const weights = ruleWeights(problem);
  return catalogue
    .filter((rule) => !isOff(problem, rule.id))
    .map((rule) => ({ rule, weight: weights.get(rule.id) ?? rule.defaultWeight }));
}

/**
 * How many times their defaults the soft rules weigh, the middle one of those that count. Only what
 * rules weigh beside each other says what a good plan is; temperatures and estimates are made for
 * weights like the defaults, so that the search divides by this.
 */
export function loudnessOf(rules: readonly WeightedRule[]): number {
  const times = rules
    .filter(({ rule, weight }) => rule.level === 'soft' && rule.defaultWeight > 0 && weight > 0)
    .map(({ rule, weight }) => weight / rule.defaultWeight)
    .sort((a, b) => a - b);
  return times[(times.length - 1) >> 1] ?? 1;
}

/**
 * How many times its default the heaviest soft rule weighs, at least 1. What higher levels are
 * worth in the search goes with it, or a post would stay open to spare what soft rules charge.
 */
export function heaviest(rules: readonly WeightedRule[]): number {
  const times = rules.map(({ rule, weight }) =>
    rule.level === 'soft' && rule.defaultWeight > 0 ? weight / rule.defaultWeight : 1,
  );
  return Math.max(1, ...times);
}

const peopleScopes: readonly Scope[] = [
  'seat',
  'crew',
  'seriesCrew',
  'personDay',
  'person',
  'classCrew',
  'whole',
];

/** A soft rule that only who sits where can change. */
export function isAboutPeople(rule: Rule): boolean {
  return rule.level === 'soft' && rule.fast.every(({ scope }) => peopleScopes.includes(scope));
}

export function pricesOf({ rules: weighted }: Evaluator): Prices {
  const price = (id: string) => weighted.find(({ rule }) => rule.id === id)?.weight ?? 0;
  return {
    choice: price('choice'),
    careContinuity: price('careContinuity'),
    fairLoad: price('fairLoad'),
    fewDays: price('fewDays'),
    ownTeacher: price('ownTeacher'),
    posts: price('posts'),
  };
}
