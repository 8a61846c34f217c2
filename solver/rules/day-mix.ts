import type { Segment } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { DAYS } from '../model/rows.ts';
import { PairMap } from './pair-map.ts';
import type { PlanView } from './plan-view.ts';
import { presenceOf } from './presence.ts';
import type { Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

const quietSegments: readonly Segment[] = ['homework', 'club', 'microTheme', 'homeSchool'];

export const dayMix: Rule = {
  id: 'dayMix',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '动静结合', en: 'A moving part in each day' },
  sentence: {
    zh: '每个班级每个有课后服务的日子都有学生参加社团或体育、劳动等活动。',
    en: 'On each weekday on which pupils of a class stay, some of them are in a club or in something active.',
  },
  params: [],
  tell: {
    zh: '{classes}{day}没有学生参加社团或体育、劳动类活动',
    en: 'On {day} nobody of {classes} is in a club or in anything active',
  },
  reference(plan, index) {
    const moving = movingDays(plan, index);
    const presence = presenceOf(index);
    return index.problem.classes.flatMap(({ id }) => {
      const days = new Set(
        index.problem.periods
          .filter((p) => quietSegments.includes(p.segment) && presence.count(id, p) > 0)
          .map((p) => p.weekday),
      );
      return [...days]
        .filter((weekday) => !moving.get(id, String(weekday)))
        .map((weekday) => ({ cost: 1, classIds: [id], weekday }));
    });
  },
  fast: [
    {
      scope: 'classDay',
      bind: ({ mixCount }, { classCount, time, attendance }) => {
        const afternoon = new Set(['homework', 'club', 'microTheme', 'homeSchool']);
        const stays = new Uint8Array(classCount * DAYS);
        for (let c = 0; c < classCount; c++) {
          time.periods.forEach((period, p) => {
            if (afternoon.has(period.segment) && attendance[c * time.periodCount + p] > 0)
              stays[c * DAYS + time.spotDay[p]] = 1;
          });
        }
        return (cd) => (stays[cd] === 1 && mixCount[cd] === 0 ? 1 : 0);
      },
    },
  ],
};

/** Class and weekday with some pupil in a club or an active session. */
function movingDays(plan: PlanView, index: ProblemIndex): PairMap<boolean> {
  const moving = new PairMap<boolean>();
  for (const session of plan.sessions) {
    if (!session.activity?.active && session.activity?.kind !== 'club') continue;
    for (const classId of classesThatCome(session, index))
      moving.set(classId, String(session.weekday), true);
  }
  return moving;
}

/** Classes of which somebody is there; pupils of a roster who have left by then do not come. */
function classesThatCome(session: SessionView, index: ProblemIndex): readonly string[] {
  const presence = presenceOf(index);
  const roster = session.series?.roster;
  if (session.hosting === 'none') return [];
  if (roster === undefined || roster.source === 'numbers')
    return session.classIds.filter((id) => session.periods.some((p) => presence.count(id, p) > 0));
  return roster.students
    .filter((student) => session.periods.some((p) => presence.isPresent(student, p)))
    .map((student) => student.classId);
}
