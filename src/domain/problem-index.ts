import { namesApart } from './names-apart.ts';
import { type Params, resolveParams } from './params.ts';
import type {
  Activity,
  LeavePoint,
  Period,
  Problem,
  Room,
  SchoolClass,
  Staff,
  Student,
} from './problem.ts';

/** A series: the sessions of one activity and one `forKey`. */
export interface Series {
  activity: Activity;
  forKey: string | undefined;
  /** The classes of the audience that this series is for, in the problem's order. */
  classIds: readonly string[];
}

/** Lists of a problem whose entries have names. */
export type NamedList = 'classes' | 'staff' | 'rooms' | 'activities';

/**
 * Look-ups over one valid problem, made once and passed on. Every look-up by id throws for an
 * unknown id: a problem is validated before, and a plan's ids are checked where it enters.
 */
export interface ProblemIndex {
  readonly problem: Problem;
  readonly params: Params;
  readonly series: readonly Series[];
  period(id: string): Period;
  leavePoint(id: string): LeavePoint;
  schoolClass(id: string): SchoolClass;
  student(id: string): Student;
  staff(id: string): Staff;
  /** What is called how, by id: those of one name are told apart. */
  readonly names: Readonly<Record<NamedList, ReadonlyMap<string, string>>>;
  room(id: string): Room;
  activity(id: string): Activity;
  studentsOfClass(classId: string): readonly Student[];
  /** The series that a class belongs to for an activity; undefined outside its audience. */
  seriesOf(activityId: string, classId: string): Series | undefined;
  seriesByKey(activityId: string, forKey: string | undefined): Series | undefined;
}

export function indexProblem(problem: Problem): ProblemIndex {
  const byId = <T extends { id: string }>(list: readonly T[], what: string) => {
    const map = new Map(list.map((item) => [item.id, item]));
    return (id: string): T => {
      const found = map.get(id);
      if (found === undefined) throw new Error(`unknown ${what} ${JSON.stringify(id)}`);
      return found;
    };
  };
  const pupilsByClass = new Map<string, Student[]>();
  for (const student of problem.students ?? []) {
    const list = pupilsByClass.get(student.classId);
    if (list) list.push(student);
    else pupilsByClass.set(student.classId, [student]);
  }
  const series = problem.activities.flatMap((activity) => seriesOfActivity(problem, activity));
  const seriesMap = new Map(series.map((s) => [seriesKey(s.activity.id, s.forKey), s]));
  const seriesOfClass = new Map<string, Series>();
  for (const s of series)
    for (const classId of s.classIds) seriesOfClass.set(seriesKey(s.activity.id, classId), s);
  return {
    problem,
    params: resolveParams(problem),
    series,
    period: byId(problem.periods, 'period'),
    leavePoint: byId(problem.leavePoints, 'leave point'),
    schoolClass: byId(problem.classes, 'class'),
    student: byId(problem.students ?? [], 'student'),
    staff: byId(problem.staff, 'person'),
    names: {
      classes: namesApart(problem.classes),
      staff: namesApart(problem.staff),
      rooms: namesApart(problem.rooms),
      activities: namesApart(problem.activities),
    },
    room: byId(problem.rooms, 'room'),
    activity: byId(problem.activities, 'activity'),
    studentsOfClass: (classId) => pupilsByClass.get(classId) ?? [],
    seriesOf: (activityId, classId) => seriesOfClass.get(seriesKey(activityId, classId)),
    seriesByKey: (activityId, forKey) => seriesMap.get(seriesKey(activityId, forKey)),
  };
}

/** A string that tells series apart; JSON keeps ids with odd characters apart too. */
export function seriesKey(activityId: string, forKey: string | undefined): string {
  return JSON.stringify([activityId, forKey ?? null]);
}

/** The classes that an activity is meant for: `grades` and `classIds` both narrow the school. */
export function audienceOf(problem: Problem, activity: Activity): SchoolClass[] {
  return problem.classes.filter(
    (c) =>
      (activity.grades === undefined || activity.grades.includes(c.grade)) &&
      (activity.classIds === undefined || activity.classIds.includes(c.id)),
  );
}

/** The `forKey` of the series that a class would belong to, in the audience or not. */
export function keyFor(activity: Activity, schoolClass: SchoolClass): string | undefined {
  if (activity.forEach === 'class') return schoolClass.id;
  if (activity.forEach === 'grade') return String(schoolClass.grade);
  return undefined;
}

function seriesOfActivity(problem: Problem, activity: Activity): Series[] {
  const audience = audienceOf(problem, activity);
  const forEach = activity.forEach ?? 'activity';
  if (forEach === 'activity') {
    const classIds = audience.map((c) => c.id);
    return [{ activity, forKey: undefined, classIds }];
  }
  const groups = new Map<string | undefined, string[]>();
  for (const c of audience) {
    const key = keyFor(activity, c);
    const list = groups.get(key);
    if (list) list.push(c.id);
    else groups.set(key, [c.id]);
  }
  return [...groups].map(([forKey, classIds]) => ({ activity, forKey, classIds }));
}
