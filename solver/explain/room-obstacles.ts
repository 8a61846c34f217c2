import type { Bilingual } from '../../src/domain/bilingual.ts';
import { listOf, periodsName, roomName, same, sessionName } from '../../src/domain/naming.ts';
import type { Activity, Room } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { allowsRoom, needsRoom } from '../rules/room-fit.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import type { Obstacle } from './obstacle.ts';

export interface RoomFindings {
  room: Room | undefined;
  /** It holds only the fewest pupils with whom the session could be held. */
  isSmall?: boolean;
  obstacles: Obstacle[];
}

/** The first room that fits and is free, else one that is so for the fewest, or why there is none. */
export function roomFor(
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
    { of: closed, zh: '不开放', en: 'closed' },
    { of: seats, zh: `坐不下 ${session.headcount} 人`, en: `too small for ${session.headcount}` },
    { of: taken, zh: '已占用', en: 'in use' },
  ].filter(({ of }) => of > 0);
  const [only] = counts;
  if (allowed.length === 1 && only !== undefined)
    return {
      zh: `${when.zh}唯一可用的场地${names.zh}${only.zh}`,
      en: `on ${when.en} the only room for it, ${names.en}, is ${only.en}`,
    };
  const list = (language: 'zh' | 'en') =>
    counts.map((one) => `${one.of}${language === 'zh' ? ' 个' : ' '}${one[language]}`);
  return {
    zh: `${when.zh}没有可用场地（${names.zh}：${list('zh').join('，')}）`,
    en: `no room is free on ${when.en} (${names.en}: ${list('en').join(', ')})`,
  };
}
