import type { Bilingual } from '../bilingual.ts';
import type { Staff } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { type Demand, demandsOf } from './demand.ts';
import { type Help, Helps, type Short } from './help.ts';
import { byDay, leastShort, type Span, timesOf } from './least-short.ts';
import { People } from './people.ts';
import { shortageSentence } from './shortage-text.ts';

/** Fewer people than posts, by so many at least, in every plan that keeps the hard rules. */
export interface Shortage {
  /** Where it shows: at one time, over a day (sessions a day), or over the week (minutes). */
  span: Span;
  weekday?: number;
  periodIds: string[];
  /**
   * Posts that stay open at least, beyond those of the findings before; one of several periods
   * counts in each of them.
   */
  short: number;
  posts: number;
  sentence: Bilingual;
  /** Everybody whom what would help is about. */
  staffIds: string[];
  /** What would help, by what it would lift. */
  rules: string[];
  /** The same with what to do and whom it is about, whatever leaves the fewest posts open first. */
  help: Help[];
}

/** A rule whose absence lets posts be filled or avoided in ways that are not counted here. */
const needed = [
  'staffClash',
  'segmentFit',
  'coverage',
  'groupSize',
  'classClash',
  'audience',
  'pupilLeave',
  'openSeat',
  'openSession',
];

/**
 * People against posts, before solving. One-sided: what is reported cannot be filled by any plan
 * that breaks no hard rule; what is not reported may still turn out short. Pure and quick: it
 * runs in a browser too.
 */
export function checkCapacity(index: ProblemIndex): Shortage[] {
  const off = index.problem.rules?.off ?? [];
  if (needed.some((id) => off.includes(id))) return [];
  const demands = demandsOf(index).filter(({ count }) => count > 0);
  const people = new People(index, demands);
  const helps = new Helps(index, people);
  const tell = (short: Short, count: number, isMore: boolean) =>
    describe(index, people, helps, short, count, isMore);
  const found: Shortage[] = [];
  let known = 0;
  for (const ofDay of byDay(demands).values()) {
    const ofTimes = shortTimes(ofDay, people);
    for (const { short, count } of ofTimes) found.push(tell(short, count, false));
    const sum = ofTimes.reduce((total, { count }) => total + count, 0);
    const all = leastShort(ofDay, people, 'day');
    if (all > sum) {
      const told = new Set(ofTimes.flatMap(({ short }) => short.told));
      const rest = restOf(ofDay, told, people, 'day', all - sum);
      found.push(tell({ span: 'day', all: ofDay, told: rest }, all - sum, sum > 0));
    }
    known += Math.max(all, sum);
  }
  const all = leastShort(demands, people, 'week');
  if (all > known) {
    const week: Short = { span: 'week', all: demands, told: demands };
    found.push(tell(week, all - known, known > 0));
  }
  return found;
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

function describe(
  index: ProblemIndex,
  people: People,
  helps: Helps,
  short: Short,
  count: number,
  isMore: boolean,
): Shortage {
  const { span, told } = short;
  const help = helps.of(short);
  const rules = help.map(({ rule }) => rule);
  const { staff } = index.problem;
  const weekday = told[0]?.period.weekday;
  return {
    span,
    ...(span === 'week' || weekday === undefined ? {} : { weekday }),
    periodIds: [...new Set(told.map(({ period }) => period.id))],
    short: count,
    posts: told.reduce((sum, demand) => sum + demand.count, 0),
    sentence: shortageSentence({ span, demands: told, staff, people, short: count, isMore, rules }),
    staffIds: [...new Set(help.flatMap(({ staffIds }) => staffIds))],
    rules,
    help,
  };
}
