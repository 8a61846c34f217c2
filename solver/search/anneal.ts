import type { Mix } from '../moves/move.ts';
import { type Decisions, Snapshot } from '../state/snapshot.ts';
import type { Climb } from './climb.ts';
import type { Peers } from './peers.ts';

/** Temperatures that fall until a share of the limit is used up. */
interface Cooling {
  /** Share of the limit at which it ends. */
  until: number;
  /** Temperatures at its start and its end, in units of soft cost. */
  hot: number;
  cold: number;
}

/** A part of the search with a cooling of its own. */
export interface Stage extends Cooling {
  /** What soft rules about people weigh meanwhile, as a share of what they should. */
  peopleWorth: number;
  /** The weights that moves have. */
  mix: Mix;
}

export interface Schedule {
  /** The clock at the start, so that compiling and building count. */
  began: number;
  /** The clock when the first of the threads began to search; default: now. */
  searchBegan?: number;
  limitMs: number;
  limitSteps: number;
  /** Goes on from a plan whose search was complete: the last stage only. */
  restarted: boolean;
  /** Goes on from a plan of a search that was cut short: the share of that which is done. */
  done?: number;
  /** Stages to go through, where the usual ones do not suit the rules. */
  stages?: readonly Stage[];
  /** Milliseconds that run; default `performance.now`. Must be the clock that `began` is of. */
  clock?: () => number;
  peers?: Peers;
}

const CHUNK = 256;
const YIELD_MS = 40;
/**
 * Limits, in milliseconds for each seat to the power of 1.5, beyond which threads make the long
 * search apart: 4 s for 200 seats, 27 s for 750, 110 s for 1,900.
 */
const APART_FROM_MS = 1.3;
/** Coolings for open posts at most; the share of the limit of each, and by which one has to end. */
const SHORTAGE = { rounds: 3, share: 0.15, end: 0.8, hot: 5, cold: 0.7 };
/** Share of the limit after the end of a stage at which peers' outlines are looked at. */
const LOOK_AFTER = 0.03;
/** Shares of the limit at which a search goes on from the best plan of all. */
const LAST_LOOKS = [0.8, 0.92];
const TELL_FROM = 0.6;
const TELL_EVERY = 0.02;
/** Steps between two looks at whether the assignment is the best by the true weights. */
const LOOK_STEPS = 1 << 17;

/**
 * The outline first (which clubs, when, with whom, which classes together) while people's wishes
 * count little: else a club could not move before its people have been sorted out anew. Then
 * everything, cooler, so that the outline changes little any more.
 *
 * Before that the same is done in haste, four times, each longer than the last: who stops early
 * has a plan that is good for the time it took, and the long search ends no worse for it.
 *
 * A small school has time enough for a hotter start of the last stage, in which its clubs still
 * move: what the people of an outline cost is known only once they are sorted out. On large ones
 * that unsettles more than the time left can mend, and their outline takes longer to find.
 */
export function stagesFor(seats: number): readonly Stage[] {
  const hot = Math.min(2, Math.max(1, Math.sqrt(800 / Math.max(1, seats))));
  const isSmall = seats < SMALL;
  const share = isSmall ? SMALL_SHARE : Math.min(2 / 3, Math.max(0.4, Math.sqrt(seats / 4700)));
  let from = 0;
  return [...HASTY, 1].flatMap((until) => {
    const outline = from + (until === 1 || isSmall ? share : 0.5) * (until - from);
    from = until;
    return [
      { until: outline, hot: 4, cold: isSmall ? 1 : 0.5, peopleWorth: 0.25, mix: 'outline' },
      { until, hot, cold: 0.15, peopleWorth: 1, mix: isSmall ? 'small' : 'people' },
    ];
  });
}

/** Schools with fewer seats are small; what their outline has of a search. */
const SMALL = 300;
const SMALL_SHARE = 0.3;
/** Shares of the limit at which the hasty searches end. */
const HASTY = [0.004, 0.016, 0.05, 0.16];

/**
 * Simulated annealing in stages. In each the temperature falls geometrically along the share of
 * the limit that is used up: of the steps where they are limited, so that a run can be repeated
 * exactly, else of the time.
 */
export async function anneal(
  climb: Climb,
  schedule: Schedule,
  signal: AbortSignal | undefined,
  report: (always: boolean) => void,
): Promise<void> {
  const { limitSteps, limitMs, began, done = 0, clock = () => performance.now() } = schedule;
  const bySteps = Number.isFinite(limitSteps);
  const usual = stagesFor(climb.model.series.seatCount);
  const stages = schedule.stages ?? (schedule.restarted ? usual.slice(-1) : usual);
  let lastYield = clock();
  const looks: { at: number; look(): Decisions | undefined }[] = [];
  let nextTell = TELL_FROM;
  const searchBegan = schedule.searchBegan ?? lastYield;
  if (climb.wheel.bound.length === 0) return;
  const last = stages.length - 1;
  const isApart = limitMs > APART_FROM_MS * climb.model.series.seatCount ** 1.5 && last > 0;
  const peers = isApart ? schedule.peers : undefined;
  for (const at of LAST_LOOKS) looks.push({ at, look: () => peers?.better(last, worthOfBest()) });
  let from = 0;
  let late = (share: number) => share;
  for (const [i, stage] of stages.entries()) {
    let { until } = stage;
    if (i === Math.max(0, last - 1) && schedule.stages === undefined) {
      const begin = Math.max(from, done);
      const used = await fillPosts(begin);
      if (used > begin) {
        const left = (1 - used) / (1 - begin);
        late = (share) => 1 - (1 - share) * left;
        from = used;
      }
    }
    until = late(until);
    // The long search begins: so hot that threads can go ways of their own.
    if (peers && i === last - 1) climb.leave();
    climb.enter(stage);
    await run({ ...stage, until }, from);
    from = until;
    if (i === last - 1) tellEnd(i);
  }
  climb.enter({ peopleWorth: 1, mix: 'people' });

  /**
   * Where posts are open or sessions missing, coolings in which nothing else counts, as long as they
   * win something: in the others a Change that opens two posts so that three can be filled is never
   * kept. Returns the share of the limit that is used then.
   */
  async function fillPosts(begin: number): Promise<number> {
    let used = begin;
    let won = false;
    const { best } = climb;
    const isWanted = best.hard === 0 && best.medium > 0;
    for (let round = 0; round < SHORTAGE.rounds; round++) {
      const before = climb.evaluator.medium;
      const until = used + SHORTAGE.share;
      const isSo = (round === 0 ? isWanted : won) && until <= SHORTAGE.end;
      if (!climb.agree(2 * round, isSo).isSo) break;
      climb.enterShortage();
      used = await run({ ...SHORTAGE, until }, used, true);
      climb.returnToBest(climb.agree(2 * round + 1, true).isFirst);
      won = climb.evaluator.medium < before && climb.evaluator.medium > 0;
    }
    return used;
  }

  /** What others made of the stage is looked at a little later, when all have ended it. */
  function tellEnd(i: number): void {
    if (!peers) return;
    const worth = climb.worth();
    peers.tell(i, worth, new Snapshot(climb.state));
    looks.unshift({ at: from + LOOK_AFTER, look: () => peers.better(i, worth) });
  }

  function worthOfBest(): number {
    const { hard, medium, soft } = climb.best;
    return climb.worthOf(hard, medium, soft);
  }

  /** Once nothing is left to look for, the peers have looked for the last time too. */
  function lookAround(used: number): void {
    if (!peers || looks.length === 0) return;
    if (used >= nextTell) {
      nextTell = used + TELL_EVERY;
      peers.tell(last, worthOfBest(), climb.best);
    }
    if (used < looks[0].at) return;
    const found = looks.shift()?.look();
    if (found) climb.goOnFrom(found);
  }

  /** Returns the share of the limit at which it ends: where posts are looked for, once none is open. */
  async function run(cooling: Cooling, from: number, forPosts = false): Promise<number> {
    const { hot, cold, until } = cooling;
    while (climb.steps < limitSteps && !signal?.aborted) {
      const now = clock();
      if (now - began >= limitMs) return until;
      const part = bySteps
        ? climb.steps / limitSteps
        : (now - searchBegan) / Math.max(1, limitMs - (searchBegan - began));
      const used = done + (1 - done) * part;
      if (used >= until && until < 1) return until;
      if (forPosts) {
        if (climb.evaluator.medium < climb.best.medium) climb.noteBest();
        if (climb.evaluator.medium === 0) return used;
      }
      const temperature = hot * (cold / hot) ** Math.min(1, (used - from) / (until - from));
      const chunk = Math.min(CHUNK, limitSteps - climb.steps);
      for (let i = 0; i < chunk; i++) climb.stepAt(temperature);
      if (climb.steps % LOOK_STEPS < CHUNK) climb.noteBest();
      if (now - lastYield >= YIELD_MS) {
        report(false);
        await yieldToEvents();
        lookAround(used);
        lastYield = clock();
      }
    }
    return until;
  }
}

function yieldToEvents(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
