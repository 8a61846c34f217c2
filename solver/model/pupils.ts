import type { Period, Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { type Rows, rowsOf } from './rows.ts';
import { classesOf, ENROL_CHOICE, type SeriesTables } from './series.ts';
import type { TimeTables } from './times.ts';
import { tabulateWishes, type WishCosts } from './wish-costs.ts';

/**
 * Pupils and their choices. A *wish* is one entry of a pupil's list of choices; pupil i has the
 * wishes `first[i] .. first[i + 1] - 1`, best first.
 */
export interface PupilTables {
  readonly count: number;
  readonly classOf: Int32Array;
  /** pupil x period */
  readonly present: Uint8Array;
  /** pupil x word: the periods in which the pupil is not there, as bits. */
  readonly absent: Int32Array;
  readonly first: Int32Array;
  readonly wishPupil: Int32Array;
  /** Series of a wish; -1 where it cannot be fulfilled (not the audience, fixed roster). */
  readonly wishSeries: Int32Array;
  /** Most clubs at once. */
  readonly maxClubs: Int32Array;
  /** Places that cost when missing: min(maxClubs, choices). */
  readonly wanted: Int32Array;
  /** Doubled with a priority flag, doubled again after losing last time. */
  readonly weight: Int32Array;
  readonly wishCosts: WishCosts;
  /** Wishes for each series. */
  readonly seriesWishes: Rows;
  /** Pupils of the fixed roster of each series. */
  readonly roster: Rows;
}

export function compilePupils(
  index: ProblemIndex,
  time: TimeTables,
  series: SeriesTables,
  isPresent: (index: ProblemIndex, student: Student, period: Period) => boolean,
): PupilTables {
  const students = index.problem.students ?? [];
  const classIndex = new Map(index.problem.classes.map((c, i) => [c.id, i]));
  const seriesIndex = new Map(series.list.map((s, i) => [s, i]));
  const pupilIndex = new Map(students.map((s, i) => [s.id, i]));
  const present = new Uint8Array(students.length * time.periodCount);
  const absent = new Int32Array(students.length * time.words);
  const first = new Int32Array(students.length + 1);
  const wishPupil: number[] = [];
  const wishSeries: number[] = [];
  students.forEach((student, i) => {
    time.periods.forEach((period, p) => {
      if (isPresent(index, student, period)) present[i * time.periodCount + p] = 1;
      else absent[i * time.words + (p >> 5)] |= 1 << (p & 31);
    });
    for (const choice of student.choices ?? []) {
      const found = index.seriesOf(choice, student.classId);
      const s = found === undefined ? -1 : (seriesIndex.get(found) ?? -1);
      wishPupil.push(i);
      wishSeries.push(s >= 0 && series.enrol[s] === ENROL_CHOICE && !series.fixed[s] ? s : -1);
    }
    first[i + 1] = wishPupil.length;
  });
  const seriesWishes: number[][] = series.list.map(() => []);
  wishSeries.forEach((s, w) => {
    if (s >= 0) seriesWishes[s].push(w);
  });
  const most = (s: Student) => s.maxClubs ?? index.params.maxClubs;
  const wanted = Int32Array.from(students, (s) => Math.min(most(s), s.choices?.length ?? 0));
  const weight = Int32Array.from(
    students,
    (s) => (s.priority && s.priority.length > 0 ? 2 : 1) * (s.lostLastTime ? 2 : 1),
  );
  return {
    count: students.length,
    classOf: Int32Array.from(students, (s) => classIndex.get(s.classId) as number),
    present,
    absent,
    first,
    wishPupil: Int32Array.from(wishPupil),
    wishSeries: Int32Array.from(wishSeries),
    maxClubs: Int32Array.from(students, most),
    wanted,
    weight,
    wishCosts: tabulateWishes(first, wanted, weight),
    seriesWishes: rowsOf(seriesWishes),
    roster: rowsOf(
      series.list.map((s) => {
        const inSeries = new Set(classesOf(index, s));
        return (s.activity.studentIds ?? [])
          .filter((id) => inSeries.has(index.student(id).classId))
          .map((id) => pupilIndex.get(id) as number);
      }),
    ),
  };
}
