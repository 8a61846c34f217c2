import type { Activity } from '../../src/domain/problem.ts';
import { ROLE_LEAD } from '../model/series.ts';
import type { Rule } from './rule.ts';
import { expandSeats } from './session-view.ts';

export const sameLead: Rule = {
  id: 'sameLead',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '固定负责人', en: 'One lead for a series' },
  sentence: {
    zh: '社团等系列活动每次由同一人负责。',
    en: 'The sessions of a series that keeps its lead (by default every club) are led by the same person, or as many people as it has lead seats.',
  },
  params: [],
  tell: {
    zh: '{series}先后由 {peopleCount} 人负责：{people}',
    en: '{series} is led by {peopleCount} people in turn: {people}',
  },
  tellIf: {
    zh: '{series}会先后由 {peopleCount} 人负责：{people}',
    en: '{series} would be led by {peopleCount} people in turn: {people}',
  },
  reference(plan) {
    return plan.series.flatMap(({ activity, forKey, sessions }) => {
      if (!keepsLead(activity)) return [];
      const leads = new Set(
        sessions
          .flatMap((session) => session.seats)
          .flatMap(({ role, staff }) => (role === 'lead' && staff !== undefined ? [staff.id] : [])),
      );
      const leadSeats = expandSeats(activity).filter((spec) => spec.role === 'lead').length;
      const over = leads.size - leadSeats;
      if (over <= 0) return [];
      const series = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }) };
      return [{ cost: over, count: over, ...series, staffIds: [...leads] }];
    });
  },
  fast: [
    {
      scope: 'seriesCrew',
      bind: ({ seatPerson }, { series, staff }) => {
        const seen = new Int32Array(staff.count);
        let round = 0;
        return (s) => {
          if (series.sameLead[s] === 0) return 0;
          const first = series.seatStart[series.firstEvent[s]];
          const end = series.seatStart[series.firstEvent[s + 1]];
          let people = 0;
          round++;
          for (let k = first; k < end; k++) {
            const person = seatPerson[k];
            if (person < 0 || series.seatRole[k] !== ROLE_LEAD || seen[person] === round) continue;
            seen[person] = round;
            people++;
          }
          return Math.max(0, people - series.leadSeats[s]);
        };
      },
    },
  ],
};

export function keepsLead(activity: Activity): boolean {
  return activity.sameLead ?? activity.kind === 'club';
}
