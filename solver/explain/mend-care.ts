import type { Plan, Session } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { careSeatCount } from '../rules/group-size.ts';
import { type PlanView, viewPlan } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { ownCare } from './own-care.ts';

/**
 * Makes care fit what was changed in these periods: a class with pupils left and no host gets a
 * care session, one with nobody left or a whole-class session leaves care, and a care session has
 * as many seats as its pupils need. People stay where they are.
 */
export function mendCare(index: ProblemIndex, draft: Plan, periodIds: ReadonlySet<string>): void {
  const isTouched = (session: Session) =>
    session.kind === 'care' && periodIds.has(session.periodIds[0] as string);
  draft.sessions = draft.sessions.filter(
    (session) => !isTouched(session) || session.classIds.length > 0,
  );
  const view = viewPlan(index, draft);
  for (const id of periodIds) hostClasses(index, draft, view, id);
  draft.sessions = draft.sessions.filter(
    (session) => !isTouched(session) || session.classIds.length > 0,
  );
  for (const { session, headcount } of viewPlan(index, draft).sessions) {
    if (!isTouched(session)) continue;
    const needed = careSeatCount(headcount, index.params);
    while (session.seats.length > needed) dropSeat(session);
    while (session.seats.length < needed) session.seats.push({ role: 'assistant', staffId: null });
  }
}

function hostClasses(index: ProblemIndex, draft: Plan, view: PlanView, periodId: string): void {
  const period = index.period(periodId);
  const presence = presenceOf(index);
  if (period.segment === 'duty') return;
  for (const { id } of index.problem.classes) {
    const hosts = view.careAt(id, periodId);
    const left = presence.count(id, period) === 0 ? 0 : view.inCare(id, period);
    if (left === 0)
      for (const { session } of hosts)
        session.classIds = session.classIds.filter((classId) => classId !== id);
    else if (hosts.length === 0) draft.sessions.push(ownCare(index, draft, id, periodId));
  }
}

/** An open seat before a filled one, an assistant's before the lead's; whoever is first then leads. */
function dropSeat({ seats }: Session): void {
  const open = seats.findLastIndex(({ staffId }) => staffId === null);
  seats.splice(open >= 0 ? open : seats.length - 1, 1);
  if (seats[0] !== undefined) seats[0].role = 'lead';
}
