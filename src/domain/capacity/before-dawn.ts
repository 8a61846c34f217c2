import type { Bilingual } from '../bilingual.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { minuteOf, timeOf } from '../time.ts';
import { timesText } from './times-text.ts';

/** Periods at hours at which no school looks after anybody. */
export interface BeforeDawn {
  periodIds: string[];
  sentence: Bilingual;
}

const dawn = 6 * 60;

/** Most often an hour of the afternoon that was typed on the 12-hour clock: 3:50 for 15:50. */
export function beforeDawn({ problem }: ProblemIndex): BeforeDawn[] {
  const early = problem.periods.filter(({ start }) => minuteOf(start) < dawn);
  if (early.length === 0) return [];
  const times = timesText(early);
  const [from, meant] = [dawn, dawn + 10 * 60].map(timeOf);
  return [
    {
      periodIds: early.map(({ id }) => id),
      sentence: {
        zh: `有时段在早上 ${from} 以前开始（${times.zh}）：下午的时间要按24小时制写，如 ${meant}`,
        en: `Periods begin before ${from} (${times.en}): times of the afternoon are written on the 24-hour clock, such as ${meant}`,
      },
    },
  ];
}
