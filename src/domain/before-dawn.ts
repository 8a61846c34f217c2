import { timesText } from './capacity/times-text.ts';
import type { DataWarning } from './data-warning.ts';
import type { ProblemIndex } from './problem-index.ts';
import { minuteOf, timeOf } from './time.ts';

const dawn = 6 * 60;
const halfDay = 12 * 60;

/**
 * Periods at hours at which no school looks after anybody. Most often an hour of the afternoon was
 * typed on the 12-hour clock: 3:50 for 15:50.
 */
export function beforeDawn({ problem }: ProblemIndex): DataWarning[] {
  const early = problem.periods.filter(({ start }) => minuteOf(start) < dawn);
  const [first] = early;
  if (first === undefined) return [];
  const times = timesText(early);
  const [limit, meant] = [dawn, minuteOf(first.start) + halfDay].map(timeOf);
  return [
    {
      code: 'before-dawn',
      periodIds: early.map(({ id }) => id),
      sentence: {
        zh: `有时段在早上 ${limit} 以前开始（${times.zh}）：下午的时间要按24小时制写，${first.start} 要写成 ${meant}`,
        en: `Periods begin before ${limit} (${times.en}): times of the afternoon are written on the 24-hour clock, ${first.start} as ${meant}`,
      },
    },
  ];
}
