import { editPlan } from '../../solver/explain/edit-plan.ts';
import type { Explanation } from '../../solver/explain/explain.ts';
import type { Edit } from '../../src/domain/edit.ts';
import type { Plan, Problem, Session } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { byId } from './plan-builder.ts';

export type Missing = Explanation['missingSessions'][number];
export type Way = Explanation['openPosts'][number]['ways'][number];

/** Changes the problem as a way asks; false where it asks for what only a search could find. */
export function relax(
  problem: Problem,
  { staffId, relaxations }: Way,
  at: readonly Pick<Session, 'activityId' | 'periodIds'>[],
  seat: number,
): boolean {
  const staff = byId(problem.staff, staffId);
  const days = new Set(
    at.flatMap(({ periodIds }) => periodIds.map((id) => byId(problem.periods, id).weekday)),
  );
  const onOtherDays = <T extends { weekday: number }>(list: T[] = []) =>
    list.filter(({ weekday }) => !days.has(weekday));
  const params = { ...problem.rules?.params };
  for (const { kind, value = '' } of relaxations) {
    const [name = '', figure = ''] = value.split('=');
    if (kind === 'qualification') staff.qualifications = [...(staff.qualifications ?? []), value];
    else if (kind === 'clearance') Object.assign(staff, { cleared: true, trained: true });
    else if (kind === 'availability') {
      staff.unavailable = onOtherDays(staff.unavailable);
      staff.lessons = onOtherDays(staff.lessons);
    } else if (kind === 'rest') params.rest = { ...params.rest, [name]: Number(figure) };
    else if (kind === 'limit') staff.limits = { ...staff.limits, [name]: Number(figure) };
    else if (kind === 'pin')
      for (const pin of problem.pins ?? [])
        pin.seats = pin.seats?.filter((one) => one.staffId !== staffId);
    else if (kind === 'kind') {
      const { activityId } = at[0] as Session;
      if (activityId === undefined)
        params.care = {
          ...params.care,
          kinds: [...(params.care?.kinds ?? ['teacher', 'leader']), staff.kind],
        };
      else {
        const { seats } = byId(problem.activities, activityId);
        seats.reduce((left, spec) => {
          if (left >= 0 && left < (spec.count ?? 1)) spec.kinds?.push(staff.kind);
          return left - (spec.count ?? 1);
        }, seat);
      }
    } else if (kind === 'merge') {
      const [, segment] = name.split('.');
      params.care =
        segment === undefined
          ? { ...params.care, maxGroup: Number(figure) }
          : { ...params.care, mergeWithin: { ...params.care?.mergeWithin, [segment]: figure } };
    } else if (kind === 'adults') params.care = { ...params.care, [name]: Number(figure) };
    else return false;
  }
  if (problem.rules !== undefined || Object.keys(params).length > 0)
    problem.rules = { ...problem.rules, params };
  return true;
}

/** Fills an open post of a plan as a way says. */
export function fill(plan: Plan, sessionId: string, seat: number, way: Way): void {
  const session = byId(plan.sessions, sessionId);
  const [, perAdult] = way.relaxations[0]?.value?.split('pupilsPerAdult=') ?? [];
  if (perAdult !== undefined) {
    seatCareAnew(plan, Number(perAdult));
    return;
  }
  if (way.merge === undefined) {
    exchange(plan, way);
    (session.seats[seat] as { staffId: string }).staffId = way.staffId;
    return;
  }
  const host = byId(plan.sessions, way.merge.sessionId);
  host.classIds.push(...session.classIds);
  host.roomId = way.merge.roomId ?? host.roomId;
  plan.sessions = plan.sessions.filter((one) => one !== session);
}

/** Care has as many seats as its pupils need: open ones go first, and people of the school stay. */
function seatCareAnew(plan: Plan, perAdult: number): void {
  for (const { kind, headcount, seats } of plan.sessions) {
    if (kind !== 'care') continue;
    const needed = Math.max(1, Math.ceil(headcount / perAdult));
    const isTaken = ({ staffId }: (typeof seats)[number]) => (staffId === null ? 0 : 1);
    seats.sort((a, b) => isTaken(b) - isTaken(a));
    seats.splice(needed);
  }
}

/** The plan after somebody takes over each post that the person of a way leaves. */
export function exchange(plan: Plan, { staffId, exchange: one, furtherExchanges = [] }: Way): void {
  for (const { sessionId, staffId: heir } of one === undefined ? [] : [one, ...furtherExchanges]) {
    const left = byId(plan.sessions, sessionId).seats.find((seat) => seat.staffId === staffId);
    if (left !== undefined) left.staffId = heir;
  }
}

/**
 * The school and its plan after all that a missing series was said to lack, with its sessions held
 * at the places, by the crew and by as many pupils as it needs; undefined where what is asked for
 * is not typed, as pupils and other sessions.
 */
export function holdTogether(
  problem: Problem,
  plan: Plan,
  { activityId, forKey, together }: Missing,
): { problem: Problem; plan: Plan } | undefined {
  if (together === undefined) return undefined;
  const [changed, edited] = structuredClone([problem, plan]) as [Problem, Plan];
  const activity = byId(changed.activities, activityId);
  const places = together.places.map((place) => ({ ...place }));
  for (const { kind, ruleIds } of together.obstacles) {
    if (kind === 'people') continue;
    if (kind === 'room') giveRooms(changed, activityId, forKey, places);
    else if (ruleIds[0] === 'dayEnd') delete changed.rules?.params?.latestEnd;
    else if (ruleIds[0] === 'learningCap') delete changed.rules?.params?.learningPerDay;
    else if (ruleIds[0] === 'groupSize' && activity.studentIds !== undefined) delete activity.size;
    else return undefined;
  }
  const crews = places.map((): (string | null)[] => []);
  for (const { places: at, seat, way } of together.crew) {
    const sessions = at.map((place) => ({ activityId, ...places[place] }) as Session);
    if (!relax(changed, way, sessions, seat)) return undefined;
    exchange(edited, way);
    for (const place of at) (crews[place] as (string | null)[])[seat] = way.staffId;
  }
  const opened = places.map(
    (place, i): Edit => ({
      open: {
        activityId,
        ...(forKey === undefined ? {} : { forKey }),
        ...place,
        // Seats that nobody was found for stay open.
        staffIds: Array.from(crews[i] ?? [], (id) => id ?? null) as string[],
      },
    }),
  );
  const edits = [...opened, ...pupilsOf(changed, edited, activityId, forKey, places)];
  return { problem: changed, plan: editPlan(indexProblem(changed), edited, edits) };
}

/** A room more, of the sort that the activity asks for, at each of the places that has none. */
function giveRooms(
  problem: Problem,
  activityId: string,
  forKey: string | undefined,
  places: { roomId: string | null }[],
): void {
  const activity = byId(problem.activities, activityId);
  const { kinds, features, roomIds } = activity.room ?? {};
  if (activity.room === undefined && activity.forEach === 'class') {
    const { homeRoomId } = byId(problem.classes, forKey as string);
    const home = byId(problem.rooms, homeRoomId);
    home.groups = (home.groups ?? 1) + 1;
    delete home.unavailable;
    for (const place of places) place.roomId ??= homeRoomId;
    return;
  }
  problem.rooms.push({
    id: 'another',
    kind: kinds?.[0] ?? 'classroom',
    features: features ?? [],
    seats: 999,
  });
  roomIds?.push('another');
  for (const place of places) place.roomId ??= 'another';
}

/** Pupils leave what clashes, and as many as the club needs come to it. */
function pupilsOf(
  problem: Problem,
  plan: Plan,
  activityId: string,
  forKey: string | undefined,
  places: readonly { periodIds: string[] }[],
): Edit[] {
  const activity = byId(problem.activities, activityId);
  const periods = new Set(places.flatMap(({ periodIds }) => periodIds));
  const isAtOnce = (session: Session) =>
    session.activityId !== activityId && session.periodIds.some((id) => periods.has(id));
  const clubs = new Set(plan.sessions.filter(isAtOnce).map((session) => session.activityId));
  const classOf = new Map(problem.students?.map(({ id, classId }) => [id, classId]));
  let placements = plan.placements ?? [];
  const sizeOf = (id: string) => placements.filter((one) => one.activityId === id).length;
  const edits: Edit[] = [];
  const leave = (studentId: string, id: string) => {
    edits.push({ place: { studentId, activityId: id, isIn: false } });
    placements = placements.filter((one) => one.studentId !== studentId || one.activityId !== id);
  };
  const series = indexProblem(problem).seriesByKey(activityId, forKey);
  const classIds = new Set(series?.classIds ?? []);
  const given =
    activity.studentIds ??
    (activity.enrol === 'class'
      ? (problem.students ?? []).filter(({ classId }) => classIds.has(classId)).map(({ id }) => id)
      : placements.filter((one) => one.activityId === activityId).map((one) => one.studentId));
  for (const id of given)
    for (const one of placements)
      if (one.studentId === id && clubs.has(one.activityId)) leave(id, one.activityId);
  if (activity.enrol !== 'choice' || activity.studentIds || activity.enrolment) return edits;
  const hosted = new Set(
    plan.sessions
      .filter((session) => isAtOnce(session) && session.kind !== 'care')
      .filter((session) => byId(problem.activities, session.activityId as string).enrol === 'class')
      .flatMap((session) => session.classIds),
  );
  const inTeams = new Set(
    problem.activities.flatMap(({ id, studentIds = [] }) => (clubs.has(id) ? studentIds : [])),
  );
  const index = indexProblem(problem);
  const isThere = (id: string) =>
    [...periods].every((periodId) => {
      const period = byId(problem.periods, periodId);
      const { leave: leaves } = index.student(id);
      const point = problem.leavePoints.find(
        (one) => one.id === leaves[String(period.weekday) as keyof typeof leaves],
      );
      return point !== undefined && point.time >= period.end;
    });
  const could = (problem.students ?? []).filter(
    ({ id, classId, choices, maxClubs = index.params.maxClubs }) =>
      maxClubs > 0 &&
      choices?.includes(activityId) &&
      classIds.has(classId) &&
      !hosted.has(classOf.get(id) as string) &&
      !inTeams.has(id) &&
      isThere(id),
  );
  const needed = Math.max(1, activity.size?.min ?? 0);
  /** What a pupil has to leave: what clashes, and where it is too many, one more. */
  const toLeave = (id: string, most: number) => {
    const own = placements.filter((one) => one.studentId === id).map((one) => one.activityId);
    const clash = own.filter((one) => clubs.has(one));
    return clash.length > 0 || own.length < most ? clash : own.slice(0, 1);
  };
  /** How often the pupil would be back in care at other times. */
  const backInCare = (id: string, most: number) => {
    const left = new Set(toLeave(id, most));
    return plan.sessions.filter(
      (one) => left.has(one.activityId ?? '') && !one.periodIds.some((at) => periods.has(at)),
    ).length;
  };
  // Who has to leave nothing comes first, then who is least back in care, whose groups are full.
  for (let n = sizeOf(activityId); n < needed; n++) {
    const spare = (id: string, most: number) =>
      Math.min(
        99,
        ...toLeave(id, most).map(
          (one) => sizeOf(one) - Math.max(1, byId(problem.activities, one).size?.min ?? 0),
        ),
      );
    const [next] = could
      .filter(
        ({ id }) => !placements.some((p) => p.studentId === id && p.activityId === activityId),
      )
      .map(({ id, maxClubs }) => ({ id, most: maxClubs ?? index.params.maxClubs }))
      .filter(({ id, most }) => spare(id, most) >= 1)
      .sort(
        (a, b) =>
          backInCare(a.id, a.most) - backInCare(b.id, b.most) ||
          spare(b.id, b.most) - spare(a.id, a.most),
      );
    if (next === undefined) break;
    for (const one of toLeave(next.id, next.most)) leave(next.id, one);
    edits.push({ place: { studentId: next.id, activityId, isIn: true } });
    placements = [...placements, { studentId: next.id, activityId, rank: 1 }];
  }
  return edits;
}
