import { isSchoolStaff } from '../../src/domain/staff.ts';
import type { Rule } from './rule.ts';

export const outsiderAlone: Rule = {
  id: 'outsiderAlone',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '校外人员须有本校教师同岗', en: 'Outsiders beside school staff' },
  sentence: {
    zh: '有学生且不止一个岗位的场次，若有校外人员上岗，须同时有本校教师或领导在岗。',
    en: 'A session with pupils and more than one seat in which outsiders sit has a teacher or leader of the school in it too.',
  },
  params: ['outsiderNeedsPartner'],
  tell: {
    zh: '{sessions}只有校外人员（{people}），没有本校教师',
    en: '{sessions} has outsiders ({people}) and nobody of the school',
  },
  tellIf: {
    zh: '{sessions}会只有校外人员（{people}），没有本校教师',
    en: '{sessions} would have outsiders ({people}) and nobody of the school',
  },
  reference(plan, index) {
    if (!index.params.outsiderNeedsPartner) return [];
    return plan.sessions
      .filter(
        ({ hasPupils, seats, people }) =>
          hasPupils && seats.length > 1 && people.length > 0 && !people.some(isSchoolStaff),
      )
      .map((session) => ({
        cost: 1,
        sessionIds: [session.id],
        staffIds: session.people.map((person) => person.id),
      }));
  },
  fast: [
    {
      scope: 'crew',
      bind: (state, { series, staff, params }) => {
        if (!params.outsiderNeedsPartner) return undefined;
        const { seatPerson } = state;
        return (event) => {
          const first = series.seatStart[event];
          if (series.seatStart[event + 1] - first < 2 || !state.exists(event)) return 0;
          const seats = state.seatsNeeded(event);
          if (seats < 2 || state.headcount(event) === 0) return 0;
          let outsiders = 0;
          for (let k = first; k < first + seats; k++) {
            const person = seatPerson[k];
            if (person < 0) continue;
            if (staff.outsider[person] === 0) return 0;
            outsiders++;
          }
          return outsiders > 0 ? 1 : 0;
        };
      },
    },
  ],
};
