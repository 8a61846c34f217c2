import type { DataWarning } from './data-warning.ts';
import { listOf, same, staffName } from './naming.ts';
import type { Staff } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';
import type { RuleId } from './rule-ids.ts';
import { shareOf } from './staff.ts';
import { isUnavailable } from './time.ts';

/**
 * Whoever is away in every period of the week, or limited to nothing, and has a share all the same,
 * as somebody who is ill all term: their part of the load is counted as theirs, and nobody can
 * bring it to them.
 */
export function awayAllWeek(index: ProblemIndex): DataWarning[] {
  const { periods, staff, rules } = index.problem;
  if (periods.length === 0) return [];
  const sharers = staff.filter((one) => shareOf(one) > 0);
  const isOn = (rule: RuleId) => !rules?.off?.includes(rule);
  const away = sharers.filter(
    (one) => isOn('staffAvailable') && periods.every((period) => isUnavailable(one, period)),
  );
  const limited = sharers.filter(
    (one) => isOn('staffLimit') && isLimitedToNothing(one) && !away.includes(one),
  );
  const told = (people: readonly Staff[], zh: string, en: (isOne: boolean) => string) => {
    if (people.length === 0) return [];
    const who = listOf(
      people.map(({ id }) => same(staffName(index, id))),
      'people',
    );
    const isOne = people.length === 1;
    return [
      {
        code: 'away-all-week' as const,
        staffIds: people.map(({ id }) => id),
        sentence: {
          zh: `${who.zh}${zh}，却仍占一份工作量份额，其他人会显得负担过重：整学期不来的，把份额（share）写成 0`,
          en: `${who.en} ${en(isOne)} and still ${isOne ? 'has' : 'have'} a share of the load, so that the others look overloaded: set the share of whoever is away all term to 0`,
        },
      },
    ];
  };
  return [
    ...told(away, '在所有时段都不能来', (isOne) => `${isOne ? 'is' : 'are'} away in every period`),
    ...told(
      limited,
      '每周的天数或分钟上限是 0，不能上岗',
      (isOne) => `${isOne ? 'has' : 'have'} a limit of 0 days or minutes a week`,
    ),
  ];
}

function isLimitedToNothing({ limits }: Staff): boolean {
  return limits?.daysPerWeek === 0 || limits?.minutesPerWeek === 0;
}
