import type { Bilingual } from '../../src/domain/bilingual.ts';
import { listOf, periodsName, roomName, same, sessionName } from '../../src/domain/naming.ts';
import type { Activity, Period, Room, Session } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { makeSession, type PlanView } from '../rules/plan-view.ts';
import { allowsRoom, needsRoom } from '../rules/room-fit.ts';
import { expandSeats, type SeriesView, type SessionView } from '../rules/session-view.ts';
import { type Asking, withoutCrew } from './asking.ts';
import type { Way } from './candidates.ts';
import { peopleObstacles } from './people-obstacles.ts';
import { classObstacles, pupilsFor, studyObstacles } from './pupil-obstacles.ts';

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
  const withPupils = (headcount: number): SessionView => ({
    ...draft,
    headcount,
    hasPupils: headcount > 0,
  });
  // A small room will do for the fewest pupils with whom it could be held.
  const fewest = pupils.fewest < pupils.expected ? withPupils(pupils.fewest) : undefined;
  const room = roomFor(withPupils(pupils.expected), fewest, asking);
  const session = room.isSmall && fewest ? fewest : withPupils(pupils.expected);
  const placed = { ...session, room: room.room };
  const others = bars.ofSession(placed).flatMap(({ ruleId, sentence }): Obstacle[] => {
    if (ruleId === 'roomClash' || ruleId === 'roomFit') return [];
    const ofPupils = ruleId === 'groupSize' || ruleId === 'pupilLeave';
    if (ofPupils && pupils.obstacles.length > 0) return [];
    return [{ kind: ofPupils ? 'pupils' : 'hours', ruleIds: [ruleId], sentence }];
  });
  const obstacles: Obstacle[] = [
    ...others.filter(({ kind }) => kind === 'hours'),
    ...classObstacles(placed, view, index),
    ...room.obstacles,
    ...pupils.obstacles,
    ...others.filter(({ kind }) => kind === 'pupils'),
    ...peopleObstacles(placed, withoutCrew(asking, careReplacedBy(placed, view))),
  ];
  if (obstacles.length === 0) obstacles.push(...studyObstacles(placed, asking));
  return {
    periodIds: periods.map(({ id }) => id),
    roomId: room.room?.id ?? null,
    obstacles,
  };
}

/** One more session of a series, in no room yet and without people. */
export function draftSession(
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

interface RoomFindings {
  room: Room | undefined;
  /** It holds only the fewest pupils with whom the session could be held. */
  isSmall?: boolean;
  obstacles: Obstacle[];
}

/** The first room that fits and is free, else one that is so for the fewest, or why there is none. */
function roomFor(
  session: SessionView,
  fewest: SessionView | undefined,
  { bars, index, tally }: Asking,
): RoomFindings {
  const { activity, series } = session;
  if (activity === undefined || !needsRoom(activity)) return { room: undefined, obstacles: [] };
  const allowed = index.problem.rooms.filter((room) =>
    allowsRoom(activity, series?.forKey, room, index),
  );
  const against = (asked: SessionView, room: Room) =>
    bars
      .ofSession({ ...asked, room })
      .filter(({ ruleId }) => ruleId === 'roomFit' || ruleId === 'roomClash');
  const what = sessionName(index, session.session);
  const tallied = { closed: 0, seats: 0, taken: 0 };
  let small: Room | undefined;
  for (const room of allowed) {
    const own = against(session, room);
    const willDo = own.length > 0 && fewest !== undefined && against(fewest, room).length === 0;
    const ruleIds = willDo ? [] : own.map(({ ruleId }) => ruleId);
    tally.note('room', room.id, ruleIds, what);
    if (own.length === 0) return { room, obstacles: [] };
    if (willDo) small ??= room;
    const reasons = own.map(({ match }) => String(match.detail?.reasons ?? 'taken')).join(' ');
    if (reasons.includes('closed')) tallied.closed++;
    else if (reasons.includes('seats')) tallied.seats++;
    else tallied.taken++;
  }
  if (small !== undefined) return { room: small, isSmall: true, obstacles: [] };
  const sentence =
    allowed.length === 0
      ? noSuchRoom(activity)
      : noRoomFree(fewest ?? session, allowed, tallied, index);
  const ruleIds =
    tallied.taken > 0 && tallied.closed === 0 ? ['roomClash', 'roomFit'] : ['roomFit', 'roomClash'];
  return { room: undefined, obstacles: [{ kind: 'room', ruleIds, sentence }] };
}

function noSuchRoom({ room }: Activity): Bilingual {
  const { kinds = [], features = [], roomIds = [] } = room ?? {};
  const asked = [...kinds, ...features, ...roomIds];
  const what = listOf(asked.map(same));
  if (asked.length === 0)
    return { zh: '没有活动允许的场地', en: 'there is no room of the sort that it asks for' };
  return {
    zh: `没有活动要求的场地（${what.zh}）`,
    en: `there is no room such as it asks for (${what.en})`,
  };
}

function noRoomFree(
  session: SessionView,
  allowed: readonly Room[],
  { closed, seats, taken }: { closed: number; seats: number; taken: number },
  index: ProblemIndex,
): Bilingual {
  const when = periodsName(index, session.session.periodIds);
  const names = listOf(
    allowed.map(({ id }) => same(roomName(index, id))),
    'rooms',
  );
  const counts = [
    { of: closed, zh: '个不开放', en: 'closed' },
    { of: seats, zh: `个坐不下 ${session.headcount} 人`, en: `too small for ${session.headcount}` },
    { of: taken, zh: '个已占用', en: 'in use' },
  ].filter(({ of }) => of > 0);
  const list = (language: 'zh' | 'en') => counts.map((one) => `${one.of} ${one[language]}`);
  return {
    zh: `${when.zh}没有可用场地（${names.zh}）：${list('zh').join('，')}`,
    en: `No room is free on ${when.en} (${names.en}): ${list('en').join(', ')}`,
  };
}

/** Care sessions that nobody needs any more once the classes are in this session. */
export function careReplacedBy(session: SessionView, view: PlanView): SessionView[] {
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
