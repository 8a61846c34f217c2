import { problemHash } from '../src/domain/hash.ts';
import type { Plan, Problem, Score } from '../src/domain/problem.ts';
import { construct } from './construct/construct.ts';
import { openReason } from './explain/open-reason.ts';
import type { OnProgress, Phase, SolveOptions } from './options.ts';
import { anneal, type Schedule } from './search/anneal.ts';
import { checkAgainstVerify } from './search/check-verify.ts';
import { Climb } from './search/climb.ts';
import { planSessions } from './state/plan-out.ts';
import { verify } from './verify.ts';

export const SOLVER_NAME = 'afterbell';
export const SOLVER_VERSION = '0.1.0';

/**
 * Finds a plan for one valid problem on this thread: compile, build a first plan, then search
 * until a limit or the signal; the best plan seen is returned, whenever it stops. It yields to
 * the event loop so that the signal can arrive. The same seed and step limit give the same plan.
 */
export async function solve(
  problem: Problem,
  options: SolveOptions = {},
  onProgress?: OnProgress,
  signal?: AbortSignal,
): Promise<Plan> {
  const { seed = 1, steps, start, checkLevel = 'off', progressMs = 250 } = options;
  const began = performance.now();
  const schedule: Schedule = {
    began,
    limitMs: 1000 * (options.seconds ?? (steps === undefined ? 10 : Number.POSITIVE_INFINITY)),
    limitSteps: steps ?? Number.POSITIVE_INFINITY,
    restarted: start !== undefined,
  };
  const report = reporter(problem, seed, began, progressMs, onProgress);
  const climb = new Climb(problem, seed, checkLevel);
  construct(climb, start ?? problem.baseline);
  report(climb, 'construct', true);
  await anneal(climb, schedule, signal, (always) => report(climb, 'search', always));
  climb.checkPhase();
  const plan = report(climb, 'finish', true) ?? toPlan(climb, problem, seed);
  if (checkLevel !== 'off') checkAgainstVerify(climb, plan.score);
  return plan;
}

/** The best assignment as a plan, scored by `verify`. */
export function toPlan(climb: Climb, problem: Problem, seed: number): Plan {
  const state = climb.bestState();
  const plan: Plan = {
    problemId: problem.school.id,
    problemHash: hashOf(problem),
    ...planSessions(state, (s) => openReason(state, s)),
    score: { hard: 0, medium: 0, soft: 0, rules: {} },
    seed,
    solver: { name: SOLVER_NAME, version: SOLVER_VERSION, steps: climb.steps },
  };
  plan.score = verify(problem, plan);
  return plan;
}

const hashes = new WeakMap<Problem, string>();
function hashOf(problem: Problem): string {
  let hash = hashes.get(problem);
  if (hash === undefined) {
    hash = problemHash(problem);
    hashes.set(problem, hash);
  }
  return hash;
}

type Report = (climb: Climb, phase: Phase, always: boolean) => Plan | undefined;

/** Throttled progress: a plan goes along when the best is better than the last one told. */
function reporter(
  problem: Problem,
  seed: number,
  began: number,
  progressMs: number,
  onProgress: OnProgress | undefined,
): Report {
  let lastTime = Number.NEGATIVE_INFINITY;
  let told: { hard: number; medium: number; soft: number } | undefined;
  let score: Score | undefined;
  let searchBegan = began;
  return (climb, phase, always) => {
    if (phase === 'construct') searchBegan = performance.now();
    const now = performance.now();
    if (!onProgress || (!always && now - lastTime < progressMs)) return undefined;
    lastTime = now;
    const { best } = climb;
    const isNew =
      !told || told.hard !== best.hard || told.medium !== best.medium || told.soft !== best.soft;
    let plan: Plan | undefined;
    if (isNew || phase === 'finish') {
      told = { hard: best.hard, medium: best.medium, soft: best.soft };
      plan = toPlan(climb, problem, seed);
      score = plan.score;
    }
    onProgress({
      phase,
      score: score as Score,
      steps: climb.steps,
      stepsPerSecond: climb.steps / Math.max(1e-3, (now - searchBegan) / 1000),
      elapsedMs: now - began,
      seed,
      ...(plan === undefined ? {} : { plan }),
    });
    return phase === 'finish' ? plan : undefined;
  };
}
