import { attendance } from './attendance.ts';
import type { Period, Plan, Session } from './problem.ts';
import { type ProblemIndex, type Series, seriesKey } from './problem-index.ts';

export type PublishReasonCode = 'hard-rules' | 'open-post' | 'no-adult' | 'duty-missing';

/** Why a plan cannot be published yet: typed for screens, with a plain sentence. */
export interface PublishReason {
  code: PublishReasonCode;
  message: string;
  sessionId?: string;
  activityId?: string;
  forKey?: string;
  periodIds?: string[];
}

/**
 * A seat without a person that keeps a plan from being published: of care or a duty, or of a session
 * with pupils in which nobody sits.
 */
export interface OpenPost {
  sessionId: string;
  /** Place among the seats of the session. */
  seat: number;
  role: Session['seats'][number]['role'];
  activityId?: string;
  forKey?: string;
  periodIds: string[];
  classIds: string[];
}

export interface Publishability {
  publishable: boolean;
  openPosts: OpenPost[];
  reasons: PublishReason[];
}

/**
 * A plan is publishable when hard = 0, no care or duty seat is open, and no session with pupils is
 * without an adult. Beyond the contract, as a school would expect: a duty that is due in every one
 * of its periods is there in every one.
 *
 * @param plan one whose `score` was reckoned for this problem
 */
export function publishability(plan: Plan, index: ProblemIndex): Publishability {
  const isAlone = aloneIn(plan, index);
  const openPosts = plan.sessions.flatMap((session) =>
    isWatched(session) || isAlone(session) ? openSeatsOf(session) : [],
  );
  const reasons: PublishReason[] = [];
  if (plan.score.hard > 0) {
    const broken = `${plan.score.hard} violation${plan.score.hard === 1 ? '' : 's'} of hard rules`;
    reasons.push({ code: 'hard-rules', message: `The plan has ${broken}.` });
  }
  for (const post of plan.sessions.filter(isWatched).flatMap(openSeatsOf)) {
    const { sessionId, periodIds } = post;
    const seat = `Seat ${post.seat + 1} (${post.role}) of ${sessionId}`;
    const message = `${seat} in ${periodIds.join(', ')} is open.`;
    reasons.push({ code: 'open-post', message, sessionId, periodIds, ...seriesOf(post) });
  }
  for (const session of plan.sessions.filter(isAlone)) {
    reasons.push({
      code: 'no-adult',
      message: `The session ${session.id} has pupils and no adult.`,
      sessionId: session.id,
      periodIds: session.periodIds,
      ...seriesOf(session),
    });
  }
  reasons.push(...missingDuties(plan, index));
  return { publishable: reasons.length === 0, openPosts, reasons };
}

/** Whether each of its seats has to be taken. */
function isWatched({ kind }: Session): boolean {
  return kind === 'care' || kind === 'duty';
}

/** Whether a session has pupils and no adult. */
function aloneIn(plan: Plan, index: ProblemIndex): (session: Session) => boolean {
  const rosterSize = makeRosterSize(plan, index);
  return (session) =>
    session.seats.every((seat) => seat.staffId === null) && hasPupils(session, index, rosterSize);
}

function openSeatsOf(session: Session): OpenPost[] {
  return session.seats.flatMap((seat, i) =>
    seat.staffId !== null
      ? []
      : [
          {
            sessionId: session.id,
            seat: i,
            role: seat.role,
            ...seriesOf(session),
            periodIds: session.periodIds,
            classIds: session.classIds,
          },
        ],
  );
}

function seriesOf(of: { activityId?: string | undefined; forKey?: string | undefined }): {
  activityId?: string;
  forKey?: string;
} {
  return {
    ...(of.activityId === undefined ? {} : { activityId: of.activityId }),
    ...(of.forKey === undefined ? {} : { forKey: of.forKey }),
  };
}

/** The plan's own figures of a choice session are only informative: its pupils are those of the series. */
function hasPupils(
  session: Session,
  index: ProblemIndex,
  rosterSize: (session: Session) => number,
): boolean {
  const enrol =
    session.activityId === undefined ? 'class' : index.activity(session.activityId).enrol;
  if (enrol === 'none') return false;
  if (enrol === 'choice') return rosterSize(session) > 0;
  return session.classIds.some((classId) =>
    session.periodIds.some((id) => attendance(index, classId, index.period(id)) > 0),
  );
}

function makeRosterSize(plan: Plan, index: ProblemIndex): (session: Session) => number {
  const placed = new Map<string, number>();
  const keyOf = (activityId: string, classId: string): string | undefined => {
    const { forEach } = index.activity(activityId);
    if (forEach === 'class') return classId;
    return forEach === 'grade' ? String(index.schoolClass(classId).grade) : undefined;
  };
  for (const { studentId, activityId } of plan.placements ?? []) {
    const key = seriesKey(activityId, keyOf(activityId, index.student(studentId).classId));
    placed.set(key, (placed.get(key) ?? 0) + 1);
  }
  return ({ activityId = '', forKey }) => {
    const { studentIds, enrolment } = index.activity(activityId);
    const isOf = (classId: string) => keyOf(activityId, classId) === forKey;
    if (studentIds !== undefined) {
      return studentIds.filter((id) => isOf(index.student(id).classId)).length;
    }
    if (enrolment !== undefined) {
      return enrolment.reduce((sum, row) => sum + (isOf(row.classId) ? row.count : 0), 0);
    }
    return placed.get(seriesKey(activityId, forKey)) ?? 0;
  };
}

function missingDuties(plan: Plan, index: ProblemIndex): PublishReason[] {
  const held = new Set<string>();
  for (const { activityId, forKey, periodIds } of plan.sessions) {
    if (activityId === undefined) continue;
    for (const id of periodIds) held.add(`${seriesKey(activityId, forKey)} ${id}`);
  }
  const missing = (series: Series, period: Period): PublishReason[] => {
    const { activity, forKey } = series;
    if (held.has(`${seriesKey(activity.id, forKey)} ${period.id}`)) return [];
    const name = forKey === undefined ? activity.id : `${activity.id} for ${forKey}`;
    const message = `The duty ${name} is missing in ${period.id}.`;
    const of = seriesOf({ activityId: activity.id, forKey });
    return [{ code: 'duty-missing', message, ...of, periodIds: [period.id] }];
  };
  return index.series.flatMap((series) => {
    const { kind, sessions, segments, periodIds } = series.activity;
    if (kind !== 'duty' || !('every' in sessions)) return [];
    return index.problem.periods
      .filter((p) => segments.includes(p.segment) && (periodIds?.includes(p.id) ?? true))
      .flatMap((period) => missing(series, period));
  });
}
