import { loadsOf, minutesOf } from '../load.ts';
import type { Plan, Problem, Score } from '../problem.ts';
import { indexProblem, type ProblemIndex } from '../problem-index.ts';
import { publishability } from '../publishable.ts';
import { minuteOf } from '../time.ts';

/** The key figures of one plan, for tables of several. Minutes are load minutes. */
export interface PlanKpis {
  score: Pick<Score, 'hard' | 'medium' | 'soft'>;
  fairness: {
    /** Standard deviation of load − target over people with a share. */
    spreadMinutes: number;
    /** Jain's index of load ÷ share: 1 when all carry alike, 1/n when one carries all. */
    jain: number;
    largestDeviationMinutes: number;
  };
  /** Seats in sessions that end at or after `params.lateFrom`. */
  latePosts: number;
  /** Most late evenings of one person. */
  mostLateEvenings: number;
  /** Seats without a person: those that keep the plan from being published, and others. */
  openPosts: number;
  otherOpenSeats: number;
  openSessions: number;
  /** Of pupils with choices, as shares from 0 to 1; null where there are none. */
  choices: ChoiceShares;
  /** The same of pupils with any priority flag. */
  priorityChoices: ChoiceShares;
  /** Choice series with a session. */
  clubsHeld: number;
  /** Care sessions of several classes, and the classes in them (once for each session). */
  mergedSessions: number;
  mergedClasses: number;
  /** Different adults in the care of a class over the week, early arrival aside; mean over classes. */
  adultsPerClass: number;
  mostAdultsOfAClass: number;
  /** Different rooms in use. */
  rooms: number;
  /** Classes in care away from their home room, once for each session. */
  awayFromHome: number;
  /** Yuan a week. */
  pay: number;
}

export interface ChoiceShares {
  pupils: number;
  first: number | null;
  any: number | null;
}

/** The figures without those of pupils with priority: of few pupils they tell who has it. */
export function withoutPriority(kpis: PlanKpis): PlanKpis {
  return { ...kpis, priorityChoices: { pupils: 0, first: null, any: null } };
}

export function planKpis(problemOrIndex: Problem | ProblemIndex, plan: Plan): PlanKpis {
  const index = 'problem' in problemOrIndex ? problemOrIndex : indexProblem(problemOrIndex);
  const { hard, medium, soft } = plan.score;
  const open = openSeats(index, plan);
  return {
    score: { hard, medium, soft },
    fairness: fairnessOf(index, plan),
    ...lateOf(index, plan),
    ...open,
    openSessions: plan.openSessions.length,
    choices: choiceShares(index, plan, () => true),
    priorityChoices: choiceShares(index, plan, (flags) => flags > 0),
    clubsHeld: clubsHeld(index, plan),
    ...careOf(index, plan),
    rooms: new Set(plan.sessions.flatMap(({ roomId }) => roomId ?? [])).size,
    pay: payOf(index, plan),
  };
}

function fairnessOf(index: ProblemIndex, plan: Plan): PlanKpis['fairness'] {
  const people = loadsOf(index, plan).filter(({ share }) => share > 0);
  const n = people.length;
  if (n === 0) return { spreadMinutes: 0, jain: 1, largestDeviationMinutes: 0 };
  const deviations = people.map(({ load, target = load }) => load - target);
  const squares = deviations.reduce((sum, d) => sum + d * d, 0);
  const rates = people.map(({ share, load }) => load / share);
  const sum = rates.reduce((a, b) => a + b, 0);
  const rateSquares = rates.reduce((a, b) => a + b * b, 0);
  return {
    spreadMinutes: Math.sqrt(squares / n),
    jain: rateSquares === 0 ? 1 : (sum * sum) / (n * rateSquares),
    largestDeviationMinutes: Math.max(...deviations.map(Math.abs)),
  };
}

function lateOf(index: ProblemIndex, plan: Plan) {
  const { lateFromMinute } = index.params;
  const evenings = new Map<string, Set<number>>();
  let latePosts = 0;
  for (const { periodIds, seats } of plan.sessions) {
    const end = Math.max(...periodIds.map((id) => minuteOf(index.period(id).end)));
    if (end < lateFromMinute) continue;
    const { weekday } = index.period(periodIds[0] as string);
    for (const { staffId } of seats) {
      latePosts++;
      if (staffId === null) continue;
      const own = evenings.get(staffId);
      if (own) own.add(weekday);
      else evenings.set(staffId, new Set([weekday]));
    }
  }
  const mostLateEvenings = Math.max(0, ...[...evenings.values()].map((days) => days.size));
  return { latePosts, mostLateEvenings };
}

function openSeats(index: ProblemIndex, plan: Plan) {
  const openPosts = publishability(plan, index).openPosts.length;
  const open = plan.sessions.flatMap(({ seats }) =>
    seats.filter(({ staffId }) => staffId === null),
  );
  return { openPosts, otherOpenSeats: open.length - openPosts };
}

function choiceShares(
  index: ProblemIndex,
  plan: Plan,
  isAsked: (flags: number) => boolean,
): ChoiceShares {
  const got = new Map<string, Set<string>>();
  for (const { studentId, activityId } of plan.placements ?? []) {
    const own = got.get(studentId);
    if (own) own.add(activityId);
    else got.set(studentId, new Set([activityId]));
  }
  const pupils = (index.problem.students ?? []).filter(
    ({ choices = [], priority = [] }) => choices.length > 0 && isAsked(priority.length),
  );
  const share = (has: (choices: readonly string[], own: ReadonlySet<string>) => boolean) => {
    if (pupils.length === 0) return null;
    const happy = pupils.filter(({ id, choices = [] }) => has(choices, got.get(id) ?? new Set()));
    return happy.length / pupils.length;
  };
  return {
    pupils: pupils.length,
    first: share((choices, own) => own.has(choices[0] as string)),
    any: share((choices, own) => choices.some((id) => own.has(id))),
  };
}

function clubsHeld(index: ProblemIndex, plan: Plan): number {
  const held = plan.sessions.filter(
    ({ activityId }) => activityId !== undefined && index.activity(activityId).enrol === 'choice',
  );
  return new Set(held.map(({ activityId, forKey }) => JSON.stringify([activityId, forKey]))).size;
}

function careOf(index: ProblemIndex, plan: Plan) {
  const adults = new Map<string, Set<string>>();
  let mergedSessions = 0;
  let mergedClasses = 0;
  let awayFromHome = 0;
  for (const { kind, periodIds, classIds, roomId, seats } of plan.sessions) {
    if (kind !== 'care') continue;
    if (classIds.length > 1) {
      mergedSessions++;
      mergedClasses += classIds.length;
    }
    for (const id of classIds) {
      if (index.schoolClass(id).homeRoomId !== roomId) awayFromHome++;
      if (index.period(periodIds[0] as string).segment === 'earlyArrival') continue;
      const own = adults.get(id) ?? new Set();
      for (const { staffId } of seats) if (staffId !== null) own.add(staffId);
      adults.set(id, own);
    }
  }
  const counts = [...adults.values()].map((own) => own.size);
  const sum = counts.reduce((a, b) => a + b, 0);
  return {
    mergedSessions,
    mergedClasses,
    adultsPerClass: counts.length === 0 ? 0 : sum / counts.length,
    mostAdultsOfAClass: Math.max(0, ...counts),
    awayFromHome,
  };
}

function payOf(index: ProblemIndex, plan: Plan): number {
  return plan.sessions.reduce((sum, { periodIds, seats }) => {
    const rates = seats.reduce(
      (rate, { staffId }) => rate + (staffId === null ? 0 : (index.staff(staffId).rate ?? 0)),
      0,
    );
    return sum + (rates * minutesOf(index, periodIds)) / 45;
  }, 0);
}
