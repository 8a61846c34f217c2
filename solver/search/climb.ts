import type { Problem, Score } from '../../src/domain/problem.ts';
import { compileModel, type Model } from '../model/model.ts';
import type { Mix, Move, MoveContext, Prices } from '../moves/move.ts';
import { type BoundMove, MoveWheel, moves } from '../moves/registry.ts';
import type { CheckLevel } from '../options.ts';
import type { Rule } from '../rules/rule.ts';
import { checkState } from '../state/check.ts';
import { Evaluator, type WeightedRule, WORTH, type Worth } from '../state/evaluator.ts';
import type { Scope } from '../state/scopes.ts';
import { type Decisions, Snapshot } from '../state/snapshot.ts';
import { State } from '../state/state.ts';
import type { CommonLog } from './common-log.ts';
import { Random } from './random.ts';
import { heaviest, isAboutPeople, loudnessOf, pricesOf, weightedRules } from './weights.ts';

/**
 * What counts where hard rules have a price, in units of the temperature of mending: one that is broken
 * is soon worth mending, and may be broken on the way to that.
 */
const MENDING_WORTH: Worth = { hard: 3, medium: 0.05, soft: 1 };
const MENDING_SOFT = 0.02;

/** What a search is made of. Whatever is absent is the product's own. */
export interface ClimbOptions {
  checkLevel?: CheckLevel;
  /** Rules in force, with their weights; default: the catalogue as the problem weights it. */
  rules?: readonly WeightedRule[];
  /** Moves that are tried; default: the registry. */
  moves?: readonly Move[];
}

/** One search: an assignment, its score, and the best assignment it has seen. */
export class Climb implements MoveContext {
  readonly model: Model;
  readonly state: State;
  /** Rules in force, with the weights of the problem. */
  readonly rules: readonly WeightedRule[];
  /** How much more these weigh, as a whole, than what is searched with; see `loudnessOf`. */
  private readonly loudness: number;
  /** The rules with the weights in force; see `weigh`. */
  evaluator: Evaluator;
  private readonly full: Evaluator;
  readonly random: Random;
  readonly best: Snapshot;
  readonly wheel: MoveWheel;
  private readonly checkLevel: CheckLevel;
  /** What one unit of a level is worth in the search; the score itself stays lexicographic. */
  private levelWorth: Worth;
  private readonly usualWorth: Worth;
  /** Proposals made, those that came to nothing included. */
  steps = 0;
  prices: Prices;
  private temperature = 0;
  private drawn = 1;
  /** NaN until it is asked for: most proposals end before, and a logarithm takes its time. */
  private limit = 0;
  private kept = 0;
  /** Changes of all who search this assignment together. */
  private common: CommonLog | undefined;
  private readonly own: number[] = [];
  private readonly others: number[] = [];
  private scratch: State | undefined;
  private scratchEvaluator: Evaluator | undefined;

  constructor(problem: Problem, seed: number, options: ClimbOptions = {}) {
    this.model = compileModel(problem);
    this.state = new State(this.model);
    this.rules = options.rules ?? weightedRules(problem);
    this.loudness = loudnessOf(this.rules);
    const rules = this.rules.map(({ rule, weight }) => ({
      rule,
      weight: rule.level === 'soft' ? weight / this.loudness : weight,
    }));
    const scale = heaviest(rules);
    this.levelWorth = {
      hard: WORTH.hard * scale,
      medium: WORTH.medium * scale,
      soft: 1,
    };
    this.usualWorth = this.levelWorth;
    this.full = new Evaluator(this.state, rules, this.levelWorth);
    this.evaluator = this.full;
    this.prices = pricesOf(this.evaluator);
    this.random = new Random(seed);
    this.checkLevel = options.checkLevel ?? 'off';
    this.best = new Snapshot(this.state);
    this.noteBest(true);
    this.wheel = new MoveWheel(this, options.moves ?? moves);
  }

  /** Keeps the pending Change; `worth` is checked by the caller. */
  keep(): void {
    this.evaluator.keep();
    this.state.commit();
    // Rounding of float sums must not add up.
    if (++this.kept % 50_000 === 0) {
      this.state.recountLoads();
      this.evaluator.recount();
    }
    if (this.checkLevel === 'move') checkState(this.state, this.evaluator);
  }

  /**
   * Searches one assignment together with other threads: all have made the same one so far, and
   * from now on each makes what any of them keeps. Numbers are drawn from another seed.
   */
  join(common: CommonLog, seed: number): void {
    this.common = common;
    this.random.startAt(seed);
  }

  /** Searches an assignment of its own from now on. */
  leave(): void {
    this.common = undefined;
  }

  /** Makes the Changes that others have kept. */
  catchUp(): void {
    const { state, evaluator, others, common } = this;
    if (!common) return;
    for (let length = common.next(others); length > 0; length = common.next(others)) {
      state.replay(others, length);
      evaluator.score(true);
      this.keep();
    }
    if (common.isLost) this.leave();
  }

  /**
   * Adds the pending Change to the common log. Where others have been first it is proposed anew
   * after theirs, with the same numbers, and nobody adds anything meanwhile: else what takes long
   * would hardly ever be kept. False where it is not worth it any more.
   */
  private tell(common: CommonLog, bound: BoundMove, threshold: number): boolean {
    const { state, own } = this;
    if (common.add(own, state.copyChange(own))) return true;
    state.undo();
    const isMine = common.claim();
    try {
      this.catchUp();
      this.random.takeBack();
      if (!bound.propose() || !this.isWorth(threshold)) return false;
      if (this.common) common.write(own, state.copyChange(own));
      return true;
    } finally {
      if (isMine) common.release();
    }
  }

  /** Tries a Change of construction: kept unless it breaks a hard rule. */
  attempt(change: () => boolean): boolean {
    if (change() && this.evaluator.score()) {
      this.keep();
      return true;
    }
    this.state.undo();
    return false;
  }

  added(scope: Scope): number {
    return this.evaluator.softAdded(scope);
  }

  get held(): Evaluator['held'] {
    return this.evaluator.held;
  }

  get patience(): number {
    if (Number.isNaN(this.limit)) this.limit = -this.temperature * Math.log(this.drawn + 1e-12);
    return this.limit;
  }

  set patience(worse: number) {
    this.limit = worse;
  }

  /** One proposal at a temperature; returns whether it was accepted. */
  stepAt(temperature: number): boolean {
    this.temperature = temperature;
    this.drawn = this.random.unit();
    this.limit = Number.NaN;
    return this.propose();
  }

  /** One proposal, accepted up to `threshold` worse; returns whether it was accepted. */
  step(threshold: number): boolean {
    this.limit = threshold;
    return this.propose();
  }

  private propose(): boolean {
    this.steps++;
    if (this.common?.isBehind) this.catchUp();
    const bound = this.wheel.pick(this.random.next());
    if (bound === undefined) return false;
    bound.tried++;
    const { state, evaluator, common } = this;
    if (common) this.random.mark();
    if (!bound.propose()) {
      if (state.changed) {
        state.undo();
        if (this.checkLevel === 'move') checkState(state, evaluator);
      }
      return false;
    }
    bound.proposed++;
    const threshold = this.patience;
    if (this.isWorth(threshold) && (common === undefined || this.tell(common, bound, threshold))) {
      bound.accepted++;
      this.keep();
      if (evaluator === this.full && this.best.isWorseThan(evaluator)) {
        this.best.take(state, evaluator);
        if (this.checkLevel === 'step') checkState(state, evaluator);
      }
      return true;
    }
    state.undo();
    if (this.checkLevel === 'move') checkState(state, evaluator);
    return false;
  }

  /** The pending Change costs at most so much. */
  private isWorth(threshold: number): boolean {
    const { evaluator } = this;
    const hasPrice = this.levelWorth === MENDING_WORTH;
    if (!evaluator.score(hasPrice, threshold)) return false;
    return this.worthOf(evaluator.addHard, evaluator.addMedium, evaluator.addSoft) <= threshold;
  }

  /** Hard, medium and soft as one figure, as the search weighs them now. */
  worth(): number {
    const { hard, medium, soft } = this.evaluator;
    return this.worthOf(hard, medium, soft);
  }

  worthOf(hard: number, medium: number, soft: number): number {
    return hard * this.levelWorth.hard + medium * this.levelWorth.medium + soft;
  }

  /** Goes on from decisions of the same problem that another search has made. */
  goOnFrom(decisions: Decisions): void {
    new Snapshot(decisions).restore(this.state);
    this.evaluator.recount();
    this.noteBest();
  }

  /** Goes back to the best assignment, in all threads that search together. */
  returnToBest(isFirst: boolean): void {
    const { best, state, own, common } = this;
    const isMine = common?.claim();
    if (!common || !isMine) {
      this.leave();
      this.goOnFrom(best);
      return;
    }
    try {
      this.catchUp();
      if (!isFirst && best.medium >= this.evaluator.medium) return;
      best.apply(state);
      this.evaluator.score(true);
      if (this.common) common.write(own, state.copyChange(own));
      this.keep();
    } finally {
      common.release();
    }
  }

  /** Takes the present assignment as the best one if it is, by the true weights. */
  noteBest(always = false): void {
    if (this.evaluator !== this.full) {
      // By the true weights it costs no less.
      if (!always && !this.best.isWorseThan(this.evaluator)) return;
      this.full.recount();
    }
    if (always || this.best.isWorseThan(this.full)) this.best.take(this.state, this.full);
  }

  /** Begins a stage of the search. */
  enter({ peopleWorth, mix }: { peopleWorth: number; mix: Mix }): void {
    this.weigh(isAboutPeople, peopleWorth, this.usualWorth);
    this.wheel.turn(mix);
  }

  /** From now on, until a stage begins, medium rules have a price, and soft ones do not count. */
  enterShortage(): void {
    this.weigh(({ level }) => level === 'soft', 0, { ...this.usualWorth, medium: 1 });
    this.wheel.turn('shortage');
  }

  /** Answers a question (from 0 to 11) as the first of the threads did that search together. */
  agree(question: number, isSo: boolean): { isSo: boolean; isFirst: boolean } {
    return this.common?.agree(question, isSo) ?? { isSo, isFirst: true };
  }

  /** From now on, until a stage begins, hard rules have a price, and hardly anything else counts. */
  enterMending(): void {
    this.weigh(({ level }) => level === 'soft', MENDING_SOFT, MENDING_WORTH);
    this.wheel.turn('mending');
  }

  /**
   * From now on some rules weigh `share` times what they should. The best assignment is still the
   * one by the true weights.
   */
  private weigh(isLight: (rule: Rule) => boolean, share: number, worth: Worth): void {
    this.levelWorth = worth;
    if (share === 1 && worth === this.usualWorth) this.evaluator = this.full;
    else {
      const light = this.full.rules.map(({ rule, weight }) => ({
        rule,
        weight: isLight(rule) ? weight * share : weight,
      }));
      this.evaluator = new Evaluator(this.state, light, worth);
    }
    this.evaluator.recount();
    this.prices = pricesOf(this.evaluator);
    this.noteBest();
  }

  /**
   * The best assignment, in a state of its own: making a plan of it must not stir the running
   * one, whose lists have an order that the next random picks depend on.
   */
  bestState(): State {
    this.scratch ??= new State(this.model);
    this.best.restore(this.scratch);
    return this.scratch;
  }

  /** What the best assignment costs by the weights of the problem. */
  get bestCost(): { hard: number; medium: number; soft: number } {
    const { hard, medium, soft } = this.best;
    return { hard, medium, soft: soft * this.loudness };
  }

  /** The score of the best assignment from the fast forms; `verify` makes the final one. */
  bestScore(): Score {
    const state = this.bestState();
    this.scratchEvaluator ??= new Evaluator(state, this.rules);
    return { ...this.bestCost, rules: this.scratchEvaluator.ruleScores() };
  }

  /** Called between phases: recounts everything when the check level asks for it. */
  checkPhase(): void {
    if (this.checkLevel !== 'off') checkState(this.state, this.evaluator);
  }
}
