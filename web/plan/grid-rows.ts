import { attendance, isPresent } from '../../src/domain/attendance.ts';
import type { Segment, Session } from '../../src/domain/problem.ts';
import type { Messages } from '../i18n/zh.ts';
import type { PlanModel } from './plan-model.ts';

export const planViews = ['class', 'teacher', 'room', 'activity', 'pupil'] as const;
export type PlanView = (typeof planViews)[number];

/** One coloured box of the grid: a session as this row sees it, or several clubs in one. */
export interface Block {
  key: string;
  sessions: readonly Session[];
  weekday: number;
  periodIds: readonly string[];
  segment: Segment;
  start: string;
  end: string;
  title: string;
  detail: string;
  /** `post`: a care or duty seat, or the only adult, is missing; `seat`: another seat is. */
  open: 'post' | 'seat' | undefined;
}

export interface GridRow {
  key: string;
  label: string;
  sub: string;
  grades: readonly number[];
  blocks: readonly Block[];
  /** Lower case; what the search looks into. */
  search: string;
}

export function openOf(session: Session): Block['open'] {
  const open = session.seats.filter((seat) => seat.staffId === null).length;
  if (open === 0) return undefined;
  const isNobody = open === session.seats.length;
  return session.kind === 'care' || session.kind === 'duty' || isNobody ? 'post' : 'seat';
}

export function rowsOf(model: PlanModel, view: PlanView, t: Messages): GridRow[] {
  return makers[view](model, t);
}

const makers: Record<PlanView, (model: PlanModel, t: Messages) => GridRow[]> = {
  class: classRows,
  teacher: teacherRows,
  room: roomRows,
  activity: activityRows,
  pupil: pupilRows,
};

export function blockOf(
  model: PlanModel,
  session: Session,
  title: string,
  detail: (string | false)[],
): Block {
  const { weekday, segment, start, end } = model.placeOf(session);
  return {
    key: session.id,
    sessions: [session],
    weekday,
    periodIds: session.periodIds,
    segment,
    start,
    end,
    title,
    detail: detail.filter(Boolean).join(' · '),
    open: openOf(session),
  };
}

export function peopleOf(model: PlanModel, session: Session, t: Messages): string {
  // A club that goes on without its assistant has no open post, and is not called so.
  const isPost = openOf(session) === 'post';
  return t.word.list(
    session.seats.map(({ role, staffId }) =>
      staffId !== null
        ? model.names.person(staffId)
        : isPost
          ? t.plan.openPost
          : t.plan.lacking[role],
    ),
  );
}

function roomOf(model: PlanModel, session: Session): string | false {
  return session.roomId !== null && model.names.room(session.roomId);
}

function finish(row: Omit<GridRow, 'search'>): GridRow {
  const blocks = [...row.blocks].sort((a, b) =>
    a.start < b.start ? -1 : a.start > b.start ? 1 : 0,
  );
  const words = blocks.map((block) => `${block.title} ${block.detail}`);
  const search = `${row.label} ${row.sub} ${row.key} ${words.join(' ')}`.toLowerCase();
  return { ...row, blocks, search };
}

function classRows(model: PlanModel, t: Messages): GridRow[] {
  const clubs = clubsByClass(model);
  return model.problem.classes.map((one) => {
    const hosted = new Set<Session>();
    for (const period of model.periods) {
      const session = model.host(one.id, period.id);
      if (session) hosted.add(session);
    }
    const blocks = [...hosted].map((session) => {
      const others = session.classIds.length - 1;
      const merged = session.kind === 'care' && others > 0 && t.plan.merged(others);
      const title = model.title(session);
      return blockOf(model, session, title, [
        peopleOf(model, session, t),
        roomOf(model, session),
        merged,
      ]);
    });
    for (const [periodId, found] of clubs.get(one.id) ?? []) {
      const { weekday, segment, start, end } = model.index.period(periodId);
      const sessions = [...found.keys()];
      const pupils = [...found.values()].reduce((sum, n) => sum + n, 0);
      const opens = sessions.map(openOf);
      blocks.push({
        key: `clubs:${periodId}`,
        sessions,
        weekday,
        periodIds: [periodId],
        segment,
        start,
        end,
        title: t.plan.clubs(sessions.length, pupils),
        detail: t.word.list(sessions.map((session) => model.title(session))),
        open: opens.includes('post') ? 'post' : opens.includes('seat') ? 'seat' : undefined,
      });
    }
    const size = model.index.studentsOfClass(one.id).length || mostPupils(model, one.id);
    return finish({
      key: one.id,
      label: model.names.schoolClass(one.id),
      sub: size > 0 ? t.plan.people(size) : '',
      grades: [one.grade],
      blocks,
    });
  });
}

/** Of a class that is known by numbers only: how many are there when most are. */
function mostPupils({ index, periods }: PlanModel, classId: string): number {
  return Math.max(0, ...periods.map((period) => attendance(index, classId, period)));
}

/** For each class and period, the choice sessions that its pupils go to, and how many go. */
function clubsByClass(model: PlanModel): Map<string, Map<string, Map<Session, number>>> {
  const all = new Map<string, Map<string, Map<Session, number>>>();
  const add = (classId: string, session: Session, pupils: number) => {
    for (const periodId of session.periodIds) {
      const ofClass = all.get(classId) ?? new Map<string, Map<Session, number>>();
      const ofPeriod = ofClass.get(periodId) ?? new Map<Session, number>();
      ofPeriod.set(session, (ofPeriod.get(session) ?? 0) + pupils);
      all.set(classId, ofClass.set(periodId, ofPeriod));
    }
  };
  for (const student of model.problem.students ?? []) {
    for (const session of model.clubsOf(student.id)) add(student.classId, session, 1);
  }
  for (const session of model.plan.sessions) {
    if (!model.isChoice(session)) continue;
    const { enrolment } = model.index.activity(session.activityId as string);
    for (const { classId, count } of enrolment ?? []) add(classId, session, count);
  }
  return all;
}

function teacherRows(model: PlanModel, t: Messages): GridRow[] {
  const bySeat = new Map<string, Block[]>();
  for (const session of model.plan.sessions) {
    for (const staffId of new Set(session.seats.map((seat) => seat.staffId))) {
      if (staffId === null) continue;
      const who = model.names.classes(session.classIds, 2);
      const block = blockOf(model, session, model.title(session), [
        roomOf(model, session),
        model.isChoice(session) ? t.plan.people(session.headcount) : who,
      ]);
      const list = bySeat.get(staffId);
      if (list) list.push(block);
      else bySeat.set(staffId, [block]);
    }
  }
  return model.problem.staff.map((person) =>
    finish({
      key: person.id,
      label: person.name || person.id,
      sub: [t.staffKind[person.kind], person.name && person.id !== person.name && person.id]
        .filter(Boolean)
        .join(' '),
      grades: gradesOf(model, person.classIds ?? []),
      blocks: bySeat.get(person.id) ?? [],
    }),
  );
}

function roomRows(model: PlanModel, t: Messages): GridRow[] {
  const byRoom = new Map<string, Block[]>();
  for (const session of model.plan.sessions) {
    if (session.roomId === null) continue;
    const block = blockOf(model, session, model.title(session), [
      peopleOf(model, session, t),
      model.isChoice(session)
        ? t.plan.people(session.headcount)
        : model.names.classes(session.classIds, 2),
    ]);
    const list = byRoom.get(session.roomId);
    if (list) list.push(block);
    else byRoom.set(session.roomId, [block]);
  }
  return model.problem.rooms.map((room) =>
    finish({
      key: room.id,
      label: model.names.room(room.id),
      sub: `${room.kind} · ${t.plan.places(room.seats)}`,
      grades: gradesOf(
        model,
        model.problem.classes.filter((c) => c.homeRoomId === room.id).map((c) => c.id),
      ),
      blocks: byRoom.get(room.id) ?? [],
    }),
  );
}

function activityRows(model: PlanModel, t: Messages): GridRow[] {
  const bySeries = new Map<string, Session[]>();
  for (const session of model.plan.sessions) {
    if (session.activityId === undefined) continue;
    const key = `${session.activityId} ${session.forKey ?? ''}`;
    const list = bySeries.get(key);
    if (list) list.push(session);
    else bySeries.set(key, [session]);
  }
  return model.index.series.map(({ activity, forKey, classIds }) => {
    const key = `${activity.id} ${forKey ?? ''}`;
    const sessions = bySeries.get(key) ?? [];
    const forWhom =
      activity.forEach === 'class'
        ? model.names.schoolClass(forKey ?? '')
        : activity.forEach === 'grade'
          ? t.plan.gradeOf(Number(forKey))
          : t.sessionKind[activity.kind];
    return finish({
      key,
      label: model.names.activity(activity.id),
      sub: forWhom,
      grades: gradesOf(model, classIds),
      blocks: sessions.map((session) => {
        const pupils = session.headcount > 0 && t.plan.people(session.headcount);
        const people = peopleOf(model, session, t);
        const title = people ? people + model.weeks(session) : model.title(session);
        return blockOf(model, session, title, [roomOf(model, session), pupils]);
      }),
    });
  });
}

function pupilRows(model: PlanModel, t: Messages): GridRow[] {
  return (model.problem.students ?? []).map((student) => {
    const own = model.index.schoolClass(student.classId);
    const clubs = model.clubsOf(student.id);
    const found = new Set<Session>();
    for (const period of model.periods) {
      if (!isPresent(model.index, student, period)) continue;
      const club = clubs.find((session) => session.periodIds.includes(period.id));
      const session = club ?? model.host(student.classId, period.id);
      if (session) found.add(session);
    }
    return finish({
      key: student.id,
      label: student.id,
      sub: model.names.schoolClass(own.id),
      grades: [own.grade],
      blocks: [...found].map((session) =>
        blockOf(model, session, model.title(session), [
          roomOf(model, session),
          peopleOf(model, session, t),
        ]),
      ),
    });
  });
}

function gradesOf(model: PlanModel, classIds: readonly string[]): number[] {
  return [...new Set(classIds.map((id) => model.index.schoolClass(id).grade))];
}
