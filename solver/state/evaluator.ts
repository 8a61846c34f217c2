import type { Score } from '../../src/domain/problem.ts';
import type { ElementCost, Rule } from '../rules/rule.ts';
import { type Scope, scopes } from './scopes.ts';
import type { State } from './state.ts';
import type { TouchedSet } from './touched.ts';

/** A rule with the weight it has in this problem (1 for hard and medium rules). */
export interface WeightedRule {
  rule: Rule;
  weight: number;
}

/**
 * Holds the cost of every element of every scope and scores Changes against it.
 *
 * `score()` works out what the pending Change of the state would add to `hard`, `medium` and
 * `soft`; then either `keep()` (and `state.commit()`) or `state.undo()` must follow. Hard rules
 * come first over all touched elements: a Change that breaks one is mostly known to be lost
 * before the soft rules are looked at.
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

  private readonly layers: readonly ScopeLayer[];
  private readonly hardLayers: readonly ScopeLayer[];
  private readonly restLayers: readonly ScopeLayer[];
  private readonly softLayers: ReadonlyMap<Scope, ScopeLayer>;
  readonly parts: readonly BoundPart[];

  constructor(state: State, rules: readonly WeightedRule[]) {
    this.state = state;
    this.rules = rules;
    this.parts = bindParts(state, rules);
    const byScope = scopes.map((scope) => {
      const own = this.parts.filter((p) => p.scope === scope);
      return [scope, new ScopeLayer(state.touched[scope], own)] as const;
    });
    this.softLayers = new Map(byScope.filter(([, layer]) => layer.soft));
    this.layers = byScope
      .map(([, layer]) => layer)
      .filter((layer) => layer.hard || layer.medium || layer.soft);
    this.hardLayers = this.layers.filter((l) => l.hard);
    this.restLayers = this.layers.filter((l) => l.medium || l.soft);
    this.recount();
  }

  /** Scores everything afresh; the state must have no pending Change. */
  recount(): void {
    this.hard = 0;
    this.medium = 0;
    this.soft = 0;
    for (const layer of this.layers) {
      layer.recount();
      this.hard += layer.sum(layer.hardCost);
      this.medium += layer.sum(layer.mediumCost);
      this.soft += layer.sum(layer.softCost);
    }
  }

  /**
   * Scores the pending Change. With `allowHard` false (the usual) it stops at the first sign
   * that hard violations grow, returns false, and the medium and soft figures are not made.
   */
  score(allowHard = false): boolean {
    this.addHard = 0;
    this.addMedium = 0;
    this.addSoft = 0;
    const { hardLayers, restLayers } = this;
    for (let i = 0; i < hardLayers.length; i++) {
      const layer = hardLayers[i];
      if (layer.touched.count > 0) this.addHard += layer.scoreHard();
    }
    if (this.addHard > 0 && !allowHard) return false;
    for (let i = 0; i < restLayers.length; i++) {
      const layer = restLayers[i];
      if (layer.touched.count === 0) continue;
      if (layer.medium) this.addMedium += layer.scoreMedium();
      if (layer.soft) this.addSoft += layer.scoreSoft();
    }
    return true;
  }

  /** What the pending Change adds to the soft rules of one scope, as far as it has come. */
  softAdded(scope: Scope): number {
    const layer = this.softLayers.get(scope);
    return layer === undefined ? 0 : layer.scoreSoft();
  }

  /** Takes over what the last `score()` found. */
  keep(): void {
    for (const layer of this.layers) if (layer.touched.count > 0) layer.keep();
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

class ScopeLayer {
  readonly hard: ElementCost | undefined;
  readonly medium: ElementCost | undefined;
  readonly soft: ElementCost | undefined;
  readonly hardCost: Float64Array;
  readonly mediumCost: Float64Array;
  readonly softCost: Float64Array;
  private readonly newHard: Float64Array;
  private readonly newMedium: Float64Array;
  private readonly newSoft: Float64Array;
  readonly touched: TouchedSet;

  constructor(touched: TouchedSet, parts: readonly BoundPart[]) {
    this.touched = touched;
    const size = touched.list.length;
    const level = (name: string) => sumOf(parts.filter((p) => p.rule.level === name));
    this.hard = level('hard');
    this.medium = level('medium');
    this.soft = level('soft');
    const array = (has: unknown) => new Float64Array(has ? size : 0);
    this.hardCost = array(this.hard);
    this.mediumCost = array(this.medium);
    this.softCost = array(this.soft);
    this.newHard = array(this.hard);
    this.newMedium = array(this.medium);
    this.newSoft = array(this.soft);
  }

  recount(): void {
    const fill = (target: Float64Array, cost: ElementCost | undefined) => {
      for (let e = 0; e < target.length; e++) target[e] = (cost as ElementCost)(e);
    };
    fill(this.hardCost, this.hard);
    fill(this.mediumCost, this.medium);
    fill(this.softCost, this.soft);
  }

  sum(costs: Float64Array): number {
    let total = 0;
    for (let e = 0; e < costs.length; e++) total += costs[e];
    return total;
  }

  scoreHard(): number {
    return this.change(this.hard as ElementCost, this.hardCost, this.newHard);
  }

  scoreMedium(): number {
    return this.change(this.medium as ElementCost, this.mediumCost, this.newMedium);
  }

  scoreSoft(): number {
    return this.change(this.soft as ElementCost, this.softCost, this.newSoft);
  }

  private change(cost: ElementCost, old: Float64Array, fresh: Float64Array): number {
    const { list, count } = this.touched;
    let add = 0;
    for (let i = 0; i < count; i++) {
      const e = list[i];
      const now = cost(e);
      fresh[i] = now;
      add += now - old[e];
    }
    return add;
  }

  keep(): void {
    const { list, count } = this.touched;
    for (let i = 0; i < count; i++) {
      const e = list[i];
      if (this.hard) this.hardCost[e] = this.newHard[i];
      if (this.medium) this.mediumCost[e] = this.newMedium[i];
      if (this.soft) this.softCost[e] = this.newSoft[i];
    }
  }
}

/**
 * One function for the weighted sum of several. It is generated, one call site for each rule,
 * so that the engine can inline them; a loop over an array of functions cannot be inlined.
 */
function sumOf(parts: readonly BoundPart[]): ElementCost | undefined {
  if (parts.length === 0) return undefined;
  const names = parts.map((_, i) => `f${i}`);
  const terms = parts.map((part, i) =>
    part.weight === 1 ? `f${i}(e)` : `${part.weight} * f${i}(e)`,
  );
  const make = new Function(...names, `return (e) => ${terms.join(' + ')};`);
  return make(...parts.map((p) => p.cost)) as ElementCost;
}
