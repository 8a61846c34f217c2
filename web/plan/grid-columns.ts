import type { Messages } from '../i18n/zh.ts';
import type { GridColumn } from './grid-layout.ts';
import type { PlanView } from './grid-rows.ts';
import type { PlanModel } from './plan-model.ts';

/** Weekdays of the week, or the periods of one day; nobody's class is in a period of duty. */
export function columnsOf(
  model: PlanModel,
  day: number | undefined,
  t: Messages,
  view: PlanView,
): GridColumn[] {
  const isOfClasses = view === 'class' || view === 'pupil';
  if (day === undefined) {
    return model.weekdays.map((weekday) => ({
      key: String(weekday),
      title: t.weekday[weekday] as string,
      day: t.weekday[weekday] as string,
      holds: (block) => block.weekday === weekday,
    }));
  }
  return model.periods
    .filter(({ weekday, segment }) => weekday === day && !(isOfClasses && segment === 'duty'))
    .map((period) => ({
      key: period.id,
      title: `${period.start}–${period.end}`,
      sub: t.segment[period.segment],
      day: t.weekday[day] as string,
      holds: (block) => block.periodIds.includes(period.id),
    }));
}
