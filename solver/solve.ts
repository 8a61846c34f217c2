import { problemHash } from '../src/domain/hash.ts';
import type { Plan, Problem, Score } from '../src/domain/problem.ts';
import { construct } from './construct/construct.ts';
import { withReasons } from './explain/explain.ts';
import { openReason } from './explain/open-reason.ts';
import type { OnProgress, Phase, SolveOptions, Team } from './options.ts';
import { anneal, type Schedule } from './search/anneal.ts';
import { checkAgainstVerify } from './search/check-verify.ts';
import { Climb } from './search/climb.ts';
import { CommonLog } from './search/common-log.ts';
import { compareScores } from './search/compare.ts';
import { giveWay } from './search/give-way.ts';
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
  const { seed = 1, steps, start, done, team, checkLevel = 'off' } = options;
  const began = team ? team.began - performance.timeOrigin : performance.now();
  const report = reporter(problem, seed, began, options, onProgress);
  const climb = new Climb(problem, seed, { checkLevel });
  construct(climb, start ?? problem.baseline);
  report(climb, 'construct', true);
  const schedule: Schedule = {
    began,
    limitMs: 1000 * (options.seconds ?? (steps === undefined ? 10 : Number.POSITIVE_INFINITY)),
    limitSteps: steps ?? Number.POSITIVE_INFINITY,
    restarted: start !== undefined && done === undefined,
    done: start === undefined ? 0 : (done ?? 0),
    ...(team ? joinTeam(climb, team, began) : {}),
  };
  await anneal(climb, schedule, signal, (always) => report(climb, 'search', always));
  giveWay(climb);
  climb.checkPhase();
  const plan = report(climb, 'finish', true) ?? toPlan(climb, problem, seed);
  if (checkLevel !== 'off') checkAgainstVerify(climb, plan.score);
  const best = start === undefined ? plan : betterOf(start, plan, problem);
  return withReasons(problem, best);
}

/** From now on the search is one of a team; what its schedule has from that. */
function joinTeam(climb: Climb, { memory, searchSeed, peers }: Team, began: number) {
  const log = new CommonLog(memory);
  climb.join(log, searchSeed);
  return { peers, searchBegan: began + log.searchBegan(performance.now() - began) };
}

/**
 * The import of a start may lose what fits only as a whole; the answer is never worse than the
 * start all the same. A start of another problem does not count.
 */
function betterOf(start: Plan, plan: Plan, problem: Problem): Plan {
  if (start.problemHash !== plan.problemHash) return plan;
  const score = verify(problem, start);
  if (compareScores(score, plan.score) >= 0) return plan;
  const { seed, solver } = plan;
  return { ...start, score, seed, solver };
}

/** The best assignment as a plan, scored by `verify` unless a score is given. */
export function toPlan(climb: Climb, problem: Problem, seed: number, score?: Score): Plan {
  const state = climb.bestState();
  const plan: Plan = {
    problemId: problem.school.id,
    problemHash: hashOf(problem),
    ...planSessions(state, (s) => openReason(state, s)),
    score: { hard: 0, medium: 0, soft: 0, rules: {} },
    seed,
    solver: { name: SOLVER_NAME, version: SOLVER_VERSION, steps: climb.steps },
  };
  plan.score = score ?? verify(problem, plan);
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

/**
 * Throttled progress. The score is told at each new best; the plan itself, which costs more to
 * make, at most every `planMs`. Only the last one is scored by `verify`.
 */
function reporter(
  problem: Problem,
  seed: number,
  began: number,
  { progressMs = 250, planMs = 1500 }: SolveOptions,
  onProgress: OnProgress | undefined,
): Report {
  let lastTime = Number.NEGATIVE_INFINITY;
  let lastPlan = Number.NEGATIVE_INFINITY;
  let told: Score | undefined;
  let sent: Score | undefined;
  let searchBegan = began;
  return (climb, phase, always) => {
    if (phase === 'construct') searchBegan = performance.now();
    const now = performance.now();
    if (!onProgress || (!always && now - lastTime < progressMs)) return undefined;
    lastTime = now;
    if (!told || compareScores(told, climb.bestCost) !== 0) told = climb.bestScore();
    let plan: Plan | undefined;
    const isNew = sent === undefined || compareScores(sent, told) !== 0;
    if (phase === 'finish' || (isNew && (always || now - lastPlan >= planMs))) {
      plan = toPlan(climb, problem, seed, phase === 'finish' ? undefined : told);
      told = plan.score;
      sent = plan.score;
      lastPlan = now;
    }
    onProgress({
      phase,
      score: told,
      steps: climb.steps,
      stepsPerSecond: climb.steps / Math.max(1e-3, (now - searchBegan) / 1000),
      elapsedMs: now - began,
      seed,
      ...(plan === undefined ? {} : { plan }),
    });
    return plan;
  };
}
