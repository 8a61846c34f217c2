import { compareLevels } from '../quality/aggregate.ts';
import type { Levels } from '../quality/results.ts';

/** What one solver came to on one school. */
export interface PeerRun {
  /** `highs whole`, `naive`, `ours, 2 threads` … */
  who: string;
  /** Of ours, by the clock from the call; of the peers, from when their model stands. */
  answers: { seconds: number; cost: Levels }[];
  status: string;
  columns?: number;
  rows?: number;
  buildSeconds?: number;
}

export interface PeerSchool {
  school: string;
  about: string;
  seconds: number;
  runs: PeerRun[];
  /** Cost of a run of ours that was told to end at 10 s. */
  ours10?: Levels;
}

/** The best answer that was there by then; null if there was none. */
export function answerAt({ answers }: Pick<PeerRun, 'answers'>, seconds: number): Levels | null {
  let best: Levels | null = null;
  for (const answer of answers)
    if (answer.seconds <= seconds && (best === null || compareLevels(answer.cost, best) < 0))
      best = answer.cost;
  return best;
}

/** The first moment at which an answer was at most as dear as `cost`. */
export function reachedAt({ answers }: Pick<PeerRun, 'answers'>, cost: Levels): number | undefined {
  const good = answers.filter((answer) => compareLevels(answer.cost, cost) <= 0);
  return good.length === 0 ? undefined : Math.min(...good.map((answer) => answer.seconds));
}

export function isOurs({ who }: Pick<PeerRun, 'who'>): boolean {
  return who.startsWith('ours');
}

/** The peer that reaches our 10 s cost first, and after how many times 10 s. */
export function raceTo10(
  school: PeerSchool,
): { who: string; seconds: number; ratio: number } | undefined {
  const { ours10 } = school;
  if (ours10 === undefined) return undefined;
  const times = school.runs
    .filter((run) => !isOurs(run))
    .flatMap((run) => {
      const seconds = reachedAt(run, ours10);
      return seconds === undefined ? [] : [{ who: run.who, seconds, ratio: seconds / 10 }];
    });
  return times.sort((a, b) => a.seconds - b.seconds)[0];
}

/** Our runs that had the moment itself as their limit; the others are read on the way to a later one. */
export function isToldWhen(run: Pick<PeerRun, 'who'>): boolean {
  return isOurs(run) && run.who.endsWith(TOLD_WHEN);
}

export const TOLD_WHEN = 'told when';

/** Moments at which some peer had a better plan than one of these runs of ours. */
export function lostAt(
  school: PeerSchool,
  times: readonly number[],
  which: (run: PeerRun) => boolean,
): { who: string; at: number }[] {
  const ours = school.runs.filter((run) => isOurs(run) && which(run));
  return times
    .filter((t) => t <= school.seconds)
    .flatMap((at) =>
      school.runs
        .filter((run) => !isOurs(run))
        .filter((run) => {
          const cost = answerAt(run, at);
          if (cost === null) return false;
          return ours.some((own) => {
            const mine = answerAt(own, at);
            return mine === null || compareLevels(cost, mine) < 0;
          });
        })
        .map(({ who }) => ({ who, at })),
    );
}
