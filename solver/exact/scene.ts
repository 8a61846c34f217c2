import type { Problem } from '../../src/domain/problem.ts';
import { compileModel, type Model } from '../model/model.ts';
import { isOff, ruleWeights } from '../rules/registry.ts';
import { Expr, LinearModel } from './linear-model.ts';
import type { Link } from './links.ts';

/** What every part of the relaxation reads, and the model that it adds to. */
export interface Scene {
  problem: Problem;
  model: Model;
  lp: LinearModel;
  /** Most that medium may cost; Infinity if nothing is known. */
  mediumLimit: number;
  /** Weight of a soft rule; 0 where it is off. */
  weight(rule: string): number;
  /** Whether a rule is switched on. */
  on(rule: string): boolean;
  /** Whether a breach that costs this much medium by this rule may be in a plan at all. */
  mayCost(rule: string, medium: number): boolean;
  /** Duties that are due in every one of their periods are in the plan (docs/adr/0007). */
  dutiesStand: boolean;
  /** The medium cost by rule. */
  medium: Map<string, Expr>;
  /** Clubs that each person leads. */
  clubsLed: Expr[];
  /** Every kind of post that somebody takes. */
  links: Link[];
  /** What care without pupils costs by `posts`. */
  idleCost: Expr;
}

export function makeScene(problem: Problem, mediumLimit: number, dutiesStand = false): Scene {
  const weights = ruleWeights(problem);
  const on = (rule: string) => !isOff(problem, rule);
  return {
    problem,
    model: compileModel(problem),
    lp: new LinearModel(),
    mediumLimit,
    dutiesStand,
    weight: (rule) => weights.get(rule) ?? 0,
    on,
    mayCost: (rule, medium) => !on(rule) || medium <= mediumLimit + 1e-6,
    medium: new Map(),
    clubsLed: problem.staff.map(() => new Expr()),
    links: [],
    idleCost: new Expr(),
  };
}

/** Adds a column to the medium cost, if its rule is on. */
export function chargeMedium(scene: Scene, rule: string, column: number, cost: number): void {
  if (!scene.on(rule)) return;
  const sum = scene.medium.get(rule) ?? new Expr();
  scene.medium.set(rule, sum.add(column, cost));
}
