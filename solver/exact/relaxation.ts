import type { Problem } from '../../src/domain/problem.ts';
import { addCare } from './care.ts';
import type { EdgeCase } from './edge-cases.ts';
import { addEdgeLimits, addEvenings, type Evenings } from './evenings.ts';
import { addFairLoad, addIdle } from './fair-load.ts';
import { Expr, type LinearModel } from './linear-model.ts';
import { classMeetings, crowdMeetings } from './meetings.ts';
import { addPersonDays } from './person-days.ts';
import { addPupils } from './pupils.ts';
import { addRooms } from './rooms.ts';
import { makeScene } from './scene.ts';
import { addSeats } from './seats.ts';
import { addSessions, wholeClassTable } from './sessions.ts';
import { addTimelessPupils } from './timeless-pupils.ts';
import { WeekCuts } from './week-cuts.ts';

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
 * How much of the contract is in the model: the less, the sooner it is solved, and the lower the
 * bound. `posts`: neither the times of a pupil's clubs nor anybody's day; `people`: no times of
 * a pupil's clubs.
 */
export const details = ['posts', 'people', 'whole'] as const;
export type Detail = (typeof details)[number];

export interface RelaxationOptions {
  /** Only plans with at most so much medium cost count. Default: any. */
  mediumLimit?: number;
  /** What is minimised. Default `soft`. */
  objective?: 'soft' | 'medium';
  /** Default `whole`. */
  detail?: Detail;
  /** Only plans with every duty that is due in each of its periods. Default false. */
  dutiesStand?: boolean;
  /** Only plans of this case. Default: all. Not looked at where `detail` is `posts`. */
  edges?: EdgeCase;
  /** Whole weeks of people are looked at as in a school of many classes. Default false. */
  asCrowd?: boolean;
}

/**
 * A mixed-integer model that every plan with hard = 0 and medium <= `mediumLimit` is a point of,
 * at no more than its cost: its optimum, and that of its linear relaxation, are lower bounds.
 * docs/bound.md explains it inequality by inequality. Undefined where a rule that it stands on is
 * switched off.
 */
export function buildRelaxation(
  problem: Problem,
  options: RelaxationOptions = {},
): LinearModel | undefined {
  return buildWithWeeks(problem, options)?.lp;
}

/** The same, and what raises its bound further where the weeks of people are not too many. */
export function buildWithWeeks(
  problem: Problem,
  options: RelaxationOptions = {},
): { lp: LinearModel; weeks: WeekCuts | undefined } | undefined {
  const {
    mediumLimit = Number.POSITIVE_INFINITY,
    objective = 'soft',
    dutiesStand,
    detail = 'whole',
    edges = { from: 0, to: Number.POSITIVE_INFINITY },
    asCrowd = false,
  } = options;
  const scene = makeScene(problem, mediumLimit, dutiesStand);
  if (pillars.some((rule) => !scene.on(rule))) return undefined;
  const sessions = addSessions(scene);
  const wholeClass = wholeClassTable(scene, sessions);
  const clubs = (detail === 'whole' ? addPupils : addTimelessPupils)(scene, sessions, wholeClass);
  const care = addCare(scene, sessions, clubs, wholeClass);
  addRooms(scene, sessions, care);
  const seating = addSeats(scene, sessions, care);
  let evenings: Evenings | undefined;
  if (detail !== 'posts') {
    const idle = addIdle(scene);
    const people = addPersonDays(scene, seating, idle, edges.from > 0);
    addFairLoad(scene, people, idle);
    evenings = addEvenings(scene, care, seating, edges);
    addEdgeLimits(scene, people, evenings?.lacking, edges);
  }
  const weeks =
    detail !== 'whole' || objective === 'medium'
      ? undefined
      : WeekCuts.of(
          scene,
          (asCrowd ? undefined : classMeetings(scene, care)) ??
            crowdMeetings(scene, care, evenings),
          edges,
        );
  const { lp, medium } = scene;
  let sum = new Expr();
  for (const expr of medium.values()) sum = sum.plus(expr);
  if (Number.isFinite(mediumLimit) && !sum.isConstant) lp.atMost(sum, mediumLimit);
  if (objective === 'medium') {
    lp.clearCharges();
    for (const [rule, expr] of medium) lp.charge(rule, expr);
  }
  return { lp, weeks };
}
