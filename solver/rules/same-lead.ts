import type { Activity } from '../../src/domain/problem.ts';
import type { Rule } from './rule.ts';
import { expandSeats } from './session-view.ts';

export const sameLead: Rule = {
  id: 'sameLead',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '固定负责人', en: 'One lead for a series' },
  sentence: {
    zh: '社团等系列活动每次由同一人负责。',
    en: 'The sessions of a series with `sameLead` (by default every club) are led by the same person, or as many people as it has lead seats.',
  },
  params: [],
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
  fast: [],
};

export function keepsLead(activity: Activity): boolean {
  return activity.sameLead ?? activity.kind === 'club';
}
