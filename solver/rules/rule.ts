import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Model } from '../model/model.ts';
import type { Scope } from '../state/scopes.ts';
import type { State } from '../state/state.ts';
import type { PlanView } from './plan-view.ts';

export type Level = 'hard' | 'medium' | 'soft';

/**
 * One occurrence of what a rule counts: typed data for explanations. `cost` is unweighted and
 * the rule's cost is the sum over its matches times its weight. The ids name what is concerned.
 */
export interface Match {
  cost: number;
  /** How many violations this match stands for; 1 when absent. */
  count?: number;
  sessionIds?: string[];
  staffIds?: string[];
  classIds?: string[];
  roomIds?: string[];
  studentIds?: string[];
  periodIds?: string[];
  activityId?: string;
  forKey?: string;
  weekday?: number;
  /** Figures that the sentence needs: limits, actual values, targets. */
  detail?: Record<string, number | string>;
}

/** The unweighted cost of one element, read from the state only; never below zero. */
export type ElementCost = (element: number) => number;

export interface FastPart {
  scope: Scope;
  /** Binds to one state; called once when the evaluator is built. Returns undefined when the rule cannot cost anything in this problem. */
  bind(state: State, model: Model): ElementCost | undefined;
}

/**
 * What one match says, as a text with places to be filled in: `{people}`, `{classes}`, `{rooms}`,
 * `{pupils}`, `{sessions}`, `{periods}`, `{day}`, `{series}` from its ids, each list also counted
 * (`{peopleCount}`), `{count}`, and every figure of its `detail` by its name. A rule whose matches
 * are of several sorts chooses among texts.
 */
export type Telling = Bilingual | ((match: Match) => Bilingual);

/** The texts of several reasons as one. */
export function told(
  reasons: string | number | undefined,
  texts: Readonly<Record<string, Bilingual>>,
): Bilingual {
  const found = String(reasons)
    .split(' ')
    .flatMap((reason) => texts[reason] ?? []);
  return {
    zh: found.map(({ zh }) => zh).join('；'),
    en: found.map(({ en }) => en).join('; '),
  };
}

export interface Rule {
  id: string;
  level: Level;
  /** Weight where the problem gives none; 1 for hard and medium, whose costs are never weighted. */
  defaultWeight: number;
  title: Bilingual;
  /** The rule as one plain sentence, with the official words where they exist. */
  sentence: Bilingual;
  /** Names of the `params` that this rule reads. */
  params: readonly string[];
  /** One sentence for one match. */
  tell: Telling;
  /** The same of a match that a step would bring, where `tell` would speak of it as a fact. */
  tellIf?: Telling;
  /** Naive and obviously right, on domain objects. */
  reference(plan: PlanView, index: ProblemIndex): Match[];
  /** The incremental form; none for what the state cannot represent (it is 0 there by construction, and says so). */
  fast: readonly FastPart[];
}
