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
  reference(plan, index) {
    if (!index.params.outsiderNeedsPartner) return [];
    return plan.sessions
      .filter(
        ({ headcount, seats, people }) =>
          headcount > 0 && seats.length > 1 && people.length > 0 && !people.some(isSchoolStaff),
      )
      .map((session) => ({
        cost: 1,
        sessionIds: [session.id],
        staffIds: session.people.map((person) => person.id),
      }));
  },
  fast: [],
};
