import type { Period, Session } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { makeSession, type PlanView } from '../rules/plan-view.ts';
import { expandSeats, type SeriesView, type SessionView } from '../rules/session-view.ts';

/** One more session of a series, in no room yet and without people. */
export function draftSession(
  { activity, forKey, classIds }: SeriesView,
  periods: readonly Period[],
  view: PlanView,
  index: ProblemIndex,
): SessionView {
  const session: Session = {
    id: `new:${activity.id}:${forKey ?? ''}:${periods[0]?.id}`,
    kind: activity.kind,
    activityId: activity.id,
    ...(forKey === undefined ? {} : { forKey }),
    periodIds: periods.map(({ id }) => id),
    roomId: null,
    classIds: activity.enrol === 'class' ? [...classIds] : [],
    headcount: 0,
    seats: expandSeats(activity).map(({ role }) => ({ role, staffId: null })),
  };
  return makeSession(index, session, view.seriesByKey);
}

/** Care sessions that nobody needs any more once the classes are in this session. */
export function careReplacedBy(session: SessionView, view: PlanView): SessionView[] {
  if (session.hosting !== 'class') return [];
  const classes = new Set(session.classIds);
  const ids = new Set(session.periods.map(({ id }) => id));
  return view.sessions.filter(
    (other) =>
      other.hosting === 'care' &&
      ids.has(other.periods[0]?.id ?? '') &&
      other.classIds.every((id) => classes.has(id)),
  );
}
