import { type Edit, openedSessionId } from '../../src/domain/edit.ts';
import type { Placement, Plan, Session } from '../../src/domain/problem.ts';
import { keyFor, type ProblemIndex, seriesKey } from '../../src/domain/problem-index.ts';
import { sessionsAsked } from '../rules/open-session.ts';
import { viewPlan } from '../rules/plan-view.ts';
import { expandSeats } from '../rules/session-view.ts';
import { mendCare } from './mend-care.ts';
import { freeId, ownCare } from './own-care.ts';

/**
 * The plan after edits by hand that were checked against it. Care follows: where a class comes
 * back to its room it gets a care session, where it leaves it needs none, and where a session is
 * moved onto the care of its classes the two exchange their periods. Whoever was placed in a club
 * whose last session is taken out loses the place. Nothing else changes, and rules may be broken.
 * The score is that of the old plan.
 */
export function editPlan(index: ProblemIndex, plan: Plan, edits: readonly Edit[]): Plan {
  const draft: Plan = {
    ...plan,
    sessions: plan.sessions.map((session) => structuredClone(session)),
    placements: plan.placements?.map((placement) => ({ ...placement })),
  };
  if (draft.placements === undefined) delete draft.placements;
  const touched = new Set<string>();
  for (const edit of edits) applyEdit(index, draft, edit, touched);
  emptyClosedClubs(index, plan, draft);
  mendCare(index, draft, touched);
  return recount(index, draft);
}

function applyEdit(index: ProblemIndex, draft: Plan, edit: Edit, touched: Set<string>): void {
  const { seat, room, move, care, place, open, close } = edit;
  const find = (id: string) => draft.sessions.find((session) => session.id === id);
  const touch = (session: Session | undefined) => {
    for (const id of session?.periodIds ?? []) touched.add(id);
  };
  if (seat) {
    const found = find(seat.sessionId)?.seats[seat.seat];
    if (found) found.staffId = seat.staffId;
  }
  if (room) {
    const session = find(room.sessionId);
    if (session) session.roomId = room.roomId;
  }
  if (move) {
    const session = find(move.sessionId);
    touch(session);
    if (session) moveSession(index, draft, session, move.periodIds);
    touch(session);
  }
  if (care) {
    touched.add(care.periodId);
    moveClass(index, draft, care);
  }
  if (place) {
    placePupil(index, draft, place);
    for (const session of draft.sessions)
      if (session.activityId === place.activityId) touch(session);
  }
  if (open) {
    const session = openSession(index, open);
    draft.sessions.push(session);
    touch(session);
  }
  if (close) {
    touch(find(close.sessionId));
    draft.sessions = draft.sessions.filter(({ id }) => id !== close.sessionId);
  }
}

/** The care of just these classes in the new periods takes place in the old ones instead. */
function moveSession(
  index: ProblemIndex,
  draft: Plan,
  session: Session,
  periodIds: readonly string[],
): void {
  const from = session.periodIds;
  session.periodIds = [...periodIds];
  const activity =
    session.activityId === undefined ? undefined : index.activity(session.activityId);
  if (activity?.enrol !== 'class' || from.length !== periodIds.length) return;
  const classes = new Set(session.classIds);
  for (const other of draft.sessions) {
    const place = periodIds.indexOf(other.periodIds[0] as string);
    if (other.kind !== 'care' || place < 0) continue;
    if (!other.classIds.every((id) => classes.has(id))) continue;
    other.periodIds = [from[place] as string];
    other.id = freeId(draft, `care:${from[place]}:${other.classIds[0]}`);
  }
}

function moveClass(
  index: ProblemIndex,
  draft: Plan,
  { classId, periodId, into }: NonNullable<Edit['care']>,
): void {
  const isAlone = (session: Session) =>
    session.kind === 'care' &&
    session.periodIds[0] === periodId &&
    session.classIds.length === 1 &&
    session.classIds[0] === classId;
  // A class that has a group of its own already keeps it, with its room and people.
  if (into === null && draft.sessions.some(isAlone)) return;
  const target = draft.sessions.find(({ id }) => id === into);
  for (const session of draft.sessions)
    if (session !== target && session.kind === 'care' && session.periodIds[0] === periodId)
      session.classIds = session.classIds.filter((id) => id !== classId);
  if (target === undefined) draft.sessions.push(ownCare(index, draft, classId, periodId));
  else if (!target.classIds.includes(classId)) {
    const ids = new Set([...target.classIds, classId]);
    target.classIds = index.problem.classes.flatMap(({ id }) => (ids.has(id) ? [id] : []));
  }
}

/** Nobody can be in a club that was held and is not held any more. */
function emptyClosedClubs(index: ProblemIndex, plan: Plan, draft: Plan): void {
  const keysOf = ({ sessions }: Plan) =>
    new Set(
      sessions.flatMap(({ activityId, forKey }) =>
        activityId === undefined ? [] : seriesKey(activityId, forKey),
      ),
    );
  const [before, after] = [keysOf(plan), keysOf(draft)];
  const stays = ({ studentId, activityId }: Placement) => {
    const schoolClass = index.schoolClass(index.student(studentId).classId);
    const key = seriesKey(activityId, keyFor(index.activity(activityId), schoolClass));
    return !before.has(key) || after.has(key);
  };
  if (draft.placements !== undefined) draft.placements = draft.placements.filter(stays);
}

function placePupil(
  index: ProblemIndex,
  draft: Plan,
  { studentId, activityId, isIn }: NonNullable<Edit['place']>,
): void {
  const others = (draft.placements ?? []).filter(
    (placement) => placement.studentId !== studentId || placement.activityId !== activityId,
  );
  const choices = index.student(studentId).choices ?? [];
  const place = choices.indexOf(activityId);
  const rank = place < 0 ? choices.length + 1 : place + 1;
  draft.placements = isIn ? [...others, { studentId, activityId, rank }] : others;
}

function openSession(index: ProblemIndex, open: NonNullable<Edit['open']>): Session {
  const { activityId, forKey, periodIds, roomId, staffIds = [] } = open;
  const activity = index.activity(activityId);
  const series = index.seriesByKey(activityId, forKey);
  return {
    id: openedSessionId(open),
    kind: activity.kind,
    activityId,
    ...(forKey === undefined ? {} : { forKey }),
    periodIds: [...periodIds],
    roomId,
    classIds: activity.enrol === 'class' ? [...(series?.classIds ?? [])] : [],
    headcount: 0,
    seats: expandSeats(activity).map(({ role }, i) => ({ role, staffId: staffIds[i] ?? null })),
  };
}

/** The informative figures of every session, and what is missing, reckoned anew. */
function recount(index: ProblemIndex, draft: Plan): Plan {
  const view = viewPlan(index, draft);
  for (const { session, headcount, series, classIds } of view.sessions) {
    session.headcount = headcount;
    if (series?.roster === undefined) continue;
    const ids = new Set(classIds);
    session.classIds = index.problem.classes.filter(({ id }) => ids.has(id)).map(({ id }) => id);
    if (series.roster.source === 'numbers') delete session.studentIds;
    else session.studentIds = series.roster.students.map(({ id }) => id);
  }
  const reasons = new Map(
    draft.openSessions.map((open) => [seriesKey(open.activityId, open.forKey), open.reason]),
  );
  draft.openSessions = view.series.flatMap(({ activity, forKey, key, sessions }) => {
    if (index.seriesByKey(activity.id, forKey) === undefined) return [];
    if (activity.enrol === 'choice' && sessions.length === 0) return [];
    const missing = sessionsAsked({ activity }, index) - sessions.length;
    const reason = reasons.get(key) ?? '手动调整后未排 / Taken out by hand.';
    const about = { activityId: activity.id, ...(forKey === undefined ? {} : { forKey }), reason };
    return Array.from({ length: Math.max(0, missing) }, () => about);
  });
  return draft;
}
