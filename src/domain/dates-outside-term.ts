import type { DataWarning } from './data-warning.ts';
import { listOf, same } from './naming.ts';
import type { ProblemIndex } from './problem-index.ts';

/**
 * Dates that have no effect, for they lie outside the term: make-up days, and holidays where all of
 * them do. Most often the year is mistyped, or they are those of the last term; then calendars and
 * monthly figures count the holidays of this one as days of service.
 */
export function datesOutsideTerm({ problem: { term } }: ProblemIndex): DataWarning[] {
  if (term === undefined) return [];
  const { start, end, holidays = [], makeUpDays = [] } = term;
  const isOutside = (from: string, to: string) => to < start || from > end;
  const days = makeUpDays.map(({ date }) => date).filter((date) => isOutside(date, date));
  const stale = holidays.every(({ from, to }) => isOutside(from, to)) ? holidays : [];
  return [
    ...warning(
      { zh: '放假', en: 'Holidays' },
      stale.map(({ from }) => from),
    ),
    ...warning({ zh: '调休', en: 'Make-up days' }, days),
  ];

  function warning(what: { zh: string; en: string }, dates: readonly string[]): DataWarning[] {
    if (dates.length === 0) return [];
    const list = listOf(dates.map(same));
    return [
      {
        code: 'dates-outside-term',
        sentence: {
          zh: `${what.zh} ${list.zh} 不在学期（${start} 至 ${end}）内，不起作用：检查年份，上学期的要换成本学期的`,
          en: `${what.en} are outside the term (${start} to ${end}) and have no effect (${list.en}): check the year, and replace those of the last term`,
        },
      },
    ];
  }
}
