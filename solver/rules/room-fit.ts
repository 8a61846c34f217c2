import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Activity, Room } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { NO_ROOM } from '../model/rooms.ts';
import { type Rule, told } from './rule.ts';
import type { SessionView } from './session-view.ts';
import { overlapsInterval } from './when.ts';

export const roomFit: Rule = {
  id: 'roomFit',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '场地合适', en: 'The room suits' },
  sentence: {
    zh: '场地须为活动所允许、当时开放且座位够用，需要场地的场次必须有场地。',
    en: 'A session is in a room that its activity allows, that is open then and has seats for all; a session that needs a room has one.',
  },
  params: [],
  tell: ({ detail = {} }) => told(detail.reasons, reasonTexts),
  reference(plan, index) {
    return plan.sessions.flatMap((session) => {
      const reasons = reasonsAgainst(session, index);
      if (reasons.length === 0) return [];
      return [
        {
          cost: 1,
          sessionIds: [session.id],
          roomIds: session.room === undefined ? [] : [session.room.id],
          detail: { reasons: reasons.join(' '), headcount: session.headcount },
        },
      ];
    });
  },
  fast: [
    {
      scope: 'crowd',
      bind:
        (state, { series, rooms, time }) =>
        (event) => {
          if (!state.exists(event)) return 0;
          const s = series.eventSeries[event];
          const kind = s < 0 ? 0 : series.roomKind[s];
          const room = state.eventRoom[event];
          if (room < 0) return kind === NO_ROOM ? 0 : 1;
          if (kind !== NO_ROOM && rooms.kindOk[kind * rooms.count + room] === 0) return 1;
          if (rooms.closed[room * time.spotCount + state.eventSpot[event]] === 1) return 1;
          return rooms.seats[room] < state.headcount(event) ? 1 : 0;
        },
    },
  ],
};

const reasonTexts: Record<string, Bilingual> = {
  none: { zh: '{sessions}没有场地', en: '{sessions} has no room' },
  kind: {
    zh: '{rooms}不是{sessions}允许的场地',
    en: '{rooms} is not a room that {sessions} allows',
  },
  closed: { zh: '{rooms}在{sessions}时不开放', en: '{rooms} is closed during {sessions}' },
  seats: {
    zh: '{rooms}坐不下{sessions}的 {headcount} 名学生',
    en: '{rooms} has too few seats for the {headcount} pupils of {sessions}',
  },
};

function reasonsAgainst(session: SessionView, index: ProblemIndex): string[] {
  const { room, activity, headcount } = session;
  if (room === undefined) return needsRoom(activity) ? ['none'] : [];
  const reasons: string[] = [];
  if (activity !== undefined && !allowsRoom(activity, session.session.forKey, room, index))
    reasons.push('kind');
  if (room.unavailable?.some((interval) => overlapsInterval(session, interval)))
    reasons.push('closed');
  if (room.seats < headcount) reasons.push('seats');
  return reasons;
}

/** `room: null` and a duty without `room` need none; care (no activity) and all others need one. */
export function needsRoom(activity: Activity | undefined): boolean {
  if (activity === undefined) return true;
  return activity.room !== null && !(activity.room === undefined && activity.kind === 'duty');
}

/** Whether the activity allows the room at all: its kind, features and id, or the home room. */
export function allowsRoom(
  activity: Activity,
  forKey: string | undefined,
  room: Room,
  index: ProblemIndex,
): boolean {
  if (!needsRoom(activity)) return true;
  const spec = activity.room ?? undefined;
  if (spec === undefined)
    return (
      activity.forEach !== 'class' || room.id === index.schoolClass(forKey as string).homeRoomId
    );
  return (
    (spec.kinds === undefined || spec.kinds.includes(room.kind)) &&
    (spec.features ?? []).every((feature) => room.features?.includes(feature)) &&
    (spec.roomIds === undefined || spec.roomIds.includes(room.id))
  );
}
