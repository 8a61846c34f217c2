import type { Staff } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
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
  reference(plan) {
    return plan.people.flatMap(({ staff, days }) =>
      [...days.values()].flatMap((day) => {
        const sessions = day.filter((session) => !session.isEarlyPost);
        return sessions.flatMap((session, i) => gapBefore(session, sessions[i - 1], staff));
      }),
    );
  },
  fast: [],
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
