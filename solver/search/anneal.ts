import type { Climb } from './climb.ts';

export interface Schedule {
  /** The clock at the start, so that compiling and building count. */
  began: number;
  limitMs: number;
  limitSteps: number;
  /** Goes on from an earlier plan: starts cooler. */
  restarted: boolean;
  /** Temperatures at the start and at the end, where the usual ones do not suit the rules. */
  heat?: { hot: number; cold: number };
  /** Milliseconds that run; default `performance.now`. Must be the clock that `began` is of. */
  clock?: () => number;
}

const CHUNK = 256;
const YIELD_MS = 40;
const HOT = 4;
const WARM = 2;
const COLD = 0.15;
/** Share of the limit after which moves that need heat are tried less. */
const COOL_AT = 0.5;

/**
 * Simulated annealing. The temperature falls from HOT to COLD (in units of soft cost) along the
 * share of the limit that is used up: of the steps where they are limited, so that a run can be
 * repeated exactly, else of the time.
 */
export async function anneal(
  climb: Climb,
  schedule: Schedule,
  signal: AbortSignal | undefined,
  report: (always: boolean) => void,
): Promise<void> {
  const { limitSteps, limitMs, began, clock = () => performance.now() } = schedule;
  const bySteps = Number.isFinite(limitSteps);
  const { hot, cold } = schedule.heat ?? { hot: schedule.restarted ? WARM : HOT, cold: COLD };
  let lastYield = clock();
  const searchBegan = lastYield;
  if (climb.wheel.bound.length === 0) return;
  while (climb.steps < limitSteps && !signal?.aborted) {
    const now = clock();
    if (now - began >= limitMs) return;
    const used = bySteps
      ? climb.steps / limitSteps
      : (now - searchBegan) / Math.max(1, limitMs - (searchBegan - began));
    const temperature = hot * (cold / hot) ** Math.min(1, used);
    if (used >= COOL_AT) climb.wheel.cool();
    const chunk = Math.min(CHUNK, limitSteps - climb.steps);
    for (let i = 0; i < chunk; i++)
      climb.step(-temperature * Math.log(climb.random.unit() + 1e-12));
    if (now - lastYield >= YIELD_MS) {
      report(false);
      await yieldToEvents();
      lastYield = clock();
    }
  }
}

function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
