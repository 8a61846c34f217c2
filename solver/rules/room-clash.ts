import { minuteOf } from '../../src/domain/time.ts';
import { DAYS } from '../model/rows.ts';
import type { TimeTables } from '../model/times.ts';
import type { Rule } from './rule.ts';
import { byPeriodTime, byTime, type SessionView } from './session-view.ts';
import { holdsAt } from './when.ts';

export const roomClash: Rule = {
  id: 'roomClash',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '场地冲突', en: 'A room is not overbooked' },
  sentence: {
    zh: '同一场地同一时间容纳的场次不超过可同时使用的组数。',
    en: 'No session starts in a room while as many others hold it as it takes at once.',
  },
  params: [],
  tell: {
    zh: '{rooms}同时使用的场次过多，放不下{sessions}',
    en: '{rooms} is full when {sessions} begins',
  },
  reference(plan) {
    const byRoom = new Map<string, SessionView[]>();
    for (const session of plan.sessions) {
      if (session.room === undefined) continue;
      const list = byRoom.get(session.room.id);
      if (list) list.push(session);
      else byRoom.set(session.room.id, [session]);
    }
    return [...byRoom].flatMap(([roomId, sessions]) => {
      sessions.sort((a, b) => byTime(a, b) || byPeriods(a, b) || (a.id < b.id ? -1 : 1));
      const groups = sessions[0]?.room?.groups ?? 1;
      return sessions
        .filter((session, i) => startsInFullRoom(session, i, sessions, groups))
        .map((session) => ({ cost: 1, roomIds: [roomId], sessionIds: [session.id] }));
    });
  },
  fast: [
    {
      scope: 'roomDay',
      bind:
        ({ roomCrowded, roomEvents, eventSpot }, { rooms, time }) =>
        (roomDay) => {
          if (roomCrowded[roomDay] === 0) return 0;
          const groups = rooms.groups[(roomDay / DAYS) | 0];
          const spots = roomEvents[roomDay].map((event) => eventSpot[event]);
          spots.sort(
            (a, b) =>
              time.spotStart[a] - time.spotStart[b] ||
              time.spotEnd[a] - time.spotEnd[b] ||
              byPeriodsOfSpots(a, b, time),
          );
          return spots.filter((spot, i) => startsInFullSpot(spot, i, spots, groups, time)).length;
        },
    },
  ],
};

/** Sessions that begin and end together may have other gaps; ids must not decide what counts. */
function byPeriods(a: SessionView, b: SessionView): number {
  const [p, q] = [a.periods, b.periods];
  for (let k = 0; k < Math.min(p.length, q.length); k++) {
    const order = byPeriodTime(p[k], q[k]);
    if (order !== 0) return order;
  }
  return p.length - q.length;
}

function byPeriodsOfSpots(
  a: number,
  b: number,
  { spotPeriods, spotStart, spotEnd }: TimeTables,
): number {
  const { start, items } = spotPeriods;
  const [n, m] = [start[a + 1] - start[a], start[b + 1] - start[b]];
  for (let k = 0; k < Math.min(n, m); k++) {
    const [p, q] = [items[start[a] + k], items[start[b] + k]];
    const order = spotStart[p] - spotStart[q] || spotEnd[p] - spotEnd[q];
    if (order !== 0) return order;
  }
  return n - m;
}

/**
 * Of sessions that start together the first ones fit and the later ones count. A session that
 * comes back after a gap starts again then, which is why each of its periods is looked at: those
 * before it in order may be in its way, and those that came while it was away.
 */
function startsInFullRoom(
  session: SessionView,
  at: number,
  inOrder: readonly SessionView[],
  groups: number,
): boolean {
  return session.periods.some((p) => {
    const minute = minuteOf(p.start);
    const holding = inOrder.filter(
      (other, i) =>
        other.weekday === session.weekday &&
        (i < at ? holdsAt(other, minute) : i > at && cameInGap(other, session, minute)),
    );
    return holding.length >= groups;
  });
}

/** Whether the other one holds the room at that minute since a time when the session did not. */
function cameInGap(other: SessionView, session: SessionView, minute: number): boolean {
  return other.periods.some(({ start, end }) => {
    const from = minuteOf(start);
    return from < minute && minute < minuteOf(end) && !holdsAt(session, from);
  });
}

function startsInFullSpot(
  spot: number,
  at: number,
  spots: readonly number[],
  groups: number,
  time: TimeTables,
): boolean {
  const { start, items } = time.spotPeriods;
  for (let k = start[spot]; k < start[spot + 1]; k++) {
    const minute = time.spotStart[items[k]];
    let holding = 0;
    for (let i = 0; i < spots.length; i++) {
      if (i < at) {
        if (periodOfSpotAt(spots[i], minute, time) >= 0) holding++;
      } else if (i > at && cameInGapOfSpot(spots[i], spot, minute, time)) holding++;
    }
    if (holding >= groups) return true;
  }
  return false;
}

function cameInGapOfSpot(other: number, spot: number, minute: number, time: TimeTables): boolean {
  const period = periodOfSpotAt(other, minute, time);
  if (period < 0) return false;
  const from = time.spotStart[period];
  return from < minute && periodOfSpotAt(spot, from, time) < 0;
}

/** The period of a spot that this minute of its weekday lies in, or -1. */
function periodOfSpotAt(spot: number, minute: number, time: TimeTables): number {
  const { start, items } = time.spotPeriods;
  for (let j = start[spot]; j < start[spot + 1]; j++) {
    const period = items[j];
    if (time.spotStart[period] <= minute && minute < time.spotEnd[period]) return period;
  }
  return -1;
}
