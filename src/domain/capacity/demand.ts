import { attendance } from '../attendance.ts';
import type { Bilingual } from '../bilingual.ts';
import { scopeKey } from '../merge-scope.ts';
import { activityName, same, segmentNames } from '../naming.ts';
import type { Activity, Period, SeatSpec, StaffKind } from '../problem.ts';
import { audienceOf, type ProblemIndex } from '../problem-index.ts';
import { careWords } from '../views/words.ts';
import { fewestGroups } from './fewest-groups.ts';

/** Who may take a post: one of these sorts of seat; `kinds` undefined is any kind. */
export interface SeatSort {
  qualification?: string | undefined;
  kinds?: readonly StaffKind[] | undefined;
}

/** Posts of one sort that every plan needs in one period, whatever else it does. */
export interface Demand {
  /** The same for the same posts where a rule is lifted. */
  key: string;
  period: Period;
  what: 'care' | 'pupils' | 'duty';
  /** What a school calls these posts. */
  name: Bilingual;
  /** Any of these will do. */
  sorts: readonly SeatSort[];
  count: number;
}

/**
 * The fewest posts of each period that have to be filled, counted from below: care may merge as
 * far as the rules allow, and where clubs or whole-class sessions are possible the pupils are
 * spread over the largest of these.
 */
export function demandsOf(index: ProblemIndex): Demand[] {
  const all = index.problem.periods.flatMap((period) =>
    period.segment === 'duty'
      ? dutyDemands(index, period)
      : [...pupilDemands(index, period), ...dutyDemands(index, period)],
  );
  return all.filter(({ count }) => count > 0);
}

export function allowsPeriod(activity: Activity, period: Period): boolean {
  return (
    activity.segments.includes(period.segment) && (activity.periodIds?.includes(period.id) ?? true)
  );
}

function dutyDemands(index: ProblemIndex, period: Period): Demand[] {
  return index.problem.activities.flatMap((activity) => {
    // A duty that hosts pupils counts among the hosts of the pupils.
    if (activity.kind !== 'duty' || activity.enrol !== 'none') return [];
    if (!('every' in activity.sessions) || !allowsPeriod(activity, period)) return [];
    const series = index.series.filter((one) => one.activity === activity).length;
    const name = same(activityName(index, activity.id));
    return activity.seats.map((seat, i): Demand => {
      const count = series * (seat.count ?? 1);
      const key = JSON.stringify([period.id, activity.id, i]);
      return { key, period, what: 'duty', name, sorts: [sortOf(seat)], count };
    });
  });
}

function pupilDemands(index: ProblemIndex, period: Period): Demand[] {
  const { care } = index.params;
  const sort: SeatSort = { kinds: care.kinds };
  const others = index.problem.activities.filter(
    (activity) => activity.enrol !== 'none' && allowsPeriod(activity, period),
  );
  const present = index.problem.classes
    .map((c) => ({ id: c.id, grade: c.grade, count: attendance(index, c.id, period) }))
    .filter(({ count }) => count > 0);
  const total = present.reduce((sum, { count }) => sum + count, 0);
  if (total === 0) return [];
  if (others.length > 0) {
    // Where an activity asks for nobody no post is open, though its pupils have no adult.
    const [seated, unseated] = [true, false].map((isSeated) =>
      others
        .filter(({ seats }) => seats.length > 0 === isSeated)
        .flatMap((activity) => sizesOf(activity, index, period)),
    ) as [number[], number[]];
    const left = total - unseated.reduce((sum, size) => sum + size, 0);
    const count = fewestHosts(left, seated, largestCare(present, care));
    const sorts = [sort, ...others.flatMap(({ seats }) => seats.map(sortOf))];
    const { zh, en } = segmentNames[period.segment];
    const name = { zh: `${zh}的活动与看护`, en: `activities and care in ${en}` };
    return [{ key: JSON.stringify([period.id]), period, what: 'pupils', name, sorts, count }];
  }
  const scope =
    index.problem.rules?.off?.includes('mergeScope') === true
      ? 'school'
      : care.mergeWithin[period.segment];
  const units = new Map<string, number[]>();
  for (const { id, grade, count } of present) {
    const key = scopeKey({ id, grade }, scope);
    units.set(key, [...(units.get(key) ?? []), count]);
  }
  let count = 0;
  for (const classes of units.values()) {
    const pupils = classes.reduce((sum, size) => sum + size, 0);
    const perAdult = care.pupilsPerAdult;
    const byRatio = perAdult === undefined ? 0 : Math.ceil(pupils / perAdult);
    count += Math.max(fewestGroups(classes, care.maxGroup), byRatio);
  }
  const key = JSON.stringify([period.id]);
  return [{ key, period, what: 'care', name: careWords[period.segment], sorts: [sort], count }];
}

/** No care session hosts more: several classes up to the limit, or one class of any size. */
function largestCare(
  present: readonly { count: number }[],
  { maxGroup, pupilsPerAdult = Number.POSITIVE_INFINITY }: ProblemIndex['params']['care'],
): number {
  const largest = Math.max(maxGroup, ...present.map(({ count }) => count));
  // A session that needs more adults counts as so many smaller ones.
  return Math.max(1, Math.min(largest, pupilsPerAdult));
}

/** The most pupils of each series of an activity in one session. */
function sizesOf(activity: Activity, index: ProblemIndex, period: Period): number[] {
  const series = index.series.filter((one) => one.activity === activity);
  if (activity.enrol === 'choice') {
    const most = activity.size?.max ?? Number.POSITIVE_INFINITY;
    const keys = Math.max(series.length, index.problem.classes.length > 0 ? 1 : 0);
    // A roster may come from outside the audience, so a key more than the audience has may do.
    const extra = activity.forEach === undefined || activity.forEach === 'activity' ? 0 : 1;
    return new Array<number>(
      activity.studentIds || activity.enrolment ? index.problem.classes.length : keys + extra,
    ).fill(most);
  }
  const classes = audienceOf(index.problem, activity);
  return series.map(({ classIds }) =>
    classes
      .filter(({ id }) => classIds.includes(id))
      .reduce((sum, { id }) => sum + attendance(index, id, period), 0),
  );
}

/** The fewest sessions that hold so many: the largest others first, then care without end. */
function fewestHosts(total: number, others: readonly number[], care: number): number {
  let left = total;
  let hosts = 0;
  for (const size of [...others].sort((a, b) => b - a)) {
    if (left <= 0 || size <= care) break;
    left -= size;
    hosts++;
  }
  return left <= 0 ? hosts : hosts + Math.ceil(left / care);
}

function sortOf({ qualification, kinds }: SeatSpec): SeatSort {
  return { qualification, kinds };
}
