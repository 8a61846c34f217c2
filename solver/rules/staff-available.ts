import type { Staff } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
import type { Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';
import { overlapsInterval } from './when.ts';

export const staffAvailable: Rule = {
  id: 'staffAvailable',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '可排时间', en: 'Available, and rested after a lesson' },
  sentence: {
    zh: '不占用个人不可用时间（备课、教研等）与上课时间，下课后至少休息规定的分钟数再上岗。',
    en: 'A seated person is not unavailable then, has no lesson then, and had the rest that is set after their last lesson before the session.',
  },
  params: ['rest.afterLesson'],
  tell: {
    zh: '{people}这时有课、课后休息不足或不可排：{sessions}',
    en: '{people} has a lesson, too short a rest after it, or is not available for {sessions}',
  },
  reference(plan, index) {
    const rest = index.params.rest.afterLesson;
    return plan.sessions.flatMap((session) =>
      session.seats.flatMap(({ staff, role }) =>
        staff !== undefined && !isFree(staff, session, rest)
          ? [{ cost: 1, staffIds: [staff.id], sessionIds: [session.id], detail: { role } }]
          : [],
      ),
    );
  },
  fast: [
    {
      scope: 'seat',
      bind:
        ({ seatPerson, eventSpot }, { series, staff, time }) =>
        (seat) => {
          const person = seatPerson[seat];
          if (person < 0) return 0;
          return staff.barred[person * time.spotCount + eventSpot[series.seatEvent[seat]]];
        },
    },
  ],
};

/** `rest` is the least minutes between the end of a regular lesson and the session's start. */
function isFree(staff: Staff, session: SessionView, rest: number): boolean {
  if (staff.unavailable?.some((interval) => overlapsInterval(session, interval))) return false;
  return !staff.lessons?.some((lesson) => {
    if (lesson.weekday !== session.weekday) return false;
    const pause = session.startMinute - minuteOf(lesson.end);
    return overlapsInterval(session, lesson) || (pause >= 0 && pause < rest);
  });
}
