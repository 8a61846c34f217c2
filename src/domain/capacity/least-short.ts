import solver from 'javascript-lp-solver';
import type { Period, Staff } from '../problem.ts';
import { minuteOf } from '../time.ts';
import type { Demand } from './demand.ts';
import type { People } from './people.ts';

/** Where a shortage shows: at one time, over a day (sessions a day), or over the week (minutes). */
export type Span = 'time' | 'day' | 'week';

/** Its types speak of the package as CommonJS; what is loaded is the solver itself. */
const lp = solver as unknown as {
  Solve(model: object): { feasible?: boolean; result?: number };
};

const shortestCountedMinutes = 20;
const epsilon = 1e-6;

/** The fewest posts that stay open, whoever takes which. */
export function leastShort(demands: readonly Demand[], people: People, span: Span): number {
  return Math.ceil(shortOf(demands, people, span) - epsilon);
}

/** The demands that hold at one moment, for each moment at which one begins. */
export function timesOf(demands: readonly Demand[]): Demand[][] {
  const starts = new Set(demands.map(({ period }) => minuteOf(period.start)));
  return [...starts].map((minute) =>
    demands.filter(
      ({ period }) => minuteOf(period.start) <= minute && minute < minuteOf(period.end),
    ),
  );
}

/** Sessions of a day that a person could take among those they qualify for, were there no limit. */
export function sessionsPossible(staff: Staff, fitting: readonly Demand[], people: People): number {
  return fitting.filter((demand) => isCounted(demand) && people.isFree(staff, demand)).length;
}

/** The same in minutes of a week. */
export function minutesPossible(staff: Staff, fitting: readonly Demand[], people: People): number {
  return fitting
    .filter((demand) => people.isFree(staff, demand))
    .reduce((total, { period }) => total + minutes(period), 0);
}

export function byDay(demands: readonly Demand[]): Map<number, Demand[]> {
  const days = new Map<number, Demand[]>();
  for (const demand of demands) {
    const list = days.get(demand.period.weekday);
    if (list) list.push(demand);
    else days.set(demand.period.weekday, [demand]);
  }
  return days;
}

/** The least sum of posts that stay open, as a linear relaxation. */
function shortOf(demands: readonly Demand[], people: People, span: Span): number {
  if (demands.length === 0) return 0;
  const constraints: Record<string, { min?: number; max?: number }> = {};
  const variables: Record<string, Record<string, number>> = {};
  demands.forEach(({ count }, d) => {
    constraints[`d${d}`] = { min: count };
    variables[`open${d}`] = { short: 1, [`d${d}`]: 1 };
  });
  const days = byDay(demands);
  const times = [...days.values()].flatMap(timesOf);
  people.groups.forEach(({ staff, fits }, g) => {
    const free = (demand: Demand) => staff.filter((one) => people.isFree(one, demand));
    times.forEach((at, t) => {
      const here = new Set(at.filter((demand) => fits.has(demand)).flatMap(free));
      constraints[`t${g}_${t}`] = { max: here.size };
    });
    if (span !== 'time')
      for (const [day, ofDay] of days) {
        const own = ofDay.filter((demand) => fits.has(demand));
        const most = staff.reduce((sum, one) => {
          const possible = sessionsPossible(one, own, people);
          return sum + Math.min(possible, people.limit(one, 'sessionsPerDay'));
        }, 0);
        constraints[`s${g}_${day}`] = { max: most };
      }
    if (span === 'week') {
      const own = demands.filter((demand) => fits.has(demand));
      const most = staff.reduce((sum, one) => {
        const possible = minutesPossible(one, own, people);
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
      if (span !== 'time' && isCounted(demand)) row[`s${g}_${demand.period.weekday}`] = 1;
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

/** A session of several periods counts once a day, so only those of one period are limited. */
function isCounted({ what, period }: Demand): boolean {
  return what !== 'pupils' && minutes(period) >= shortestCountedMinutes;
}

function minutes({ start, end }: Period): number {
  return minuteOf(end) - minuteOf(start);
}
