import type { Staff } from '../problem.ts';
import type { Demand } from './demand.ts';
import { byDay, leastShort, type Span, timesOf } from './least-short.ts';
import type { People } from './people.ts';

/** Where people are short: at single times, what is more over a day, and over the week. */
export function shortfalls(demands: readonly Demand[], people: People): Shortfall[] {
  const found: Shortfall[] = [];
  let known = 0;
  for (const ofDay of byDay(demands).values()) {
    const ofTimes = shortTimes(ofDay, people);
    for (const { short, count } of ofTimes) found.push({ short, count, isMore: false });
    const sum = ofTimes.reduce((total, { count }) => total + count, 0);
    const all = leastShort(ofDay, people, 'day');
    if (all > sum) {
      const told = new Set(ofTimes.flatMap(({ short }) => short.told));
      const rest = restOf(ofDay, told, people, 'day', all - sum);
      const short: Short = { span: 'day', all: ofDay, told: rest };
      found.push({ short, count: all - sum, isMore: sum > 0 });
    }
    known += Math.max(all, sum);
  }
  const all = leastShort(demands, people, 'week');
  if (all > known) {
    const week: Short = { span: 'week', all: demands, told: demands };
    found.push({ short: week, count: all - known, isMore: known > 0 });
  }
  return found;
}

/** The posts of a shortage, as they are and as they are told. */
export interface Short {
  span: Span;
  /** Every post there: what helps may not be at the cost of another of them. */
  all: readonly Demand[];
  /** Those that are short, and not told of before. */
  told: readonly Demand[];
}

/** A shortage with how many posts stay open at least, beyond those of the shortages before. */
export interface Shortfall {
  short: Short;
  count: number;
  /** Whether there is more on that day or in that week that was told before. */
  isMore: boolean;
}

/**
 * The times of a day that are short, the worst first. No post is told of twice, so the shortages
 * add up: where a post is short already (a duty that lasts the whole afternoon), the other posts
 * of a time are looked at alone.
 */
function shortTimes(ofDay: readonly Demand[], people: People): { short: Short; count: number }[] {
  const times = timesOf(ofDay)
    .map((all) => ({ all, count: leastShort(all, people, 'time') }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const seen = new Set<Demand>();
  return times.flatMap(({ all }) => {
    const rest = all.filter((demand) => !seen.has(demand));
    const count = leastShort(rest, people, 'time');
    if (count === 0) return [];
    const told = tightest(rest, people, count);
    for (const demand of told) seen.add(demand);
    return apart(told, people).map((part) => ({
      short: { span: 'time' as const, all, told: part },
      count: leastShort(part, people, 'time'),
    }));
  });
}

/** Demands that nobody there could take two of are short each for itself. */
function apart(demands: readonly Demand[], people: People): Demand[][] {
  const parts: { demands: Demand[]; takers: Set<Staff> }[] = [];
  for (const demand of demands) {
    const takers = people.groups
      .filter(({ fits }) => fits.has(demand))
      .flatMap(({ staff }) => staff.filter((one) => people.isFree(one, demand)));
    const own = { demands: [demand], takers: new Set(takers) };
    for (const part of parts.filter((one) => takers.some((taker) => one.takers.has(taker)))) {
      parts.splice(parts.indexOf(part), 1);
      own.demands.unshift(...part.demands);
      for (const taker of part.takers) own.takers.add(taker);
    }
    parts.push(own);
  }
  return parts.map((part) => part.demands);
}

/** Only those demands of one time that make it short: without any one of them it would be less. */
function tightest(at: readonly Demand[], people: People, count: number): Demand[] {
  let left = [...at];
  for (const demand of at) {
    const rest = left.filter((one) => one !== demand);
    if (rest.length > 0 && leastShort(rest, people, 'time') === count) left = rest;
  }
  return left;
}

/** The demands of a day that nothing was told of, if they alone are short by as many. */
function restOf(
  demands: readonly Demand[],
  told: ReadonlySet<Demand>,
  people: People,
  span: Span,
  count: number,
): readonly Demand[] {
  const rest = demands.filter((demand) => !told.has(demand));
  return leastShort(rest, people, span) === count ? rest : demands;
}
