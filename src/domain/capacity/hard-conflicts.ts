import { attendance } from '../attendance.ts';
import type { Bilingual } from '../bilingual.ts';
import { className, segmentNames } from '../naming.ts';
import type { Period } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { isUnavailable, minuteOf, timeOf } from '../time.ts';
import { mayBeElsewhere } from './elsewhere.ts';
import type { HardConflict } from './hard-conflict.ts';
import { pinConflicts } from './pin-conflicts.ts';
import { timesText } from './times-text.ts';

/** One-sided like the count of people: other data may be impossible too. */
export function hardConflicts(index: ProblemIndex): HardConflict[] {
  const off = new Set(index.problem.rules?.off);
  return [
    ...(off.has('coverage') || off.has('dayEnd') ? [] : outsideHours(index)),
    ...(off.has('coverage') || off.has('roomFit') ? [] : withoutRoom(index)),
    ...(off.has('pinned') ? [] : pinConflicts(index, off)),
  ];
}

interface Present {
  period: Period;
  classId: string;
  count: number;
}

function presentIn(index: ProblemIndex, period: Period): Present[] {
  return index.problem.classes
    .map(({ id }) => ({ period, classId: id, count: attendance(index, id, period) }))
    .filter(({ count }) => count > 0);
}

/** Pupils who are in school must be in a session then, and no session may be. */
function outsideHours(index: ProblemIndex): HardConflict[] {
  const groups = new Map<string, { limit: Bilingual; present: Present[] }>();
  for (const period of index.problem.periods)
    for (const one of presentIn(index, period)) {
      const limit = brokenLimit(index, one);
      if (limit === undefined) continue;
      const key = `${period.segment} ${period.start} ${period.end} ${limit.zh}`;
      const group = groups.get(key);
      if (group) group.present.push(one);
      else groups.set(key, { limit, present: [one] });
    }
  return [...groups.values()].map(({ limit, present }) => {
    const periods = distinct(present.map(({ period }) => period));
    const times = timesText(periods);
    const { segment } = periods[0] as Period;
    const most = Math.max(
      ...periods.map((period) =>
        present.reduce((sum, one) => sum + (one.period === period ? one.count : 0), 0),
      ),
    );
    return {
      code: 'outside-hours',
      ruleIds: ['dayEnd'],
      sentence: {
        zh: `${times.zh}（${segmentNames[segment].zh}）有学生在校（最多 ${most} 人），${limit.zh}：改离校时间点、时段或规定的时间，否则每份方案都违反硬规则`,
        en: `Pupils are in school on ${times.en} (${segmentNames[segment].en}; ${most} at most), ${limit.en}: unless the leave points, the periods or the hours change, every plan breaks a hard rule`,
      },
      periodIds: periods.map(({ id }) => id),
      classIds: distinct(present.map(({ classId }) => classId)),
      pins: [],
    };
  });
}

/** As a session of the class would break it; with another stage in it the end is no later. */
function brokenLimit(index: ProblemIndex, { period, classId }: Present): Bilingual | undefined {
  const { latestEndMinute, earliestStartMinute = 0 } = index.params;
  const { stage } = index.problem.school;
  const { grade } = index.schoolClass(classId);
  const own = stage === 'nineYear' ? (grade <= 6 ? 'primary' : 'junior') : stage;
  const latest = latestEndMinute[own] ?? Number.POSITIVE_INFINITY;
  if (minuteOf(period.end) > latest)
    return {
      zh: `晚于规定的最晚结束时间 ${timeOf(latest)}`,
      en: `later than the latest end ${timeOf(latest)}`,
    };
  if (period.segment !== 'earlyArrival' && minuteOf(period.start) < earliestStartMinute)
    return {
      zh: `早于规定的最早开始时间 ${timeOf(earliestStartMinute)}`,
      en: `before the earliest start ${timeOf(earliestStartMinute)}`,
    };
  return undefined;
}

/** Classes whose pupils can only be in care then, all of them, and no open room has the seats. */
function withoutRoom(index: ProblemIndex): HardConflict[] {
  const found = new Map<string, { present: Present[]; largest: number }>();
  for (const period of index.problem.periods) {
    const largest = largestOpenRoom(index, period);
    for (const one of presentIn(index, period)) {
      if (one.count <= largest || mayBeElsewhere(index, one)) continue;
      const key = `${one.classId} ${largest}`;
      const known = found.get(key);
      if (known) known.present.push(one);
      else found.set(key, { present: [one], largest });
    }
  }
  return [...found.values()].map(({ present, largest }) => {
    const [{ classId }] = present as [Present];
    const name = className(index, classId);
    const most = Math.max(...present.map(({ count }) => count));
    const times = timesText(present.map(({ period }) => period));
    const zh = largest === 0 ? '没有开放的场地' : `最大的开放场地只有 ${largest} 座`;
    const en = largest === 0 ? 'no room is open' : `the largest open room has ${largest} seats`;
    return {
      code: 'no-room',
      ruleIds: ['roomFit'],
      sentence: {
        zh: `${name}在${times.zh}有 ${most} 名学生，没有坐得下的场地（${zh}）：每份方案都违反硬规则`,
        en: `No room holds ${name} on ${times.en} with ${most} pupils (${en}): every plan breaks a hard rule`,
      },
      periodIds: present.map(({ period }) => period.id),
      classIds: [classId],
      pins: [],
    };
  });
}

function largestOpenRoom(index: ProblemIndex, period: Period): number {
  const open = index.problem.rooms.filter((room) => !isUnavailable(room, period));
  return Math.max(0, ...open.map(({ seats }) => seats));
}

function distinct<T>(list: readonly T[]): T[] {
  return [...new Set(list)];
}
