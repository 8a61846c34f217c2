import type { Bilingual } from '../bilingual.ts';
import { namesApart } from '../names-apart.ts';
import {
  activityName,
  className,
  listOf,
  periodsName,
  roleNames,
  roomName,
  same,
  sessionName,
  sessionTitle,
  staffName,
} from '../naming.ts';
import type { Plan, Session } from '../problem.ts';
import { type NamedList, type ProblemIndex, seriesKey } from '../problem-index.ts';

export type ChangeKind =
  | 'added'
  | 'removed'
  | 'moved'
  | 'room'
  | 'people'
  | 'classes'
  | 'placement';

/** One readable difference between two plans. */
export interface PlanChange {
  kind: ChangeKind;
  /** The session, or the club of a placement. */
  what: Bilingual;
  /** How it was in the first plan and is in the second; empty text where it was not there. */
  from: Bilingual;
  to: Bilingual;
  /** Whom it concerns: people of both plans, and classes. */
  staffIds: string[];
  classIds: string[];
  studentIds: string[];
}

/** Changes that concern one person or class, as places in the list of changes. */
export interface ChangeGroup {
  id: string;
  name: string;
  changes: number[];
}

const none: Bilingual = { zh: '', en: '' };

/** A plan, and the data that it speaks of. */
export interface PlanOfData {
  index: ProblemIndex;
  plan: Plan;
}

/**
 * The differences between two plans of one school, of the same data or of two versions of them.
 * Sessions are paired by what they are: care by period and the classes it hosts, the sessions of a
 * series first by period and then in order of time. Ids of sessions do not matter. What a version
 * calls otherwise is no difference; what it has at other times is one.
 */
export function planChanges(before: PlanOfData, after: PlanOfData): PlanChange[] {
  const [was, is] = [namedBeside(before, after), namedBeside(after, before)];
  return [...seriesChanges(was, is), ...careChanges(was, is), ...placementChanges(was, is)];
}

/** What came after something of the same name is told from it. */
function namedBeside({ index, plan }: PlanOfData, other: PlanOfData): PlanOfData {
  const names = (list: NamedList) =>
    namesApart(eachOnce([...other.index.problem[list], ...index.problem[list]]));
  return {
    plan,
    index: {
      ...index,
      names: {
        classes: names('classes'),
        staff: names('staff'),
        rooms: names('rooms'),
        activities: names('activities'),
      },
    },
  };
}

/** Of those with one id the last. */
function eachOnce<T extends { id: string }>(list: readonly T[]): T[] {
  return [...new Map(list.map((one) => [one.id, one])).values()];
}

export function groupChanges(
  before: PlanOfData,
  after: PlanOfData,
  changes: readonly PlanChange[],
): { staff: ChangeGroup[]; classes: ChangeGroup[] } {
  const groups = (idsOf: (change: PlanChange) => readonly string[], list: 'staff' | 'classes') => {
    // Who is only in one of them has the name of there.
    const known = [before, after].flatMap(({ index }) => [...index.problem[list]]);
    const names = namesApart(eachOnce(known));
    const map = new Map<string, ChangeGroup>();
    changes.forEach((change, i) => {
      for (const id of idsOf(change)) {
        const group = map.get(id);
        if (group) group.changes.push(i);
        else map.set(id, { id, name: names.get(id) ?? id, changes: [i] });
      }
    });
    return [...map.values()].sort((a, b) => b.changes.length - a.changes.length);
  };
  return {
    staff: groups(({ staffIds }) => staffIds, 'staff'),
    classes: groups(({ classIds }) => classIds, 'classes'),
  };
}

function seriesChanges(before: PlanOfData, after: PlanOfData): PlanChange[] {
  const was = bySeries(before);
  const is = bySeries(after);
  return [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const old = [...(was.get(key) ?? [])];
    const now = [...(is.get(key) ?? [])];
    const pairs: [Session, Session][] = [];
    for (const session of [...old]) {
      const at = now.findIndex((one) => setOf(one.periodIds) === setOf(session.periodIds));
      if (at < 0) continue;
      pairs.push([session, now[at] as Session]);
      now.splice(at, 1);
      old.splice(old.indexOf(session), 1);
    }
    while (old.length > 0 && now.length > 0)
      pairs.push([old.shift() as Session, now.shift() as Session]);
    return [
      ...pairs.flatMap(([a, b]) => sessionChanges(before.index, a, after.index, b)),
      ...old.map((session) => comesOrGoes(before.index, session, 'removed')),
      ...now.map((session) => comesOrGoes(after.index, session, 'added')),
    ];
  });
}

function careChanges(before: PlanOfData, after: PlanOfData): PlanChange[] {
  const was = careByPeriod(before.plan);
  const is = careByPeriod(after.plan);
  const periods = [after, before].flatMap(({ index }) => index.problem.periods);
  return unique(periods.map(({ id }) => id)).flatMap((id) => {
    const old = [...(was.get(id) ?? [])];
    const now = [...(is.get(id) ?? [])];
    const shared = (a: Session, b: Session) =>
      a.classIds.filter((classId) => b.classIds.includes(classId)).length;
    const pairs: [Session, Session][] = [];
    // The groups with most classes in common are taken for the same one.
    for (;;) {
      let best: [Session, Session] | undefined;
      for (const a of old)
        for (const b of now)
          if (shared(a, b) > (best === undefined ? 0 : shared(best[0], best[1]))) best = [a, b];
      if (best === undefined) break;
      pairs.push(best);
      old.splice(old.indexOf(best[0]), 1);
      now.splice(now.indexOf(best[1]), 1);
    }
    return [
      ...pairs.flatMap(([a, b]) => sessionChanges(before.index, a, after.index, b)),
      ...old.map((session) => comesOrGoes(before.index, session, 'removed')),
      ...now.map((session) => comesOrGoes(after.index, session, 'added')),
    ];
  });
}

function sessionChanges(was: ProblemIndex, a: Session, is: ProblemIndex, b: Session): PlanChange[] {
  const about = {
    what: sessionName(is, b),
    staffIds: unique([...peopleOf(a), ...peopleOf(b)]),
    classIds: unique([...a.classIds, ...b.classIds]),
    studentIds: [],
  };
  const changes: PlanChange[] = [];
  const [from, to] = [periodsName(was, a.periodIds), periodsName(is, b.periodIds)];
  if (setOf(a.periodIds) !== setOf(b.periodIds) || from.zh !== to.zh)
    changes.push({ ...about, what: sessionTitle(is, b), kind: 'moved', from, to });
  if (a.roomId !== b.roomId) {
    const room = (index: ProblemIndex, { roomId }: Session) =>
      roomId === null ? { zh: '无场地', en: 'no room' } : same(roomName(index, roomId));
    const rooms = { from: room(was, a), to: room(is, b) };
    changes.push({ ...about, kind: 'room', ...rooms, staffIds: peopleOf(b) });
  }
  const seats = ({ seats: all }: Session) =>
    JSON.stringify(all.map(({ role, staffId }) => [role, staffId]).sort());
  if (seats(a) !== seats(b)) {
    const gone = peopleOf(a).filter((id) => !peopleOf(b).includes(id));
    const come = peopleOf(b).filter((id) => !peopleOf(a).includes(id));
    const staffIds = gone.length + come.length > 0 ? unique([...gone, ...come]) : about.staffIds;
    const crews = { from: crewOf(was, a), to: crewOf(is, b) };
    changes.push({ ...about, kind: 'people', ...crews, staffIds });
  }
  // The classes of a choice session are those of its pupils, who are told one by one.
  const isOfChoice = a.activityId !== undefined && was.activity(a.activityId).enrol === 'choice';
  if (!isOfChoice && setOf(a.classIds) !== setOf(b.classIds)) {
    const names = (index: ProblemIndex, s: Session) =>
      listOf(
        s.classIds.map((id) => same(className(index, id))),
        'classes',
      );
    const differ = about.classIds.filter(
      (id) => a.classIds.includes(id) !== b.classIds.includes(id),
    );
    const groups = { from: names(was, a), to: names(is, b) };
    changes.push({ ...about, kind: 'classes', ...groups, classIds: differ });
  }
  return changes;
}

function comesOrGoes(index: ProblemIndex, session: Session, kind: 'added' | 'removed'): PlanChange {
  const crew = crewOf(index, session);
  return {
    kind,
    what: sessionName(index, session),
    from: kind === 'removed' ? crew : none,
    to: kind === 'added' ? crew : none,
    staffIds: peopleOf(session),
    classIds: [...session.classIds],
    studentIds: [],
  };
}

function placementChanges(before: PlanOfData, after: PlanOfData): PlanChange[] {
  const byPupil = ({ placements }: Plan) => {
    const map = new Map<string, string[]>();
    for (const { studentId, activityId } of placements ?? []) {
      const own = map.get(studentId);
      if (own) own.push(activityId);
      else map.set(studentId, [activityId]);
    }
    return map;
  };
  const [was, is] = [byPupil(before.plan), byPupil(after.plan)];
  const names = ({ index }: PlanOfData, ids: readonly string[]) =>
    listOf(
      ids.map((id) => same(activityName(index, id))),
      'items',
    );
  const pupils = [before, after].flatMap(({ index }) => index.problem.students ?? []);
  const classOf = new Map(pupils.map(({ id, classId }) => [id, classId]));
  return [...classOf].flatMap(([id, classId]) => {
    const [old, now] = [was.get(id) ?? [], is.get(id) ?? []];
    if ([...old].sort().join() === [...now].sort().join()) return [];
    return [
      {
        kind: 'placement' as const,
        what: { zh: `学生${id}的社团`, en: `clubs of pupil ${id}` },
        from: names(before, old),
        to: names(after, now),
        staffIds: [],
        classIds: [classId],
        studentIds: [id],
      },
    ];
  });
}

function bySeries({ index, plan }: PlanOfData): Map<string, Session[]> {
  const map = new Map<string, Session[]>();
  for (const session of plan.sessions) {
    if (session.activityId === undefined) continue;
    const key = seriesKey(session.activityId, session.forKey);
    const list = map.get(key);
    if (list) list.push(session);
    else map.set(key, [session]);
  }
  const start = (session: Session) => {
    const { weekday, start: time } = index.period(session.periodIds[0] as string);
    return `${weekday} ${time}`;
  };
  for (const list of map.values()) list.sort((a, b) => (start(a) < start(b) ? -1 : 1));
  return map;
}

function careByPeriod(plan: Plan): Map<string, Session[]> {
  const map = new Map<string, Session[]>();
  for (const session of plan.sessions) {
    if (session.kind !== 'care') continue;
    const id = session.periodIds[0] as string;
    const list = map.get(id);
    if (list) list.push(session);
    else map.set(id, [session]);
  }
  return map;
}

function crewOf(index: ProblemIndex, { seats }: Session): Bilingual {
  return listOf(
    seats.map(({ role, staffId }) =>
      staffId === null
        ? { zh: `${roleNames[role].zh}空缺`, en: `${roleNames[role].en} open` }
        : same(staffName(index, staffId)),
    ),
    'people',
  );
}

function peopleOf({ seats }: Session): string[] {
  return unique(seats.flatMap(({ staffId }) => staffId ?? []));
}

/** What is in a list, in whatever order and however often. */
function setOf(ids: readonly string[]): string {
  return JSON.stringify(unique(ids).sort());
}

function unique(ids: readonly string[]): string[] {
  return [...new Set(ids)];
}
