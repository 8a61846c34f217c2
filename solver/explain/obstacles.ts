import type { Bilingual } from '../../src/domain/bilingual.ts';
import {
  className,
  listOf,
  periodsName,
  roomName,
  same,
  sessionName,
} from '../../src/domain/naming.ts';
import type { Period, Room, Session, Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { keyFor } from '../rules/plan-pupils.ts';
import { makeSession, type PlanView } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { allowsRoom, needsRoom } from '../rules/room-fit.ts';
import { expandSeats, type SeriesView, type SessionView } from '../rules/session-view.ts';
import { sessionsOverlap } from '../rules/when.ts';
import { type Asking, withoutCrew } from './asking.ts';
import { findCause, type Way } from './candidates.ts';

export type ObstacleKind = 'class' | 'hours' | 'room' | 'pupils' | 'people';

/** One thing that keeps a session out of a place in the week. */
export interface Obstacle {
  kind: ObstacleKind;
  /** The rules that would be broken, the most telling first. */
  ruleIds: string[];
  sentence: Bilingual;
  /** With `people`: what would fill the seat. */
  ways?: Way[];
}

/** A place in the week for one more session, and what keeps it out; nothing when it could be there. */
export interface SpotFindings {
  periodIds: string[];
  /** A room that would do, if one is needed and there is one. */
  roomId: string | null;
  obstacles: Obstacle[];
}

/** Looks at one place in the week for one more session of a series. */
export function lookAtSpot(
  series: SeriesView,
  periods: readonly Period[],
  asking: Asking,
): SpotFindings {
  const { bars, view, index } = asking;
  const draft = draftSession(series, periods, view, index);
  const pupils = pupilsFor(series, draft, view, index);
  const session: SessionView = {
    ...draft,
    headcount: pupils.expected,
    hasPupils: pupils.expected > 0,
  };
  const room = roomFor(session, asking);
  const placed = { ...session, room: room.room };
  const timing = bars
    .ofSession(placed)
    .filter(({ ruleId }) => ruleId !== 'roomClash' && ruleId !== 'roomFit');
  const obstacles: Obstacle[] = [
    ...timing.map(
      ({ ruleId, sentence }): Obstacle => ({ kind: 'hours', ruleIds: [ruleId], sentence }),
    ),
    ...classObstacles(placed, view, index),
    ...room.obstacles,
    ...pupils.obstacles,
    ...peopleObstacles(placed, withoutCrew(asking, careReplacedBy(placed, view))),
  ];
  return {
    periodIds: periods.map(({ id }) => id),
    roomId: room.room?.id ?? null,
    obstacles,
  };
}

function draftSession(
  { activity, forKey, classIds }: SeriesView,
  periods: readonly Period[],
  view: PlanView,
  index: ProblemIndex,
): SessionView {
  const session: Session = {
    id: `new:${activity.id}:${forKey ?? ''}:${periods[0]?.id}`,
    kind: activity.kind,
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    periodIds: periods.map(({ id }) => id),
    roomId: null,
    classIds: activity.enrol === 'class' ? [...classIds] : [],
    headcount: 0,
    seats: expandSeats(activity).map(({ role }) => ({ role, staffId: null })),
  };
  return makeSession(index, session, view.seriesByKey);
}

/** Another session of the classes, or pupils of theirs who are in clubs at that time. */
function classObstacles(session: SessionView, view: PlanView, index: ProblemIndex): Obstacle[] {
  if (session.hosting !== 'class') return [];
  const presence = presenceOf(index);
  const taken = new Set<string>();
  const inClubs = new Set<string>();
  for (const classId of session.classIds)
    for (const period of session.periods) {
      if (presence.count(classId, period) === 0) continue;
      if (view.wholeClassAt(classId, period.id).length > 0) taken.add(classId);
      const { inChoice, inNumbers } = view.whereabouts(classId, period);
      if (inChoice.size + inNumbers > 0) inClubs.add(classId);
    }
  const when = periodsName(index, session.session.periodIds);
  const names = (ids: ReadonlySet<string>) =>
    listOf([...ids].map((id) => same(className(index, id))));
  const obstacles: Obstacle[] = [];
  if (taken.size > 0) {
    const who = names(taken);
    obstacles.push({
      kind: 'class',
      ruleIds: ['classClash'],
      sentence: {
        zh: `${when.zh}，${who.zh}已有别的整班活动`,
        en: `On ${when.en}, ${who.en} already has another whole-class session`,
      },
    });
  }
  if (inClubs.size > 0) {
    const who = names(inClubs);
    obstacles.push({
      kind: 'class',
      ruleIds: ['coverage'],
      sentence: {
        zh: `${when.zh}，${who.zh}有学生在社团`,
        en: `On ${when.en}, pupils of ${who.en} are in clubs`,
      },
    });
  }
  return obstacles;
}

/** The first room that fits and is free, or why there is none. */
function roomFor(
  session: SessionView,
  { bars, index, tally }: Asking,
): { room: Room | undefined; obstacles: Obstacle[] } {
  const { activity, series } = session;
  if (activity === undefined || !needsRoom(activity)) return { room: undefined, obstacles: [] };
  const allowed = index.problem.rooms.filter((room) =>
    allowsRoom(activity, series?.forKey, room, index),
  );
  const what = sessionName(index, session.session);
  const tallied = { closed: 0, seats: 0, taken: 0 };
  const allowedNames = listOf(allowed.map(({ id }) => same(roomName(index, id))));
  for (const room of allowed) {
    const against = bars
      .ofSession({ ...session, room })
      .filter(({ ruleId }) => ruleId === 'roomFit' || ruleId === 'roomClash');
    tally.note(
      'room',
      room.id,
      against.map(({ ruleId }) => ruleId),
      what,
    );
    if (against.length === 0) return { room, obstacles: [] };
    const reasons = against.map(({ match }) => String(match.detail?.reasons ?? 'taken')).join(' ');
    if (reasons.includes('closed')) tallied.closed++;
    else if (reasons.includes('seats')) tallied.seats++;
    else tallied.taken++;
  }
  const when = periodsName(index, session.session.periodIds);
  const sentence: Bilingual =
    allowed.length === 0
      ? { zh: '没有活动允许的场地', en: 'there is no room of the sort that it asks for' }
      : {
          zh: `${when.zh}没有可用场地（${allowedNames.zh}）：${tallied.closed} 个不开放，${tallied.seats} 个坐不下，${tallied.taken} 个已占用`,
          en: `No room is free on ${when.en} (${allowedNames.en}): ${tallied.closed} closed, ${tallied.seats} too small, ${tallied.taken} in use`,
        };
  const ruleIds =
    tallied.taken > 0 && tallied.closed === 0 ? ['roomClash', 'roomFit'] : ['roomFit', 'roomClash'];
  return { room: undefined, obstacles: [{ kind: 'room', ruleIds, sentence }] };
}

/** Pupils who would come: those of a roster, or who chose it, are in school and in no other club then. */
function pupilsFor(
  series: SeriesView,
  session: SessionView,
  view: PlanView,
  index: ProblemIndex,
): { expected: number; obstacles: Obstacle[] } {
  const { activity, roster } = series;
  const presence = presenceOf(index);
  if (session.hosting === 'none') return { expected: 0, obstacles: [] };
  if (session.hosting === 'class') {
    const counts = session.periods.map((period) =>
      session.classIds.reduce((sum, classId) => sum + presence.count(classId, period), 0),
    );
    return { expected: Math.min(...counts), obstacles: [] };
  }
  if (roster === undefined || roster.source !== 'placed')
    return { expected: roster?.size ?? 0, obstacles: [] };
  const most = activity.size?.max ?? Number.POSITIVE_INFINITY;
  if (series.sessions.length > 0) return { expected: Math.min(roster.size, most), obstacles: [] };
  const isOfSeries = (pupil: Student) =>
    keyFor(activity, index.schoolClass(pupil.classId)) === series.forKey &&
    series.classIds.includes(pupil.classId);
  const chose = (index.problem.students ?? []).filter(
    (pupil) => pupil.choices?.includes(activity.id) && isOfSeries(pupil),
  );
  const inSchool = chose.filter((pupil) =>
    session.periods.every((period) => presence.isPresent(pupil, period)),
  );
  const free = inSchool.filter((pupil) => {
    const own = view.choiceSessionsOf(pupil.id);
    const clubs = new Set(own.map((other) => other.series?.key)).size;
    const allowed = pupil.maxClubs ?? index.params.maxClubs;
    return clubs < allowed && !own.some((other) => sessionsOverlap(other, session));
  });
  const min = Math.max(1, activity.size?.min ?? 0);
  // Pupils may be placed anew when a club opens, so only too few who could come at all bar it.
  if (inSchool.length >= min)
    return { expected: Math.min(Math.max(free.length, min), most), obstacles: [] };
  const sentence: Bilingual = {
    zh: `人数不足：${chose.length} 人填报，这时在校 ${inSchool.length} 人，至少要 ${min} 人`,
    en: `too few pupils: ${chose.length} chose it, ${inSchool.length} of them are in school then, and ${min} are needed`,
  };
  return {
    expected: Math.max(inSchool.length, 1),
    obstacles: [{ kind: 'pupils', ruleIds: ['groupSize'], sentence }],
  };
}

/** Care sessions that nobody needs any more once the classes are in this session. */
function careReplacedBy(session: SessionView, view: PlanView): SessionView[] {
  if (session.hosting !== 'class') return [];
  const classes = new Set(session.classIds);
  const ids = new Set(session.periods.map(({ id }) => id));
  return view.sessions.filter(
    (other) =>
      other.hosting === 'care' &&
      ids.has(other.periods[0]?.id ?? '') &&
      other.classIds.every((id) => classes.has(id)),
  );
}

/** Lead and duty seats that nobody could take; with neither, a session with pupils needs somebody. */
function peopleObstacles(session: SessionView, asking: Asking): Obstacle[] {
  const { index } = asking;
  const must = session.seats.flatMap((seat, place) => (seat.role === 'assistant' ? [] : [place]));
  const asked = must.length > 0 || !session.hasPupils ? must : session.seats.map((_, i) => i);
  const findings = asked.map((place) => findCause(session, place, asking));
  const blocked = findings.filter(({ ways }) => (ways[0]?.relaxations.length ?? 1) > 0);
  // Where any adult will do, one seat that can be filled is enough.
  if (must.length === 0 && blocked.length < findings.length) return [];
  const when = periodsName(index, session.session.periodIds);
  const seen = new Set<string>();
  return blocked.flatMap((seat) => {
    if (seen.has(seat.cause.sentence.en)) return [];
    seen.add(seat.cause.sentence.en);
    const ruleIds = [...new Set(seat.asked.flatMap(({ bars }) => bars.map((bar) => bar.ruleId)))];
    const { zh, en } = seat.cause.sentence;
    return [
      {
        kind: 'people' as const,
        ruleIds,
        sentence: { zh: `${when.zh}，${zh}`, en: `On ${when.en}: ${en}` },
        ways: seat.ways,
      },
    ];
  });
}
