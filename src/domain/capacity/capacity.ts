import type { Bilingual } from '../bilingual.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { demandsOf } from './demand.ts';
import { type Help, Helps } from './help.ts';
import type { Span } from './least-short.ts';
import { People } from './people.ts';
import { shortageSentence } from './shortage-text.ts';
import { type Shortfall, shortfalls } from './shortfalls.ts';

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
  const demands = demandsOf(index);
  const people = new People(index, demands);
  const helps = new Helps(index, demands, people);
  return shortfalls(demands, people).map((found) => describe(index, people, helps, found));
}

function describe(
  index: ProblemIndex,
  people: People,
  helps: Helps,
  { short, count, isMore }: Shortfall,
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
