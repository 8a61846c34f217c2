import { attendance, isPresent } from '../../src/domain/attendance.ts';
import type { Params } from '../../src/domain/params.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../src/domain/problem-index.ts';
import { type Baseline, compileBaseline } from './baseline.ts';
import { compilePins, type PinTables } from './pins.ts';
import { compilePupils, type PupilTables } from './pupils.ts';
import { compileRooms, type RoomTables } from './rooms.ts';
import { type Rows, rowsOf } from './rows.ts';
import { compileSeries, type SeriesTables } from './series.ts';
import { compileStaff, type StaffTables } from './staff.ts';
import { compileTimes, type TimeTables } from './times.ts';

/**
 * One problem as frozen typed arrays: everything that the search reads and never changes.
 * Indices follow the problem's own order, so index i of staff is `problem.staff[i]`.
 * Days are 0 (Monday) to 6; durations and clock times are minutes.
 */
export interface Model {
  readonly index: ProblemIndex;
  readonly problem: Problem;
  readonly params: Params;
  readonly time: TimeTables;
  readonly staff: StaffTables;
  readonly rooms: RoomTables;
  readonly series: SeriesTables;
  readonly pupils: PupilTables;
  readonly pins: PinTables;
  readonly baseline: Baseline | undefined;
  readonly classCount: number;
  readonly classGrade: Int32Array;
  readonly classHomeRoom: Int32Array;
  /** People who know each class and may care for it. */
  readonly classStaff: Rows;
  /** class x period: pupils in school in the whole of the period. */
  readonly attendance: Int32Array;
}

export function compileModel(problem: Problem): Model {
  const index = indexProblem(problem);
  const { params } = index;
  const classCount = problem.classes.length;
  const roomIndex = new Map(problem.rooms.map((r, i) => [r.id, i]));
  const time = compileTimes(index);
  const periodCount = time.periodCount;
  const attendanceTable = new Int32Array(classCount * periodCount);
  problem.classes.forEach((c, ci) => {
    time.periods.forEach((period, p) => {
      attendanceTable[ci * periodCount + p] = attendance(index, c.id, period);
    });
  });
  const staff = compileStaff(index, time);
  const rooms = compileRooms(problem, time);
  const series = compileSeries(index, time, staff, rooms, attendanceTable);
  const pupils = compilePupils(index, time, series, isPresent);
  const classStaff = rowsOf(
    problem.classes.map((_, c) =>
      problem.staff.flatMap((_, i) =>
        staff.knows[i * classCount + c] === 1 &&
        staff.kinds.ok[staff.careKind * staff.count + i] === 1
          ? [i]
          : [],
      ),
    ),
  );
  return {
    index,
    problem,
    params,
    time,
    staff,
    rooms,
    series,
    pupils,
    pins: compilePins(index, time, series, staff),
    baseline: compileBaseline(problem, time, series, pupils),
    classCount,
    classGrade: Int32Array.from(problem.classes, (c) => c.grade),
    classHomeRoom: Int32Array.from(problem.classes, (c) => roomIndex.get(c.homeRoomId) ?? -1),
    classStaff,
    attendance: attendanceTable,
  };
}
