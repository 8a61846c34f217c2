import type { Plan, Problem } from '../../src/domain/problem.ts';
import { lookUps } from './pins.ts';
import type { PupilTables } from './pupils.ts';
import type { SeriesTables } from './series.ts';
import type { TimeTables } from './times.ts';

/** Ids that the problem no longer has are numbers below -1, each id one of its own. */
export interface BaselineCell {
  period: number;
  /** -1 without a room. */
  room: number;
  people: readonly number[];
}

/** What a period of a series that is no more costs. */
export const LOST_PERIOD = 3;

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
  /** What is lost in every plan, as the rule counts it: series and pupils that are not there any more. */
  readonly gone: number;
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
  const strange = new Map<string, number>();
  /** The number of an id; one that the problem does not have gets a number of its own. */
  const numberOf = (known: (id: string) => number, kind: string, id: string) => {
    const found = known(id);
    if (found >= 0) return found;
    const key = JSON.stringify([kind, id]);
    if (!strange.has(key)) strange.set(key, -2 - strange.size);
    return strange.get(key) as number;
  };
  const goneCells = new Set<string>();
  const bySeries: BaselineCell[][] = series.list.map(() => []);
  const byClass: BaselineCell[][] = problem.classes.map(() => []);
  for (const session of plan.sessions) {
    const room = session.roomId === null ? -1 : numberOf(lookUp.room, 'room', session.roomId);
    const people = [
      ...new Set(
        session.seats.flatMap((s) =>
          s.staffId === null ? [] : [numberOf(lookUp.person, 'person', s.staffId)],
        ),
      ),
    ];
    for (const periodId of session.periodIds) {
      const cell = { period: numberOf(lookUp.period, 'period', periodId), room, people };
      if (session.activityId !== undefined) {
        const s = lookUp.series(session.activityId, session.forKey);
        const cells = bySeries[s];
        if (cells === undefined)
          goneCells.add(JSON.stringify([session.activityId, session.forKey, periodId]));
        else if (!cells.some((c) => c.period === cell.period)) cells.push(cell);
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
  const placements = new Map(
    (plan.placements ?? []).map((p) => [JSON.stringify([p.studentId, p.activityId]), p]),
  );
  let gonePupils = 0;
  for (const { studentId, activityId } of placements.values()) {
    const i = lookUp.pupil(studentId);
    if (i < 0) {
      gonePupils++;
      continue;
    }
    let found = -1;
    for (let w = pupils.first[i]; w < pupils.first[i + 1] && found < 0; w++) {
      const s = pupils.wishSeries[w];
      if (s >= 0 && series.list[s].activity.id === activityId) found = w;
    }
    if (found >= 0) byPupil[i].push(found);
    else goneByPupil[i]++;
  }
  const gone = LOST_PERIOD * goneCells.size + gonePupils;
  return { bySeries, byClass, byPupil, goneByPupil, gone };
}
