import type { Score } from '../../src/domain/problem.ts';
import type { ElementCost, Level, Rule } from '../rules/rule.ts';
import { type Scope, scopes } from './scopes.ts';
import type { State } from './state.ts';
import type { TouchedSet } from './touched.ts';

/** A rule with the weight it has in this problem (1 for hard and medium rules). */
export interface WeightedRule {
  rule: Rule;
  weight: number;
}

/** What one unit of a level counts when levels are taken together. */
export type Worth = Readonly<Record<Level, number>>;
export const WORTH: Worth = { hard: 1_000_000, medium: 1000, soft: 1 };

/** The order of scoring: what is cheap and often decides comes first. */
const TELLING_FIRST: readonly (readonly [Level, Scope])[] = [
  ...(
    [
      'whole',
      'classCrew',
      'crew',
      'person',
      'crowd',
      'event',
      'personDay',
      'class',
      'seat',
      'pupil',
      'classDay',
      'classPeriod',
      'series',
      'seriesCrew',
      'roomDay',
    ] as const
  ).flatMap(
    (scope) =>
      [
        ['medium', scope],
        ['soft', scope],
      ] as const,
  ),
  ...scopes.map((scope) => ['hard', scope] as const),
];
/** More than sums of floats can be off. */
const ROUNDING = 1e-6;

/**
 * Holds the cost of every element of every scope and scores Changes against it.
 *
 * `score()` works out what the pending Change of the state would add to `hard`, `medium` and
 * `soft`; then either `keep()` (and `state.commit()`) or `state.undo()` must follow.
 */
export class Evaluator {
  readonly state: State;
  readonly rules: readonly WeightedRule[];
  hard = 0;
  medium = 0;
  soft = 0;
  /** What the pending Change adds. */
  addHard = 0;
  addMedium = 0;
  addSoft = 0;

  readonly parts: readonly BoundPart[];
  private readonly sums: readonly CostSum[];
  /** Those of them that the last `score()` was about. */
  private readonly asked: CostSum[] = [];
  private askedCount = 0;
  private readonly softSums: ReadonlyMap<Scope, CostSum>;
  /** By scope: what elements cost before the pending Change. */
  readonly held: Readonly<Record<Scope, HeldCosts>>;

  constructor(state: State, rules: readonly WeightedRule[], worth: Worth = WORTH) {
    this.state = state;
    this.rules = rules;
    this.parts = bindParts(state, rules);
    this.sums = TELLING_FIRST.flatMap(([level, scope]) => {
      const own = this.parts.filter((p) => p.scope === scope && p.rule.level === level);
      return own.length === 0
        ? []
        : [new CostSum(level, scope, worth[level], state.touched[scope], own)];
    });
    const soft = this.sums.filter(({ level }) => level === 'soft');
    this.softSums = new Map(soft.map((sum) => [sum.scope, sum]));
    this.held = Object.fromEntries(
      scopes.map((scope) => [scope, new HeldCosts(this.sums.filter((s) => s.scope === scope))]),
    ) as Record<Scope, HeldCosts>;
    this.recount();
  }

  /** Scores everything afresh; the state must have no pending Change. */
  recount(): void {
    this.hard = 0;
    this.medium = 0;
    this.soft = 0;
    for (const sum of this.sums) this[sum.level] += sum.recount();
  }

  /**
   * Scores the pending Change; false when it adds hard violations and `allowHard` is false.
   *
   * It stops, and returns false, as soon as the Change is sure to add more than `most`, the levels
   * taken together by what they are worth: no cost is below zero, so what is still to be scored can
   * at most win back what it costs now. The figures are not made then.
   */
  score(allowHard = false, most = Number.POSITIVE_INFINITY): boolean {
    this.addHard = 0;
    this.addMedium = 0;
    this.addSoft = 0;
    const { sums, asked } = this;
    // What the Change adds at least, as far as is known.
    let least = -ROUNDING;
    this.askedCount = 0;
    for (let i = 0; i < sums.length; i++) {
      const sum = sums[i];
      if (sum.touched.count === 0) continue;
      least -= sum.worth * sum.before();
      asked[this.askedCount++] = sum;
    }
    for (let i = 0; i < this.askedCount; i++) {
      const sum = asked[i];
      const more = sum.rescore();
      if (sum.level === 'soft') this.addSoft += more;
      else if (sum.level === 'hard') this.addHard += more;
      else this.addMedium += more;
      least += sum.worth * (sum.held + more);
      if (least > most) return false;
    }
    return allowHard || this.addHard <= 0;
  }

  /** What the pending Change adds to the soft rules of one scope, as far as it has come. */
  softAdded(scope: Scope): number {
    return this.softSums.get(scope)?.rescore() ?? 0;
  }

  /** Takes over what the last `score()` found. */
  keep(): void {
    for (let i = 0; i < this.askedCount; i++) this.asked[i].keep();
    this.hard += this.addHard;
    this.medium += this.addMedium;
    this.soft += this.addSoft;
  }

  /** Weighted cost by rule, counted afresh. */
  byRule(): Map<string, number> {
    return new Map(Object.entries(this.ruleScores()).map(([id, { cost }]) => [id, cost]));
  }

  /** Cost and count by rule, counted afresh; the count is of the elements that cost something. */
  ruleScores(): Score['rules'] {
    const scores: Score['rules'] = {};
    for (const { rule } of this.rules) scores[rule.id] = { count: 0, cost: 0 };
    for (const part of this.parts) {
      const score = scores[part.rule.id];
      const size = this.state.touched[part.scope].list.length;
      for (let e = 0; e < size; e++) {
        const cost = part.cost(e);
        if (cost === 0) continue;
        score.count++;
        score.cost += cost * part.weight;
      }
    }
    return scores;
  }
}

interface BoundPart {
  rule: Rule;
  scope: Scope;
  weight: number;
  cost: ElementCost;
}

function bindParts(state: State, rules: readonly WeightedRule[]): BoundPart[] {
  const parts: BoundPart[] = [];
  for (const { rule, weight } of rules) {
    if (weight === 0) continue;
    for (const part of rule.fast) {
      const cost = part.bind(state, state.model);
      if (cost) parts.push({ rule, scope: part.scope, weight, cost });
    }
  }
  return parts;
}

/** The costs of one level on one scope: all its rules together, by element. */
class CostSum {
  readonly level: Level;
  readonly scope: Scope;
  readonly worth: number;
  readonly touched: TouchedSet;
  /** What the touched elements cost before the Change; see `before`. */
  held = 0;
  readonly costs: Float64Array;
  /** By place in the list of touched elements. */
  private readonly fresh: Float64Array;
  private readonly run: Rescore;

  constructor(
    level: Level,
    scope: Scope,
    worth: number,
    touched: TouchedSet,
    parts: readonly BoundPart[],
  ) {
    this.level = level;
    this.scope = scope;
    this.worth = worth;
    this.touched = touched;
    this.costs = new Float64Array(touched.list.length);
    this.fresh = new Float64Array(touched.list.length);
    this.run = rescoreOf(parts);
  }

  /** Costs of all elements, made afresh; their sum. */
  recount(): number {
    const { costs } = this;
    const all = new Int32Array(costs.length);
    for (let e = 0; e < all.length; e++) all[e] = e;
    this.run(all, all.length, costs, costs);
    let sum = 0;
    for (let e = 0; e < costs.length; e++) sum += costs[e];
    return sum;
  }

  before(): number {
    const { costs, touched } = this;
    const { list, count } = touched;
    let sum = 0;
    for (let i = 0; i < count; i++) sum += costs[list[i]];
    this.held = sum;
    return sum;
  }

  /** What the touched elements cost more than before the Change. */
  rescore(): number {
    const { list, count } = this.touched;
    return this.run(list, count, this.costs, this.fresh);
  }

  keep(): void {
    const { costs, fresh, touched } = this;
    const { list, count } = touched;
    for (let i = 0; i < count; i++) costs[list[i]] = fresh[i];
  }
}

/** The costs of all levels on one scope, taken together by what they are worth. */
class HeldCosts {
  private readonly sums: readonly CostSum[];

  constructor(sums: readonly CostSum[]) {
    this.sums = sums;
  }

  of(element: number): number {
    const { sums } = this;
    let cost = 0;
    for (let i = 0; i < sums.length; i++) cost += sums[i].worth * sums[i].costs[element];
    return cost;
  }
}

/** Puts the costs of listed elements into `fresh`; returns how much more they are than `costs`. */
type Rescore = (
  list: Int32Array,
  count: number,
  costs: Float64Array,
  fresh: Float64Array,
) => number;

/**
 * One loop over elements for the weighted sum of several rules. It is generated, one call site for
 * each rule, so that the engine can inline them; a loop over an array of functions cannot be.
 */
function rescoreOf(parts: readonly BoundPart[]): Rescore {
  const names = parts.map((_, i) => `f${i}`);
  const terms = parts.map((part, i) =>
    part.weight === 1 ? `f${i}(e)` : `${part.weight} * f${i}(e)`,
  );
  const make = new Function(
    ...names,
    `return (list, count, costs, fresh) => {
      let more = 0;
      for (let i = 0; i < count; i++) {
        const e = list[i];
        const now = ${terms.join(' + ')};
        more += now - costs[e];
        fresh[i] = now;
      }
      return more;
    };`,
  );
  return make(...parts.map((p) => p.cost)) as Rescore;
}
