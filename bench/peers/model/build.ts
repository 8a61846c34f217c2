import { Expr, type LinearModel } from '../../../solver/exact/linear-model.ts';
import type { Problem } from '../../../src/domain/problem.ts';
import { addCare, type GroupBlock } from './care.ts';
import { addPeople, addRoomClashes } from './people.ts';
import { addPupils, type PupilBlock } from './pupils.ts';
import { makePeerScene, type PeerScene, rowOf } from './scene.ts';
import { addSessions, type SeriesBlock } from './sessions.ts';

/** The whole problem as a mixed-integer model, and what its columns mean. */
export interface PeerModel {
  scene: PeerScene;
  lp: LinearModel;
  series: readonly SeriesBlock[];
  pupils: PupilBlock;
  care: readonly GroupBlock[];
  /** Of a column that is not whole: how many whole units make 1. */
  unitsOf: ReadonlyMap<number, number>;
}

/** Soft rules that need many helper columns and rows; the lean model leaves them to `verify`. */
export const leanLeavesOut: ReadonlySet<string> = new Set([
  'careContinuity',
  'careRoom',
  'roomStability',
  'idleGap',
  'fairEdge',
  'floorWalk',
  'lateStart',
]);

/** Left out of both models: none of the schools of this benchmark has pins, a baseline or rules off. */
export const neverModelled = ['pinned', 'disruption'];

/**
 * Every hard rule is a row and every medium and soft rule a cost. A solution is a plan
 * (`decode.ts`), and the objective is its cost but for the tangents of `fairLoad`.
 */
export function buildPeerModel(problem: Problem, leaveOut: ReadonlySet<string>): PeerModel {
  const scene = makePeerScene(problem, leaveOut);
  const series = addSessions(scene);
  const pupils = addPupils(scene, series);
  const care = addCare(scene, pupils);
  addRoomClashes(scene, [
    ...series.flatMap(({ spots }) =>
      spots.flatMap(({ spot, rooms }) => rooms.map((r) => ({ ...r, spot }))),
    ),
    ...care.flatMap(({ period, rooms }) => rooms.map((r) => ({ ...r, spot: period }))),
  ]);
  addPeople(scene);
  addDayMix(scene, series, pupils);
  return { scene, lp: scene.lp, series, pupils, care, unitsOf: scene.unitsOf };
}

/** `dayMix`: on each day somebody of the class is in a club or in something active. */
function addDayMix(scene: PeerScene, series: readonly SeriesBlock[], pupils: PupilBlock): void {
  const { lp, model, problem } = scene;
  const { time, attendance } = model;
  if (!scene.has('dayMix')) return;
  const quiet = new Set(['homework', 'club', 'microTheme', 'homeSchool']);
  problem.classes.forEach((_, c) => {
    const days = new Map<number, Expr>();
    time.periods.forEach((period, p) => {
      if (!quiet.has(period.segment) || attendance[c * time.periodCount + p] === 0) return;
      const day = days.get(time.spotDay[p]) ?? new Expr();
      days.set(time.spotDay[p], day.plus(pupils.inClubs(c, p)));
    });
    for (const { s, spots } of series) {
      if (model.series.isMix[s] === 0 || model.series.list[s].activity.enrol !== 'class') continue;
      if (!rowOf(model.series.classes, s).includes(c)) continue;
      for (const { spot, held } of spots) days.get(time.spotDay[spot])?.add(held);
    }
    for (const moving of days.values()) {
      const still = scene.binary();
      lp.atLeast(Expr.of(still).plus(moving), 1);
      scene.charge('dayMix', Expr.of(still));
    }
  });
}
