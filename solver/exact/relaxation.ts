import type { Problem } from '../../src/domain/problem.ts';
import { addCare } from './care.ts';
import { addFairLoad } from './fair-load.ts';
import { Expr, type LinearModel } from './linear-model.ts';
import { addPersonDays } from './person-days.ts';
import { addPupils } from './pupils.ts';
import { addRooms } from './rooms.ts';
import { makeScene } from './scene.ts';
import { addSeats } from './seats.ts';
import { addSessions, wholeClassTable } from './sessions.ts';

/** Hard rules that the whole relaxation stands on: with one of them off, nothing is bounded. */
const pillars = [
  'segmentFit',
  'coverage',
  'classClash',
  'pupilLeave',
  'groupSize',
  'audience',
  'staffClash',
];

/**
 * A mixed-integer model that every plan with hard = 0 and medium <= `mediumLimit` is a point of,
 * at no more than its soft cost: its optimum, and that of its linear relaxation, are lower bounds.
 * docs/bound.md explains it inequality by inequality. Undefined where a rule that it stands on is
 * switched off.
 */
export function buildRelaxation(
  problem: Problem,
  { mediumLimit = Number.POSITIVE_INFINITY, objective = 'soft' as 'soft' | 'medium' } = {},
): LinearModel | undefined {
  const scene = makeScene(problem, mediumLimit);
  if (pillars.some((rule) => !scene.on(rule))) return undefined;
  const sessions = addSessions(scene);
  const wholeClass = wholeClassTable(scene, sessions);
  const clubs = addPupils(scene, sessions, wholeClass);
  const care = addCare(scene, sessions, clubs, wholeClass);
  addRooms(scene, sessions, care);
  const seating = addSeats(scene, sessions, care);
  const people = addPersonDays(scene, seating);
  addFairLoad(scene, people);
  const medium = new Expr();
  scene.mediumCols.forEach((column, k) => {
    medium.add(column, scene.mediumCosts[k]);
  });
  if (Number.isFinite(mediumLimit) && !medium.isConstant) scene.lp.atMost(medium, mediumLimit);
  void objective;
  return scene.lp;
}
