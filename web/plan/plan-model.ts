import { partsByWeeks } from '../../src/domain/calendar.ts';
import type { Period, Plan, Problem, Segment, Session } from '../../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../src/domain/problem-index.ts';
import type { Messages } from '../i18n/zh.ts';
import { type Names, namesOf } from './names.ts';

/** A plan with the look-ups that every view of it needs, made once. */
export interface PlanModel {
  problem: Problem;
  plan: Plan;
  index: ProblemIndex;
  names: Names;
  /** Weekdays that have a period, in order. */
  weekdays: readonly number[];
  /** Periods of the week in order of day and start. */
  periods: readonly Period[];
  session(id: string): Session | undefined;
  placeOf(session: Session): Place;
  /** The care or whole-class session that hosts a class in a period. */
  host(classId: string, periodId: string): Session | undefined;
  /** Choice sessions that a pupil is in. */
  clubsOf(studentId: string): readonly Session[];
  isChoice(session: Session): boolean;
  /** What it is, and in which weeks where not in all. */
  title(session: Session): string;
  /** In which weeks it is held, in brackets, where not in all alike. */
  weeks(session: Session): string;
  /** Name of the place that it moves to when it rains, where there is one. */
  rainRoom(session: Session): string | undefined;
}

/** When a session is. */
export interface Place {
  weekday: number;
  segment: Segment;
  start: string;
  end: string;
}

export function modelPlan(
  problem: Problem,
  plan: Plan,
  { care, word }: Pick<Messages, 'care' | 'word'>,
): PlanModel {
  const index = indexProblem(problem);
  const names = namesOf(problem, word.list);
  const periods = [...problem.periods].sort(
    (a, b) => a.weekday - b.weekday || (a.start < b.start ? -1 : 1),
  );
  const sessions = new Map(plan.sessions.map((session) => [session.id, session]));
  const places = new Map(plan.sessions.map((session) => [session, placeOf(index, session)]));
  const placed = (session: Session) => places.get(session) ?? placeOf(index, session);
  const hosts = new Map<string, Session>();
  const clubs = new Map<string, Session[]>();
  const isChoice = (session: Session) =>
    session.activityId !== undefined && index.activity(session.activityId).enrol === 'choice';
  const rosters = rostersOf(plan, index);
  for (const session of plan.sessions) {
    if (isChoice(session)) {
      for (const id of rosters(session)) {
        const list = clubs.get(id);
        if (list) list.push(session);
        else clubs.set(id, [session]);
      }
    } else if (session.kind !== 'duty') {
      for (const classId of session.classIds)
        for (const periodId of session.periodIds) hosts.set(`${classId} ${periodId}`, session);
    }
  }
  return {
    problem,
    plan,
    index,
    names,
    weekdays: [...new Set(periods.map((p) => p.weekday))],
    periods,
    session: (id) => sessions.get(id),
    placeOf: placed,
    host: (classId, periodId) => hosts.get(`${classId} ${periodId}`),
    clubsOf: (studentId) => clubs.get(studentId) ?? [],
    isChoice,
    title: (session) => {
      const { activityId } = session;
      const name =
        activityId === undefined ? care[placed(session).segment] : names.activity(activityId);
      return name + weeksText(index, session, word);
    },
    weeks: (session) => weeksText(index, session, word),
    rainRoom: ({ roomId }) => {
      const rainId = roomId === null ? undefined : index.room(roomId).fallbackRoomId;
      return rainId === undefined ? undefined : names.room(rainId);
    },
  };
}

function placeOf(index: ProblemIndex, session: Session): Place {
  return stretchOf(session.periodIds.map((id) => index.period(id)));
}

function stretchOf(periods: readonly Period[]): Place {
  const [first] = periods.toSorted((a, b) => (a.start < b.start ? -1 : 1)) as [Period];
  const end = periods.reduce((late, p) => (p.end > late ? p.end : late), first.end);
  const { weekday, segment, start } = first;
  return { weekday, segment, start, end };
}

function weeksText(index: ProblemIndex, session: Session, word: Messages['word']): string {
  const [one, other] = partsByWeeks(session.periodIds.map((id) => index.period(id)));
  if (one === undefined || other === undefined) return one?.weeks ? word.inWeeks[one.weeks] : '';
  const [odd, even] = [stretchOf(one.periods), stretchOf(other.periods)];
  return word.inEachWeek(`${odd.start}–${odd.end}`, `${even.start}–${even.end}`);
}

/** Pupils of a choice session: its own list, else the placements or the fixed roster of its series. */
function rostersOf(plan: Plan, index: ProblemIndex): (session: Session) => readonly string[] {
  const placed = new Map<string, string[]>();
  for (const { studentId, activityId } of plan.placements ?? []) {
    const list = placed.get(activityId);
    if (list) list.push(studentId);
    else placed.set(activityId, [studentId]);
  }
  return (session) => {
    if (session.studentIds) return session.studentIds;
    const id = session.activityId as string;
    return index.activity(id).studentIds ?? placed.get(id) ?? [];
  };
}
