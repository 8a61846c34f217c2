import type { Plan, Problem } from '../../src/domain/problem.ts';
import { lookUps } from './pins.ts';
import type { PupilTables } from './pupils.ts';
import type { SeriesTables } from './series.ts';
import type { TimeTables } from './times.ts';

export interface BaselineCell {
  period: number;
  /** -1 without a room. */
  room: number;
  people: readonly number[];
}

/** The published plan that a new one should disturb little. */
export interface Baseline {
  /** By series: one cell for each period it had. */
  readonly bySeries: readonly (readonly BaselineCell[])[];
  /** By class: one cell for each period in which it was in care. */
  readonly byClass: readonly (readonly BaselineCell[])[];
  /** By pupil: the wishes that were granted. */
  readonly byPupil: readonly (readonly number[])[];
  /** By pupil: placements that no wish stands for any more. They are lost in every plan. */
  readonly goneByPupil: Int32Array;
}

export function compileBaseline(
  problem: Problem,
  time: TimeTables,
  series: SeriesTables,
  pupils: PupilTables,
): Baseline | undefined {
  const plan: Plan | undefined = problem.baseline;
  if (plan === undefined) return undefined;
  const lookUp = lookUps(problem, time, series);
  const bySeries: BaselineCell[][] = series.list.map(() => []);
  const byClass: BaselineCell[][] = problem.classes.map(() => []);
  for (const session of plan.sessions) {
    const room = session.roomId === null ? -1 : lookUp.room(session.roomId);
    const people = [
      ...new Set(
        session.seats.flatMap((s) => (s.staffId === null ? [] : [lookUp.person(s.staffId)])),
      ),
    ];
    for (const periodId of session.periodIds) {
      const cell = { period: lookUp.period(periodId), room, people };
      if (session.activityId !== undefined) {
        const s = lookUp.series(session.activityId, session.forKey);
        const cells = bySeries[s];
        if (cells && !cells.some((c) => c.period === cell.period)) cells.push(cell);
        continue;
      }
      for (const classId of session.classIds) {
        const cells = byClass[lookUp.schoolClass(classId)];
        if (cells && !cells.some((c) => c.period === cell.period)) cells.push(cell);
      }
    }
  }
  const byPupil: number[][] = Array.from({ length: pupils.count }, () => []);
  const goneByPupil = new Int32Array(pupils.count);
  for (const { studentId, activityId } of plan.placements ?? []) {
    const i = lookUp.pupil(studentId);
    if (i < 0) continue;
    let found = -1;
    for (let w = pupils.first[i]; w < pupils.first[i + 1] && found < 0; w++) {
      const s = pupils.wishSeries[w];
      if (s >= 0 && series.list[s].activity.id === activityId) found = w;
    }
    if (found >= 0) byPupil[i].push(found);
    else goneByPupil[i]++;
  }
  return { bySeries, byClass, byPupil, goneByPupil };
}
