import {
  compareScores,
  type Progress,
  type SolveAndBoundOptions,
  verify,
} from '../solver/index.ts';
import { problemHash } from '../src/domain/hash.ts';
import type { Plan, Problem, Score } from '../src/domain/problem.ts';
import { markChoice, withWeights } from '../src/domain/profiles.ts';
import {
  beat,
  type Claim,
  type Database,
  failJob,
  finishJob,
  isStoreAway,
  type JobProgress,
  loadCheckpoint,
  loadPlan,
  loadProblem,
  releaseJob,
  retryJob,
  saveCheckpoint,
} from '../src/store/index.ts';
import { isMachineFault } from './machine-fault.ts';
import type { Solve } from './solve.ts';

/**
 * One attempt at one job, by this process.
 *
 *   searching ──limit reached──────────────────────> finished (completed)
 *     ├──someone asked to stop──> search aborted ──> finished (stopped, best plan kept)
 *     ├──this process shuts down─> search aborted ──> checkpoint, put back in the queue
 *     ├──attempt no longer ours──> search aborted ──> nothing is written
 *     ├──a fault of the machine──> put back, to go on after a pause; failed after a few
 *     └──the solver throws───────────────────────────> failed at once
 *
 * What may crash, and what is then left: before the first checkpoint the job starts over;
 * after it, at most CHECKPOINT_MS of search are lost; a crash inside a transaction leaves the
 * state before it. A database that is away for a while stops the telling, not the search.
 */
export interface AttemptDeps {
  db: Database;
  solve: Solve;
  /** Threads of the solver for a job that does not ask for fewer. */
  threads: number;
  onTrouble(what: string, error: unknown): void;
}

export type Outcome = 'finished' | 'released' | 'retried' | 'lost' | 'failed';

export interface AttemptReport {
  outcome: Outcome;
  seconds: number;
  /** Part of the first plan's soft cost that was taken away, where hard and medium stayed equal. */
  improvement: number | undefined;
}

const TICK_MS = 125;
/** A better plan is told at most this often, and anything at all at least that often. */
const BEST_MS = 250;
const PROGRESS_MS = 750;
/** How soon a request to stop is heard. */
const LISTEN_MS = 400;
const CHECKPOINT_MS = 1000;
/** A search that goes on this long after its limit is taken for hung. */
const GRACE_MS = 60_000;
const LONGEST_SECONDS = 3600;

export async function runAttempt(
  deps: AttemptDeps,
  claim: Claim,
  draining: AbortSignal,
): Promise<AttemptReport> {
  const startedAt = performance.now();
  const report = (outcome: Outcome, improvement?: number): AttemptReport => ({
    outcome,
    seconds: (performance.now() - startedAt) / 1000,
    improvement,
  });
  const stored = await loadProblem(deps.db, claim.problemId);
  const problem = stored && withWeights(stored, claim.options);
  // Deleted with its school, and the job with it.
  if (!problem) return report('lost');
  const checkpoint = claim.attempt > 1 ? await loadCheckpoint(deps.db, claim.jobId) : undefined;
  if (checkpoint && claim.stopRequested) {
    const plan = verified(problem, checkpoint);
    return report((await finishJob(deps.db, claim, problem, plan)) ? 'finished' : 'lost');
  }
  const start = checkpoint ?? (await startPlan(deps.db, claim, problem));
  const attempt = new Attempt(deps, claim, problem, draining);
  const isCutShort = checkpoint !== undefined && claim.options.startPlanId === undefined;
  return report(await attempt.run(start, isCutShort), attempt.improvement());
}

class Attempt {
  private readonly deps: AttemptDeps;
  private readonly claim: Claim;
  private readonly problem: Problem;
  private readonly draining: AbortSignal;
  private readonly abort = new AbortController();
  /** Why the search was aborted; unset while it runs to its own limit. */
  private why: 'stop' | 'drain' | 'lost' | undefined;
  private readonly startedAt = performance.now();
  private latest: Progress | undefined;
  private hasNews = false;
  private isBetter = false;
  /** The best plan of this and earlier attempts; the search tells scores more often than plans. */
  private best: Plan | undefined;
  private bestScore: Score | undefined;
  /** Of the first plan that this attempt told of. */
  private firstScore: Score | undefined;
  private unsavedPlan: Plan | undefined;
  private toldAt = 0;
  private beatAt = performance.now();
  private savedAt = 0;
  /** The writes of one tick; the next tick waits for it. */
  private ticking: Promise<void> | undefined;

  constructor(deps: AttemptDeps, claim: Claim, problem: Problem, draining: AbortSignal) {
    this.deps = deps;
    this.claim = claim;
    this.problem = problem;
    this.draining = draining;
  }

  /** From a plan, or from one whose search, by an earlier attempt, was cut short. */
  async run(start: Plan | undefined, isCutShort: boolean): Promise<Outcome> {
    const drain = () => this.end('drain');
    if (this.draining.aborted) drain();
    this.draining.addEventListener('abort', drain);
    const timer = setInterval(() => this.tick(), TICK_MS);
    const searched = await this.search(start, isCutShort).then(
      (plan) => ({ plan }),
      (error: unknown) => ({ error }),
    );
    clearInterval(timer);
    this.draining.removeEventListener('abort', drain);
    await this.ticking;
    if (!('plan' in searched)) return await this.giveUp(searched.error);
    try {
      return await this.conclude(searched.plan);
    } catch (error) {
      // A store that is away when the result is to be kept is no fault of the search.
      if (isStoreAway(error)) throw error;
      return await this.giveUp(error);
    }
  }

  private async giveUp(error: unknown): Promise<Outcome> {
    if (this.why === 'lost') return 'lost';
    this.deps.onTrouble('the solver failed', error);
    const message = error instanceof Error ? error.message : String(error);
    if (isMachineFault(error)) {
      // What was found is kept where the store can still be reached.
      if (this.best) await saveCheckpoint(this.deps.db, this.claim, this.best);
      const retried = await retryJob(this.deps.db, this.claim, { code: 'job-failed', message });
      if (retried === undefined) return 'lost';
      if (retried) return 'retried';
    }
    await failJob(this.deps.db, this.claim, { code: 'solve-failed', message });
    return 'failed';
  }

  improvement(): number | undefined {
    const [first, last] = [this.firstScore, this.bestScore];
    if (!first || !last || first.hard !== last.hard || first.medium !== last.medium) return;
    return first.soft > 0 ? Math.max(0, 1 - last.soft / first.soft) : undefined;
  }

  private async search(start: Plan | undefined, isCutShort: boolean): Promise<Plan> {
    const mark = (plan: Plan) => markChoice(plan, this.claim.options);
    const options = this.remainingOptions();
    if (start) options.start = start;
    if (isCutShort) options.done = this.shareDone();
    this.best = start;
    this.bestScore = start?.score;
    const longest = Math.max(options.seconds ?? LONGEST_SECONDS, options.bound ?? 0);
    const limit = longest * 1000 + GRACE_MS;
    let hung: NodeJS.Timeout | undefined;
    const overdue = new Promise<never>((_, reject) => {
      hung = setTimeout(() => {
        this.abort.abort();
        reject(new Error(`the solver did not end within ${Math.round(limit / 1000)} s`));
      }, limit);
    });
    const solving = this.deps.solve(
      this.problem,
      options,
      (progress) =>
        this.hear(progress.plan ? { ...progress, plan: mark(progress.plan) } : progress),
      this.abort.signal,
    );
    try {
      return mark(await Promise.race([solving, overdue]));
    } finally {
      clearTimeout(hung);
    }
  }

  /** Share of the job's limit that earlier attempts have used up, as the search counts it. */
  private shareDone(): number {
    const { seconds, steps } = this.claim.options;
    const { elapsedMs, steps: stepsDone } = this.claim.done;
    if (steps !== undefined) return Math.min(1, stepsDone / steps);
    return seconds === undefined ? 0 : Math.min(1, elapsedMs / 1000 / seconds);
  }

  /** What is left of the job's limits after earlier attempts. */
  private remainingOptions(): SolveAndBoundOptions {
    const { seconds, steps, seed, threads, bound } = this.claim.options;
    const { elapsedMs, steps: stepsDone } = this.claim.done;
    const left: SolveAndBoundOptions = {
      seed,
      threads: Math.min(threads ?? this.deps.threads, this.deps.threads),
      progressMs: BEST_MS,
    };
    if (seconds !== undefined) left.seconds = Math.max(1, seconds - elapsedMs / 1000);
    if (steps !== undefined) left.steps = Math.max(1, steps - stepsDone);
    if (this.claim.stopRequested) left.seconds = 1;
    else if (bound !== undefined) {
      left.bound = Math.max(1, bound - elapsedMs / 1000);
      left.onBoundFault = (error) => this.deps.onTrouble('there is no bound', error);
    }
    return left;
  }

  private hear(progress: Progress): void {
    this.latest = progress;
    this.firstScore ??= progress.score;
    this.hasNews = true;
    if (!this.bestScore || compareScores(progress.score, this.bestScore) < 0) {
      this.bestScore = progress.score;
      this.isBetter = true;
    }
    if (progress.plan && this.isBest(progress.plan)) {
      this.best = progress.plan;
      this.unsavedPlan = progress.plan;
    }
  }

  /** A search that goes on from a checkpoint may wander below it first; the job does not. */
  private isBest(plan: Plan): boolean {
    return this.best === undefined || compareScores(plan.score, this.best.score) <= 0;
  }

  private tick(): void {
    if (this.ticking) return;
    this.ticking = this.tell()
      .catch((error: unknown) => this.deps.onTrouble('the store cannot be reached', error))
      .finally(() => {
        this.ticking = undefined;
      });
  }

  private async tell(): Promise<void> {
    const now = performance.now();
    const isTime = now - this.toldAt >= (this.isBetter ? BEST_MS : PROGRESS_MS);
    const progress = this.latest && isTime ? this.takeNews(this.latest) : undefined;
    if (progress || now - this.beatAt >= LISTEN_MS) {
      this.beatAt = now;
      if (progress) this.toldAt = now;
      const answer = await beat(this.deps.db, this.claim, { progress });
      if (!answer) this.end('lost');
      else if (answer.stopRequested) this.end('stop');
    }
    if (this.unsavedPlan && now - this.savedAt >= CHECKPOINT_MS) {
      this.savedAt = now;
      await this.checkpoint(this.unsavedPlan);
    }
  }

  private takeNews(latest: Progress): { data: JobProgress; isBest: boolean } {
    const isBest = this.isBetter;
    const { phase, steps, stepsPerSecond, bound } = latest;
    const score = this.bestScore ?? latest.score;
    // A solver that has nothing new to say still runs: the time goes on.
    const elapsedMs = this.hasNews ? latest.elapsedMs : performance.now() - this.startedAt;
    this.isBetter = false;
    this.hasNews = false;
    const { done } = this.claim;
    return {
      isBest,
      data: {
        phase,
        score,
        steps: done.steps + steps,
        stepsPerSecond: Math.round(stepsPerSecond),
        elapsedMs: Math.round(done.elapsedMs + elapsedMs),
        ...(bound === undefined ? {} : { bound }),
      },
    };
  }

  private async checkpoint(plan: Plan): Promise<void> {
    this.unsavedPlan = undefined;
    try {
      if (!(await saveCheckpoint(this.deps.db, this.claim, plan))) this.end('lost');
    } catch (error) {
      this.unsavedPlan ??= plan;
      throw error;
    }
  }

  private async conclude(found: Plan): Promise<Outcome> {
    const { db } = this.deps;
    if (this.why === 'lost') return 'lost';
    const plan =
      this.best === undefined || this.isBest(found)
        ? found
        : boundedAs(found, verified(this.problem, this.best));
    this.best = plan;
    this.bestScore = plan.score;
    if (this.latest) {
      const progress = this.takeNews(this.latest);
      await this.insist(() => beat(db, this.claim, { progress }));
    }
    if (this.why === 'drain') {
      await saveCheckpoint(db, this.claim, plan);
      return (await releaseJob(db, this.claim)) ? 'released' : 'lost';
    }
    const planId = await this.insist(() => finishJob(db, this.claim, this.problem, plan));
    return planId ? 'finished' : 'lost';
  }

  /** A result is worth some patience with a database that restarts. */
  private async insist<T>(write: () => Promise<T>): Promise<T> {
    for (let delayMs = 200; ; delayMs *= 2) {
      try {
        return await write();
      } catch (error) {
        if (delayMs > 6400 || this.draining.aborted) throw error;
        this.deps.onTrouble('the store cannot be reached', error);
        await new Promise((resolve) => setTimeout(resolve, delayMs));
      }
    }
  }

  private end(why: 'stop' | 'drain' | 'lost'): void {
    // Losing the attempt outweighs the rest: nothing may be written any more.
    if (this.why === undefined || why === 'lost') this.why = why;
    this.abort.abort();
  }
}

/** The plan that a job was asked to go on from; it may have been scored with other weights. */
async function startPlan(
  db: Database,
  { options }: Claim,
  problem: Problem,
): Promise<Plan | undefined> {
  const { startPlanId } = options;
  const plan = startPlanId === undefined ? undefined : await loadPlan(db, startPlanId);
  if (plan === undefined) return undefined;
  const own = { ...verified(problem, plan), problemHash: problemHash(problem) };
  return markChoice(own, options);
}

/** A bound holds for every plan that is no worse than the one it was made for. */
function boundedAs({ bound }: Plan, better: Plan): Plan {
  return bound === undefined || bound.soft > better.score.soft ? better : { ...better, bound };
}

/** Plans on the way are scored by the fast forms; a plan that is kept is scored by `verify`. */
function verified(problem: Problem, plan: Plan): Plan {
  return { ...plan, score: verify(problem, plan) };
}
