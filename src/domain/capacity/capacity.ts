import solver from 'javascript-lp-solver';
import type { Bilingual } from '../bilingual.ts';
import { listOf, periodName, same, segmentNames, staffName, weekdayName } from '../naming.ts';
import type { Period, Staff } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { isBarred } from '../staff.ts';
import { minuteOf, overlaps } from '../time.ts';
import { type Demand, demandsOf, type SeatSort } from './demand.ts';
import { type Remedy, remedied, remediesOf } from './remedies.ts';

/** Fewer people than posts, by so many at least, in every plan that keeps the hard rules. */
export interface Shortage {
  /** Where it shows: at one time, over a day (sessions a day), or over the week (minutes). */
  span: 'time' | 'day' | 'week';
  weekday?: number;
  periodIds: string[];
  /**
   * Posts that stay open at least, beyond those of the findings before; one of several periods
   * counts in each of them.
   */
  short: number;
  posts: number;
  sentence: Bilingual;
  /** People who would help: they qualify, and are not available then. With limits: at theirs. */
  staffIds: string[];
  /** Rule ids or params without which less would be short there. */
  rules: string[];
}

/** Its types speak of the package as CommonJS; what is loaded is the solver itself. */
const lp = solver as unknown as {
  Solve(model: object): { feasible?: boolean; result?: number };
};

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
const shortestCountedMinutes = 20;
const epsilon = 1e-6;

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
  const remedies = new Remedies(index);
  const found: Shortage[] = [];
  let known = 0;
  for (const weekday of new Set(index.problem.periods.map((p) => p.weekday))) {
    const ofDay = demands.filter(({ period }) => period.weekday === weekday);
    const times = timesOf(ofDay)
      .map((at) => ({ at, short: shortOf(at, people, 'time') }))
      .filter(({ short }) => short > epsilon)
      .sort((a, b) => b.short - a.short);
    // Times that share no demand are short one by one: their shortages add up.
    const seen = new Set<Demand>();
    let ofTimes = 0;
    for (const { at, short } of times) {
      if (at.some((demand) => seen.has(demand))) continue;
      for (const demand of at) seen.add(demand);
      ofTimes += whole(short);
      found.push(
        describe(
          index,
          people,
          'time',
          tightest(at, people),
          whole(short),
          remedies.of('time', at, short),
        ),
      );
    }
    const short = whole(shortOf(ofDay, people, 'day'));
    if (short > ofTimes) {
      const rules = remedies.of('day', ofDay, short);
      found.push(describe(index, people, 'day', ofDay, short - ofTimes, rules));
    }
    known += Math.max(short, ofTimes);
  }
  const short = whole(shortOf(demands, people, 'week'));
  if (short > known) {
    const rules = remedies.of('week', demands, short);
    found.push(describe(index, people, 'week', demands, short - known, rules));
  }
  return found;
}

/** Only those demands of one time that make it short: without any one of them it would be less. */
function tightest(at: readonly Demand[], people: People): Demand[] {
  let left = [...at];
  const short = whole(shortOf(left, people, 'time'));
  for (const demand of at) {
    const rest = left.filter((one) => one !== demand);
    if (rest.length > 0 && whole(shortOf(rest, people, 'time')) === short) left = rest;
  }
  return left;
}

function whole(short: number): number {
  return Math.ceil(short - epsilon);
}

/** The demands that hold at one moment, for each moment at which one begins. */
function timesOf(demands: readonly Demand[]): Demand[][] {
  const starts = new Set(demands.map(({ period }) => minuteOf(period.start)));
  return [...starts].map((minute) =>
    demands.filter(
      ({ period }) => minuteOf(period.start) <= minute && minute < minuteOf(period.end),
    ),
  );
}

interface Group {
  staff: Staff[];
  /** Which demands its people qualify for. */
  fits: ReadonlySet<Demand>;
}

/** People with the same qualifications, as far as the demands can tell, stand together. */
class People {
  readonly groups: Group[];
  private readonly index: ProblemIndex;

  constructor(index: ProblemIndex, demands: readonly Demand[]) {
    this.index = index;
    const groups = new Map<string, Group>();
    for (const staff of index.problem.staff) {
      const fits = demands.filter(({ sorts }) => sorts.some((sort) => this.qualifies(staff, sort)));
      if (fits.length === 0) continue;
      const key = fits.map((demand) => demands.indexOf(demand)).join();
      const group = groups.get(key);
      if (group) group.staff.push(staff);
      else groups.set(key, { staff: [staff], fits: new Set(fits) });
    }
    this.groups = [...groups.values()];
  }

  qualifies(staff: Staff, { qualification, kinds }: SeatSort): boolean {
    if (this.isOff('staffQualified')) return true;
    return (
      !isBarred(staff) &&
      (qualification === undefined || staff.qualifications?.includes(qualification) === true) &&
      (kinds === undefined || kinds.includes(staff.kind))
    );
  }

  /** A session of several periods may have begun before a lesson's rest would matter. */
  isFree(staff: Staff, { period, what }: Pick<Demand, 'period' | 'what'>): boolean {
    if (this.isOff('staffAvailable')) return true;
    const [start, end] = [minuteOf(period.start), minuteOf(period.end)];
    const rest = what === 'pupils' ? 0 : this.index.params.rest.afterLesson;
    const hits = (from: number, to: number) => overlaps(start, end, from, to);
    const isAway = (staff.unavailable ?? []).some(
      (i) => i.weekday === period.weekday && hits(minuteOf(i.start), minuteOf(i.end)),
    );
    if (isAway) return false;
    return !(staff.lessons ?? []).some((lesson) => {
      if (lesson.weekday !== period.weekday) return false;
      const pause = start - minuteOf(lesson.end);
      return hits(minuteOf(lesson.start), minuteOf(lesson.end)) || (pause >= 0 && pause < rest);
    });
  }

  limit(staff: Staff, name: 'sessionsPerDay' | 'minutesPerWeek'): number {
    if (this.isOff('staffLimit')) return Number.POSITIVE_INFINITY;
    return staff.limits?.[name] ?? this.index.params.staff[name] ?? Number.POSITIVE_INFINITY;
  }

  private isOff(ruleId: string): boolean {
    return this.index.problem.rules?.off?.includes(ruleId) ?? false;
  }
}

/** What would help: each is tried by counting posts and people again as if it were lifted. */
class Remedies {
  private readonly index: ProblemIndex;
  private readonly known = new Map<Remedy, { demands: Demand[]; people: People }>();

  constructor(index: ProblemIndex) {
    this.index = index;
  }

  of(span: Shortage['span'], demands: readonly Demand[], short: number): string[] {
    const periods = new Set(demands.map(({ period }) => period));
    return remediesOf[span].filter((remedy) => {
      const { demands: all, people } = this.with(remedy);
      const there = all.filter(({ period }) => periods.has(period));
      return whole(shortOf(there, people, span)) < whole(short);
    });
  }

  private with(remedy: Remedy): { demands: Demand[]; people: People } {
    let found = this.known.get(remedy);
    if (found === undefined) {
      const index = remedied(this.index, remedy);
      const demands = demandsOf(index).filter(({ count }) => count > 0);
      found = { demands, people: new People(index, demands) };
      this.known.set(remedy, found);
    }
    return found;
  }
}

function minutes({ start, end }: Period): number {
  return minuteOf(end) - minuteOf(start);
}

/** The least sum of posts that stay open, as a linear relaxation. */
function shortOf(demands: readonly Demand[], people: People, span: Shortage['span']): number {
  if (demands.length === 0) return 0;
  const constraints: Record<string, { min?: number; max?: number }> = {};
  const variables: Record<string, Record<string, number>> = {};
  demands.forEach(({ count }, d) => {
    constraints[`d${d}`] = { min: count };
    variables[`open${d}`] = { short: 1, [`d${d}`]: 1 };
  });
  const days = new Map<number, Demand[]>();
  for (const demand of demands) {
    const list = days.get(demand.period.weekday);
    if (list) list.push(demand);
    else days.set(demand.period.weekday, [demand]);
  }
  const times = [...days.values()].flatMap(timesOf);
  // A session of several periods counts once a day, so only those of one period are limited.
  const counted = ({ what, period }: Demand) =>
    what !== 'pupils' && minutes(period) >= shortestCountedMinutes;
  people.groups.forEach(({ staff, fits }, g) => {
    const free = (demand: Demand) => staff.filter((one) => people.isFree(one, demand));
    times.forEach((at, t) => {
      const here = new Set(at.filter((demand) => fits.has(demand)).flatMap(free));
      constraints[`t${g}_${t}`] = { max: here.size };
    });
    if (span !== 'time')
      for (const [day, ofDay] of days) {
        const own = ofDay.filter((demand) => fits.has(demand) && counted(demand));
        const most = staff.reduce((sum, one) => {
          const possible = own.filter((demand) => people.isFree(one, demand)).length;
          return sum + Math.min(possible, people.limit(one, 'sessionsPerDay'));
        }, 0);
        constraints[`s${g}_${day}`] = { max: most };
      }
    if (span === 'week') {
      const most = staff.reduce((sum, one) => {
        const possible = demands
          .filter((demand) => fits.has(demand) && people.isFree(one, demand))
          .reduce((total, { period }) => total + minutes(period), 0);
        return sum + Math.min(possible, people.limit(one, 'minutesPerWeek'));
      }, 0);
      constraints[`m${g}`] = { max: most };
    }
    demands.forEach((demand, d) => {
      const count = fits.has(demand) ? free(demand).length : 0;
      if (count === 0) return;
      const row: Record<string, number> = { [`d${d}`]: 1, [`f${g}_${d}`]: 1 };
      constraints[`f${g}_${d}`] = { max: count };
      times.forEach((at, t) => {
        if (at.includes(demand)) row[`t${g}_${t}`] = 1;
      });
      if (span !== 'time' && counted(demand)) row[`s${g}_${demand.period.weekday}`] = 1;
      if (span === 'week') row[`m${g}`] = minutes(demand.period);
      variables[`x${g}_${d}`] = row;
    });
  });
  const { feasible, result } = lp.Solve({
    optimize: 'short',
    opType: 'min',
    constraints,
    variables,
  });
  // An answer that is none says nothing: only what is certain is reported.
  return feasible === true && typeof result === 'number' && Number.isFinite(result) ? result : 0;
}

function describe(
  index: ProblemIndex,
  people: People,
  span: Shortage['span'],
  demands: readonly Demand[],
  short: number,
  rules: string[],
): Shortage {
  const posts = demands.reduce((sum, { count }) => sum + count, 0);
  const first = demands[0] as Demand;
  const periodIds = [...new Set(demands.map(({ period }) => period.id))];
  const qualified = index.problem.staff.filter((staff) =>
    demands.some(({ sorts }) => sorts.some((sort) => people.qualifies(staff, sort))),
  );
  const present = qualified.filter((staff) => demands.some((d) => people.isFree(staff, d)));
  const away = qualified.filter((staff) => !present.includes(staff));
  const help = span === 'time' ? away : present;
  const names = listOf(
    help.map(({ id }) => same(staffName(index, id))),
    'people',
  );
  const where: Record<Shortage['span'], Bilingual> = {
    time: {
      zh: `${periodName(index, first.period.id).zh}（${segmentNames[first.period.segment].zh}）`,
      en: `${periodName(index, first.period.id).en} (${segmentNames[first.period.segment].en})`,
    },
    day: weekdayName(first.period.weekday),
    week: { zh: '一周', en: 'the week' },
  };
  const preposition = span === 'week' ? 'Over' : 'On';
  const because: Record<Shortage['span'], Bilingual> = {
    time: {
      zh: away.length > 0 ? `；符合条件但不可排：${names.zh}` : '',
      en: away.length > 0 ? `; qualified but not available: ${names.en}` : '',
    },
    day: { zh: '；受每人每天场次上限限制', en: '; held back by the limit of sessions a day' },
    week: { zh: '；受每人每周上限限制', en: '; held back by the limits of a week' },
  };
  return {
    span,
    ...(span === 'week' ? {} : { weekday: first.period.weekday }),
    periodIds,
    short,
    posts,
    sentence: {
      zh: `${where[span].zh}至少需要 ${posts} 个岗位，符合条件且可排 ${present.length} 人，至少缺 ${short} 个${because[span].zh}`,
      en: `${preposition} ${where[span].en} at least ${posts} ${posts === 1 ? 'post is' : 'posts are'} needed, ${present.length} ${present.length === 1 ? 'person who qualifies is' : 'people who qualify are'} available, and at least ${short} ${short === 1 ? 'stays' : 'stay'} open${because[span].en}`,
    },
    staffIds: help.map(({ id }) => id),
    rules,
  };
}
