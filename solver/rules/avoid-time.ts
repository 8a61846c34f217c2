import type { Rule } from './rule.ts';
import { overlapsInterval } from './when.ts';

export const avoidTime: Rule = {
  id: 'avoidTime',
  level: 'soft',
  defaultWeight: 3,
  title: { zh: '希望避开的时间', en: 'Times that people would rather avoid' },
  sentence: {
    zh: '尽量不在本人希望避开的时间排岗。',
    en: 'Nobody is seated in a session that overlaps a time they would rather avoid.',
  },
  params: [],
  tell: {
    zh: '{people}希望避开{sessions}这段时间',
    en: '{people} would rather avoid the time of {sessions}',
  },
  reference(plan) {
    return plan.sessions.flatMap((session) =>
      session.seats.flatMap(({ staff, role }) =>
        staff?.avoid?.some((interval) => overlapsInterval(session, interval))
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
          return staff.avoids[person * time.spotCount + eventSpot[series.seatEvent[seat]]];
        },
    },
  ],
};
