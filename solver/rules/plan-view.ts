import type { Period, Plan, Session, Staff } from '../../src/domain/problem.ts';
import { type ProblemIndex, type Series, seriesKey } from '../../src/domain/problem-index.ts';
import { minuteOf } from '../../src/domain/time.ts';
import { PairMap } from './pair-map.ts';
import { MalformedPlanError, planFaults } from './plan-faults.ts';
import { makePeople, type PersonView } from './plan-people.ts';
import { makePupilView, type PupilView, rostersOf } from './plan-pupils.ts';
import {
  byPeriodTime,
  byTime,
  expandSeats,
  type SeatView,
  type SeriesView,
  type SessionView,
} from './session-view.ts';

/** The indexed view of one plan that the references read. */
export interface PlanView extends PupilView {
  readonly plan: Plan;
  /** In the order of the plan. */
  readonly sessions: readonly SessionView[];
  /** The problem's series in its order, then those that only the plan has (outside an audience). */
  readonly series: readonly SeriesView[];
  seriesByKey(key: string): SeriesView | undefined;
  /** Everybody of the problem, with or without a seat. */
  readonly people: readonly PersonView[];
  /** Care sessions that host the class in the period, in the order of the plan. */
  careAt(classId: string, periodId: string): readonly SessionView[];
  /** Whole-class sessions with the class in the period, in the order of the plan. */
  wholeClassAt(classId: string, periodId: string): readonly SessionView[];
  /** Care sessions that host the class, in time order. */
  careOf(classId: string): readonly SessionView[];
}

/** Resolves a plan against its problem; throws `MalformedPlanError` for what cannot be scored. */
export function viewPlan(index: ProblemIndex, plan: Plan): PlanView {
  const faults = planFaults(index, plan);
  if (faults.length > 0) throw new MalformedPlanError(faults);

  const seriesViews = makeSeries(index, plan);
  const sessions = plan.sessions.map((s) => makeSession(index, s, (key) => seriesViews.get(key)));
  for (const view of sessions) (view.series?.sessions as SessionView[] | undefined)?.push(view);
  for (const series of seriesViews.values()) (series.sessions as SessionView[]).sort(byTime);

  const care = new PairMap<SessionView[]>();
  const wholeClass = new PairMap<SessionView[]>();
  const careOfClass = new Map<string, SessionView[]>();
  for (const session of sessions) {
    if (session.hosting !== 'care' && session.hosting !== 'class') continue;
    const table = session.hosting === 'care' ? care : wholeClass;
    for (const classId of session.classIds) {
      for (const period of session.periods)
        table.getOrMake(classId, period.id, () => []).push(session);
      if (session.hosting !== 'care') continue;
      const list = careOfClass.get(classId);
      if (list) list.push(session);
      else careOfClass.set(classId, [session]);
    }
  }
  for (const list of careOfClass.values()) list.sort(byTime);

  const careAt = (classId: string, periodId: string) => care.get(classId, periodId) ?? [];
  const wholeClassAt = (classId: string, periodId: string) =>
    wholeClass.get(classId, periodId) ?? [];
  const pupils = makePupilView(index, sessions, wholeClassAt);
  for (const session of sessions) {
    const counted = session as { headcount: number; hasPupils: boolean };
    counted.headcount = pupils.headcountOf(session);
    counted.hasPupils = pupils.hasPupils(session);
  }
  return {
    plan,
    sessions,
    series: [...seriesViews.values()],
    seriesByKey: (key) => seriesViews.get(key),
    people: makePeople(index, sessions),
    careAt,
    wholeClassAt,
    careOf: (classId) => careOfClass.get(classId) ?? [],
    ...pupils,
  };
}

function makeSeries(index: ProblemIndex, plan: Plan): Map<string, SeriesView> {
  const views = new Map<string, SeriesView>();
  const rosters = rostersOf(index, plan);
  const add = (series: Series) => {
    const key = seriesKey(series.activity.id, series.forKey);
    const roster =
      series.activity.enrol === 'choice' ? rosters(series.activity, series.forKey) : undefined;
    views.set(key, { ...series, key, sessions: [], roster });
  };
  for (const series of index.series) add(series);
  for (const { activityId, forKey } of plan.sessions) {
    if (activityId === undefined || views.has(seriesKey(activityId, forKey))) continue;
    add({ activity: index.activity(activityId), forKey, classIds: [] });
  }
  return views;
}

/** One session with its ids resolved; its pupils are not counted yet. */
export function makeSession(
  index: ProblemIndex,
  session: Session,
  seriesByKey: (key: string) => SeriesView | undefined,
): SessionView {
  const isCare = session.kind === 'care' || session.activityId === undefined;
  const series = isCare
    ? undefined
    : seriesByKey(seriesKey(session.activityId as string, session.forKey));
  const activity = series?.activity;
  const periods = [...new Set(session.periodIds)].map((id) => index.period(id)).sort(byPeriodTime);
  const first = periods[0] as Period;
  const last = periods[periods.length - 1] as Period;
  let minutes = 0;
  let weighted = 0;
  for (const period of periods) {
    const length = minuteOf(period.end) - minuteOf(period.start);
    minutes += length;
    weighted += length * index.params.loadFactor[period.segment];
  }
  const endMinute = minuteOf(last.end);
  const view: SessionView = {
    id: session.id,
    session,
    hosting: activity?.enrol ?? 'care',
    activity,
    series,
    periods,
    weekday: first.weekday,
    startMinute: minuteOf(first.start),
    endMinute,
    minutes,
    seatLoad: activity?.load ?? weighted,
    room: session.roomId === null ? undefined : index.room(session.roomId),
    classIds: series?.roster?.classIds ?? [...new Set(session.classIds)],
    seats: [],
    people: [],
    headcount: 0,
    hasPupils: false,
    isLatePost: endMinute >= index.params.lateFromMinute,
    isEarlyPost: periods.some((p) => p.segment === 'earlyArrival'),
  };
  const specs = activity === undefined ? [] : expandSeats(activity);
  const seats = view.seats as SeatView[];
  const takenOfRole = new Map<string, number>();
  for (const { role, staffId } of session.seats) {
    const nth = takenOfRole.get(role) ?? 0;
    takenOfRole.set(role, nth + 1);
    const staff = staffId === null ? undefined : index.staff(staffId);
    const spec = specs.filter((s) => s.role === role)[nth];
    seats.push({ session: view, role, staff, spec });
    if (staff !== undefined && !view.people.includes(staff)) (view.people as Staff[]).push(staff);
  }
  return view;
}
