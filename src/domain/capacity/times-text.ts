import type { Bilingual } from '../bilingual.ts';
import { listOf, weekdayName } from '../naming.ts';
import type { Period } from '../problem.ts';

/** Periods with the days of each time together: "周一至周五 17:50-18:20". */
export function timesText(periods: readonly Period[]): Bilingual {
  const byTime = new Map<string, number[]>();
  for (const { start, end, weekday } of periods) {
    const time = `${start}-${end}`;
    byTime.set(time, [...(byTime.get(time) ?? []), weekday]);
  }
  const times = [...byTime].map(([time, weekdays]): Bilingual => {
    const days = daysText([...new Set(weekdays)].sort((a, b) => a - b));
    return { zh: `${days.zh} ${time}`, en: `${days.en} ${time}` };
  });
  return listOf(times, 'periods');
}

/** Three days or more without a gap are told by the first and the last. */
function daysText(days: readonly number[]): Bilingual {
  const [first = 0] = days;
  const last = days.at(-1) ?? first;
  if (days.length > 2 && last - first === days.length - 1) {
    const [from, to] = [weekdayName(first), weekdayName(last)];
    return { zh: `${from.zh}至${to.zh}`, en: `${from.en} to ${to.en}` };
  }
  return listOf(days.map(weekdayName));
}
