import { segments } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { ROLE_LEAD } from '../model/series.ts';
import type { Rule } from './rule.ts';
import type { SeatView, SessionView } from './session-view.ts';

export const ownTeacher: Rule = {
  id: 'ownTeacher',
  level: 'soft',
  defaultWeight: 2,
  title: { zh: '由任课教师看护', en: 'Teachers who know the class' },
  sentence: {
    zh: '作业时间看护和按班进行的活动尽量由本班任课教师或班主任负责。',
    en: 'Homework care, and an activity for each class, is in the hands of somebody who teaches one of its classes or is its head teacher.',
  },
  params: [],
  tell: {
    zh: '{people}不教这个班：{sessions}',
    en: '{people} does not teach the class of {sessions}',
  },
  reference(plan, index) {
    return plan.sessions.flatMap((session) =>
      session.seats.flatMap((seat) => {
        const { staff } = seat;
        if (staff === undefined || !asksForOwn(seat) || knowsSome(seat, index)) return [];
        return [{ cost: 1, staffIds: [staff.id], sessionIds: [session.id] }];
      }),
    );
  },
  fast: [
    {
      scope: 'crew',
      bind: (state, { series, staff, time, classCount }) => {
        const homework = segments.indexOf('homework');
        const byClass = series.list.map(({ activity }) => activity.forEach === 'class');
        return (event) => {
          const first = series.seatStart[event];
          let strangers = 0;
          if (event >= series.firstCare) {
            if (state.memberCount[event] === 0) return 0;
            if (time.segment[series.carePeriod[event]] !== homework) return 0;
            const from = state.memberStart[event - series.firstCare];
            for (let k = first; k < series.seatStart[event + 1]; k++) {
              const person = state.seatPerson[k];
              if (person < 0) continue;
              let knows = 0;
              for (let i = 0; i < state.memberCount[event] && knows === 0; i++)
                knows = staff.knows[person * classCount + state.members[from + i]];
              strangers += 1 - knows;
            }
            return strangers;
          }
          const s = series.eventSeries[event];
          if (!byClass[s] || state.eventSpot[event] < 0) return 0;
          const c = series.classes.items[series.classes.start[s]];
          for (let k = first; k < series.seatStart[event + 1]; k++) {
            const person = state.seatPerson[k];
            if (person < 0 || series.seatRole[k] !== ROLE_LEAD) continue;
            strangers += 1 - staff.knows[person * classCount + c];
          }
          return strangers;
        };
      },
    },
  ],
};

/** Every care seat of a homework period, and the lead seats of an activity held class by class. */
function asksForOwn({ session, role }: SeatView): boolean {
  if (session.activity === undefined) return session.periods.some((p) => p.segment === 'homework');
  return role === 'lead' && session.activity.forEach === 'class';
}

function knowsSome({ session, staff }: SeatView, index: ProblemIndex): boolean {
  return classesOf(session).some(
    (id) => staff?.classIds?.includes(id) || index.schoolClass(id).headTeacherId === staff?.id,
  );
}

/** A choice session or a duty held class by class is of its series' class, whoever comes. */
function classesOf({ hosting, classIds, series }: SessionView): readonly string[] {
  if (hosting === 'care' || hosting === 'class') return classIds;
  return series?.forKey === undefined ? [] : [series.forKey];
}
