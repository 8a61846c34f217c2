import type { Staff } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
import type { TimeTables } from '../model/times.ts';
import { DAY_CAPACITY } from '../state/counts.ts';
import type { Match, Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

export const idleGap: Rule = {
  id: 'idleGap',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '中间空等', en: 'Idle gaps' },
  sentence: {
    zh: '同一天两个场次之间空等的时间（扣除上课和不可用时间）尽量短。',
    en: 'Between two sessions of a day a person waits no more than ten minutes, lessons and unavailable times not counted.',
  },
  params: [],
  tell: {
    zh: '{people}{day}在两个场次之间空等 {idle} 分钟',
    en: '{people} waits {idle} idle minutes between two sessions on {day}',
  },
  reference(plan) {
    return plan.people.flatMap(({ staff, days }) =>
      [...days.values()].flatMap((day) => {
        const sessions = day.filter((session) => !session.isEarlyPost);
        return sessions.flatMap((session, i) => gapBefore(session, sessions[i - 1], staff));
      }),
    );
  },
  fast: [
    {
      scope: 'personDay',
      bind: ({ dayCount, dayEvents, eventSpot }, { time, staff }) => {
        const order = new Int32Array(DAY_CAPACITY);
        return (td) => {
          if (dayCount[td] < 2) return 0;
          const base = td * DAY_CAPACITY;
          let n = 0;
          for (let i = 0; i < dayCount[td]; i++) {
            const spot = eventSpot[dayEvents[base + i]];
            if (time.spotEarly[spot] === 1) continue;
            let at = n++;
            while (at > 0 && isLater(time, order[at - 1], spot)) {
              order[at] = order[at - 1];
              at--;
            }
            order[at] = spot;
          }
          let cost = 0;
          for (let i = 1; i < n; i++) {
            const from = time.spotEnd[order[i - 1]];
            const to = time.spotStart[order[i]];
            // Only more than ten idle minutes cost.
            if (to - from <= 10) continue;
            let idle = to - from;
            const { start, items } = staff.engaged;
            for (let k = start[td]; k < start[td + 1]; k += 2) {
              const shared = Math.min(to, items[k + 1]) - Math.max(from, items[k]);
              if (shared > 0) idle -= shared;
            }
            if (idle > 10) cost += Math.min(6, (idle - 10) / 10);
          }
          return cost;
        };
      },
    },
  ],
};

function gapBefore(session: SessionView, before: SessionView | undefined, staff: Staff): Match[] {
  if (before === undefined) return [];
  const { weekday, startMinute } = session;
  const gap = startMinute - before.endMinute;
  const idle = gap - busyMinutes(staff, weekday, before.endMinute, startMinute);
  const cost = Math.min(6, (idle - 10) / 10);
  if (gap <= 0 || cost <= 0) return [];
  const sessionIds = [before.id, session.id];
  return [{ cost, staffIds: [staff.id], weekday, sessionIds, detail: { gap, idle } }];
}

/** Minutes of a gap covered by lessons or unavailable times; what both cover counts once. */
function busyMinutes(staff: Staff, weekday: number, from: number, to: number): number {
  const parts = [...(staff.lessons ?? []), ...(staff.unavailable ?? [])]
    .filter((interval) => interval.weekday === weekday)
    .map(({ start, end }) => ({
      start: Math.max(from, minuteOf(start)),
      end: Math.min(to, minuteOf(end)),
    }))
    .sort((a, b) => a.start - b.start);
  let busy = 0;
  let covered = from;
  for (const { start, end } of parts) {
    busy += Math.max(0, end - Math.max(start, covered));
    covered = Math.max(covered, end);
  }
  return busy;
}

/** Order of start, then of end. */
function isLater(time: TimeTables, a: number, b: number): boolean {
  return (
    time.spotStart[a] > time.spotStart[b] ||
    (time.spotStart[a] === time.spotStart[b] && time.spotEnd[a] > time.spotEnd[b])
  );
}
