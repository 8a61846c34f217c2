import type { Bilingual } from './bilingual.ts';
import type { Problem, SeatSpec, Segment, Session, StaffKind } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';
import { careWords, roleWords, staffKindWords } from './views/words.ts';

/** How people speak of the parts of a plan: names where there are some, ids where there are none. */

const weekdays: readonly Bilingual[] = [
  { zh: '周一', en: 'Monday' },
  { zh: '周二', en: 'Tuesday' },
  { zh: '周三', en: 'Wednesday' },
  { zh: '周四', en: 'Thursday' },
  { zh: '周五', en: 'Friday' },
  { zh: '周六', en: 'Saturday' },
  { zh: '周日', en: 'Sunday' },
];

export const segmentNames: Record<Segment, Bilingual> = {
  earlyArrival: { zh: '弹性入学', en: 'early arrival' },
  homework: { zh: '作业时间', en: 'homework time' },
  club: { zh: '社团时间', en: 'club time' },
  microTheme: { zh: '微主题', en: 'theme time' },
  homeSchool: { zh: '家校共育', en: 'home and school time' },
  lateCare: { zh: '延时托管', en: 'late care' },
  break: { zh: '课间', en: 'break' },
  duty: { zh: '护导值班', en: 'duty time' },
};

export const roleNames: Record<SeatSpec['role'], Bilingual> = roleWords;

export const staffKindNames: Record<StaffKind, Bilingual> = staffKindWords;

/** Kinds of people as a list; a list without any allows nobody. */
export function kindsName(kinds: readonly StaffKind[]): Bilingual {
  if (kinds.length === 0) return { zh: '无', en: 'none' };
  return listOf(kinds.map((kind) => staffKindNames[kind]));
}

export function weekdayName(weekday: number): Bilingual {
  return weekdays[weekday - 1] ?? { zh: `第${weekday}天`, en: `day ${weekday}` };
}

/** What a school is called: one whose name was left empty goes by its id. */
export function schoolName({ id, name }: Pick<Problem['school'], 'id' | 'name'>): string {
  return name || id;
}

export function staffName(index: ProblemIndex, id: string): string {
  return index.names.staff.get(id) ?? id;
}

export function className(index: ProblemIndex, id: string): string {
  return index.names.classes.get(id) ?? id;
}

export function roomName(index: ProblemIndex, id: string): string {
  return index.names.rooms.get(id) ?? id;
}

export function activityName(index: ProblemIndex, id: string): string {
  return index.names.activities.get(id) ?? id;
}

/** "周一 15:50-16:30"; the weekday alone is in `weekdayName`. */
export function periodName(index: ProblemIndex, id: string): Bilingual {
  return periodsName(index, [id]);
}

/** Periods of one weekday as one stretch: from the start of the first to the end of the last. */
export function periodsName(index: ProblemIndex, ids: readonly string[]): Bilingual {
  const periods = ids.map((id) => index.period(id));
  const day = weekdayName(periods[0]?.weekday ?? 0);
  const start = periods.map((p) => p.start).sort()[0] ?? '';
  const end = periods.map((p) => p.end).sort()[periods.length - 1] ?? '';
  return { zh: `${day.zh} ${start}-${end}`, en: `${day.en} ${start}-${end}` };
}

export function seriesName(
  index: ProblemIndex,
  activityId: string,
  forKey: string | undefined,
): Bilingual {
  const name = activityName(index, activityId);
  if (forKey === undefined) return { zh: name, en: name };
  if (index.activity(activityId).forEach === 'grade')
    return { zh: `${name}（${forKey}年级）`, en: `${name} (grade ${forKey})` };
  const of = className(index, forKey);
  return { zh: `${name}（${of}）`, en: `${name} (${of})` };
}

/** What a session is, without its time: the care of these classes, or its activity. */
export function sessionTitle(index: ProblemIndex, session: Session): Bilingual {
  if (session.activityId !== undefined)
    return seriesName(index, session.activityId, session.forKey);
  const classes = listOf(
    session.classIds.map((id) => same(className(index, id))),
    'classes',
  );
  const { segment } = index.period(session.periodIds[0] as string);
  const of = session.classIds.length > 0 ? classes.en : 'no class';
  return {
    zh: `${classes.zh}${careWords[segment].zh}`,
    en: `care of ${of} in ${segmentNames[segment].en}`,
  };
}

/** A session with its time: "周一 15:50-16:30 三年级1班作业看护". */
export function sessionName(index: ProblemIndex, session: Session): Bilingual {
  const when = periodsName(index, session.periodIds);
  const title = sessionTitle(index, session);
  return { zh: `${when.zh} ${title.zh}`, en: `${title.en} on ${when.en}` };
}

export function same(text: string): Bilingual {
  return { zh: text, en: text };
}

const shown = 6;

/** How lists are counted in Chinese. */
const units = {
  people: '人',
  pupils: '名学生',
  classes: '个班',
  rooms: '个场地',
  periods: '个时段',
  sessions: '场',
  items: '项',
};

/** A list as a text; a long one is cut and says how many there are. */
export function listOf(names: readonly Bilingual[], of: keyof typeof units = 'items'): Bilingual {
  const some = names.slice(0, shown);
  const rest = names.length - some.length;
  const zh = some.map((name) => name.zh).join('、');
  const en = some.map((name) => name.en).join(', ');
  if (rest === 0) return { zh, en };
  return { zh: `${zh}等${names.length}${units[of]}`, en: `${en} and ${rest} more` };
}

/** A figure with at most one decimal, without a minus before zero. */
export function figure(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}
