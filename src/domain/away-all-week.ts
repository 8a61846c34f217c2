import type { DataWarning } from './data-warnings.ts';
import { listOf, same } from './naming.ts';
import type { Period, Staff } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';
import { shareOf } from './staff.ts';
import { minuteOf, overlaps } from './time.ts';

/**
 * Whoever is away in every period of the week and has a share all the same, as somebody who is ill
 * all term: their part of the load is counted as theirs, and nobody can bring it to them.
 */
export function awayAllWeek({ problem }: ProblemIndex): DataWarning[] {
  const { periods, staff, rules } = problem;
  if (periods.length === 0 || rules?.off?.includes('staffAvailable')) return [];
  const away = staff.filter(
    (one) => shareOf(one) > 0 && periods.every((period) => isAway(one, period)),
  );
  if (away.length === 0) return [];
  const who = listOf(
    away.map(({ name, id }) => same(name || id)),
    'people',
  );
  const [are, have] = away.length === 1 ? ['is', 'has'] : ['are', 'have'];
  return [
    {
      code: 'away-all-week',
      staffIds: away.map(({ id }) => id),
      sentence: {
        zh: `${who.zh}在所有时段都不能来，却仍占一份工作量份额，其他人会显得负担过重：整学期不来的，把份额（share）写成 0`,
        en: `${who.en} ${are} away in every period and still ${have} a share of the load, so that the others look overloaded: set the share of whoever is away all term to 0`,
      },
    },
  ];
}

function isAway({ unavailable = [] }: Staff, { weekday, start, end }: Period): boolean {
  return unavailable.some(
    (away) =>
      away.weekday === weekday &&
      overlaps(minuteOf(away.start), minuteOf(away.end), minuteOf(start), minuteOf(end)),
  );
}
