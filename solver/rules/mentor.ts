import type { Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { lacksMentor } from '../state/mentors.ts';
import { presenceOf } from './presence.ts';
import type { Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

export const mentor: Rule = {
  id: 'mentor',
  level: 'soft',
  defaultWeight: 2,
  title: { zh: '导师辅导', en: 'Tutoring by a mentor' },
  sentence: {
    zh: '有导师的学生参加的辅导，尽量由其中一名导师负责。',
    en: 'A tutoring session with pupils who have a mentor is led by one of these mentors.',
  },
  params: [],
  tell: {
    zh: '{sessions}不由参加学生的导师（{people}）负责',
    en: '{sessions} is not led by a mentor of its pupils ({people})',
  },
  reference(plan, index) {
    return plan.sessions.flatMap((session) => {
      if (session.activity?.kind !== 'tutoring') return [];
      const mentors = new Set(pupilsOf(session, index).flatMap((s) => s.mentorId ?? []));
      const isLed = session.seats.some(
        ({ role, staff }) => role === 'lead' && staff !== undefined && mentors.has(staff.id),
      );
      if (mentors.size === 0 || isLed) return [];
      return [{ cost: 1, sessionIds: [session.id], staffIds: [...mentors] }];
    });
  },
  fast: [
    {
      scope: 'crew',
      bind: (state, model) => {
        const { series } = model;
        if (!series.isTutoring.includes(1) || !model.problem.students?.some((s) => s.mentorId))
          return undefined;
        return (event) => (lacksMentor(state, event) ? 1 : 0);
      },
    },
  ],
};

function pupilsOf(
  { hosting, series, classIds, periods }: SessionView,
  index: ProblemIndex,
): Student[] {
  if (hosting === 'choice') return [...(series?.roster?.students ?? [])];
  if (hosting !== 'class') return [];
  const presence = presenceOf(index);
  return classIds.flatMap((id) => periods.flatMap((period) => presence.pupils(id, period)));
}
