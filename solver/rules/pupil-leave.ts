import { attendance, isPresent } from '../../src/domain/attendance.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../model/series.ts';
import { presenceOf } from './presence.ts';
import type { Match, Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

export const pupilLeave: Rule = {
  id: 'pupilLeave',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '离校时间', en: 'Nobody is placed beyond their leave point' },
  sentence: {
    zh: '学生在所录取社团的每个时段都在校，整班连堂活动中途无人离校。',
    en: 'A placed pupil is in school in every period of the session, and no pupil leaves or joins in the middle of a whole-class session.',
  },
  params: [],
  tell: ({ classIds }) =>
    classIds === undefined
      ? {
          zh: '学生{pupils}在{sessions}期间不在校',
          en: 'Pupil {pupils} is not in school during all of {sessions}',
        }
      : {
          zh: '{sessions}中途，{classes}有 {count} 名学生离校或到校',
          en: 'Pupils of {classes} leave or come in the middle of {sessions}: {count}',
        },
  reference(plan, index) {
    return plan.sessions.flatMap((session) => {
      if (session.series?.roster?.source === 'placed') return placedButAbsent(session, index);
      return session.hosting === 'class' ? partlyPresent(session, index) : [];
    });
  },
  fast: [
    {
      scope: 'crowd',
      bind: (state, { series, time, index }) => {
        const hasSpans = time.spotCount > time.periodCount;
        return (event) => {
          if (event >= series.firstCare) return 0;
          const spot = state.eventSpot[event];
          if (spot < 0) return 0;
          const s = series.eventSeries[event];
          if (series.enrol[s] === ENROL_CHOICE) return state.absent[event];
          if (!hasSpans || spot < time.periodCount || series.enrol[s] !== ENROL_CLASS) return 0;
          const { start, items } = time.spotPeriods;
          const periods = [...items.subarray(start[spot], start[spot + 1])].map(
            (p) => time.periods[p],
          );
          let partly = 0;
          for (const classId of series.list[s].classIds) {
            const pupils = index.studentsOfClass(classId);
            const counts = periods.map((p) => attendance(index, classId, p));
            partly +=
              pupils.length === 0
                ? Math.max(...counts) - Math.min(...counts)
                : pupils.filter((pupil) => {
                    const here = periods.filter((p) => isPresent(index, pupil, p)).length;
                    return here > 0 && here < periods.length;
                  }).length;
          }
          return partly;
        };
      },
    },
  ],
};

function placedButAbsent(session: SessionView, index: ProblemIndex): Match[] {
  const presence = presenceOf(index);
  return (session.series?.roster?.students ?? [])
    .filter((student) => !session.periods.every((p) => presence.isPresent(student, p)))
    .map(({ id }) => ({ cost: 1, sessionIds: [session.id], studentIds: [id] }));
}

/** Classes that are numbers: those of the fullest period who are missing from the emptiest. */
function partlyPresent(session: SessionView, index: ProblemIndex): Match[] {
  if (session.periods.length === 1) return [];
  const presence = presenceOf(index);
  return session.classIds.flatMap((classId) => {
    const byName = index.studentsOfClass(classId).filter((student) => {
      const here = session.periods.filter((p) => presence.isPresent(student, p)).length;
      return here > 0 && here < session.periods.length;
    });
    const counts = session.periods.map((p) => presence.count(classId, p));
    const partly =
      index.studentsOfClass(classId).length > 0
        ? byName.length
        : Math.max(...counts) - Math.min(...counts);
    if (partly === 0) return [];
    const studentIds = byName.map((s) => s.id);
    return [
      { cost: partly, count: partly, sessionIds: [session.id], classIds: [classId], studentIds },
    ];
  });
}
