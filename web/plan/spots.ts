import type { Activity } from '../../src/domain/problem.ts';
import type { PlanModel } from './plan-model.ts';

/** Periods that one session of an activity could fill, in order of the week. */
export type Spot = readonly string[];

/** Every place in the week that the activity allows: as many periods as it spans, without a gap. */
export function spotsOf(model: PlanModel, activity: Activity): Spot[] {
  const span = activity.span ?? 1;
  const allowed = (id: string) => {
    const { segment } = model.index.period(id);
    const isNamed = activity.periodIds?.includes(id) ?? true;
    return isNamed && activity.segments.includes(segment);
  };
  const spots: Spot[] = [];
  for (const weekday of model.weekdays) {
    // Breaks and duties may lie between the periods of one session; nothing else may.
    const day = model.periods.filter(
      ({ weekday: on, segment, id }) =>
        on === weekday && (allowed(id) || (segment !== 'break' && segment !== 'duty')),
    );
    for (let i = 0; i + span <= day.length; i++) {
      const ids = day.slice(i, i + span).map(({ id }) => id);
      if (ids.every(allowed)) spots.push(ids);
    }
  }
  return spots;
}
