import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Interval, Staff } from '../../src/domain/problem.ts';
import { minuteOf } from '../../src/domain/time.ts';
import { type Rule, told } from './rule.ts';
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
  tell: ({ detail = {} }) => told(detail.reasons, reasonTexts),
  tellIf: ({ detail = {} }) => told(detail.reasons, reasonTextsIf),
  reference(plan, index) {
    const rest = index.params.rest.afterLesson;
    return plan.sessions.flatMap((session) =>
      session.seats.flatMap(({ staff, role }) => {
        const hindrance = staff && hindranceOf(staff, session, rest);
        if (staff === undefined || hindrance === undefined) return [];
        const detail = { role, ...hindrance };
        return [{ cost: 1, staffIds: [staff.id], sessionIds: [session.id], detail }];
      }),
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

const reasonTexts: Readonly<Record<string, Bilingual>> = {
  away: {
    zh: '{people}这时不可排（{start}–{end}）：{sessions}',
    en: '{people} is not available from {start} to {end}, but sits in {sessions}',
  },
  lesson: {
    zh: '{people}这时有课（{start}–{end}）：{sessions}',
    en: '{people} has a lesson from {start} to {end}, but sits in {sessions}',
  },
  rest: {
    zh: '{people} {end} 下课，课后休息不足：{sessions}',
    en: '{people} has too short a rest after the lesson that ends at {end} for {sessions}',
  },
};

const reasonTextsIf: typeof reasonTexts = {
  away: {
    zh: '{people}这时不可排（{start}–{end}）：{sessions}',
    en: '{people} is not available from {start} to {end}: {sessions}',
  },
  lesson: {
    zh: '{people}这时有课（{start}–{end}）：{sessions}',
    en: '{people} has a lesson from {start} to {end}: {sessions}',
  },
  rest: {
    zh: '{people} {end} 下课，课后休息会不足：{sessions}',
    en: '{people} would have too short a rest after the lesson that ends at {end}: {sessions}',
  },
};

/**
 * What keeps a person from a session, and when it is. `rest` is the least minutes between the end
 * of a regular lesson and the session's start.
 */
function hindranceOf(
  staff: Staff,
  session: SessionView,
  rest: number,
): { reasons: string; start: string; end: string } | undefined {
  const as = (reasons: string, { start, end }: Interval) => ({ reasons, start, end });
  const away = staff.unavailable?.find((interval) => overlapsInterval(session, interval));
  if (away) return as('away', away);
  const lesson = staff.lessons?.find((one) => overlapsInterval(session, one));
  if (lesson) return as('lesson', lesson);
  const before = staff.lessons?.find(({ weekday, end }) => {
    const pause = session.startMinute - minuteOf(end);
    return weekday === session.weekday && pause >= 0 && pause < rest;
  });
  return before && as('rest', before);
}
