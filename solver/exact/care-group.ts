import { UNKNOWN_FLOOR } from '../model/rooms.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';

/** The care groups of one period and one merge key, in the relaxation. */
export interface CareBlock {
  period: number;
  /** Care groups. */
  groups: Expr;
  /** Their seats. */
  seats: Expr;
  classes: readonly CareClass[];
  /** Each set of classes that can be a group, and the column of it; absent: groups are counted. */
  sets?: readonly { classes: readonly number[]; column: number }[];
}

/** A class with pupils in school in one period. */
export interface CareClass {
  c: number;
  attendance: number;
  /** 1 when a care group hosts the class. */
  hosted: Expr;
  /** At least so many of its pupils are left for care. */
  left: Expr;
  /** The same in every plan in which a care group hosts it. */
  leastLeft: number;
  /** Whether `left` and `hosted` are the same in every plan. */
  isFixed: boolean;
}

/** Seats: as many as the sets need at the least, and one for every `pupilsPerAdult` pupils. */
export function seatsOf(
  scene: Scene,
  classes: readonly CareClass[],
  groups: Expr,
  least: Expr,
): Expr {
  const perAdult = scene.model.params.care.pupilsPerAdult;
  if (perAdult === undefined) return groups;
  if (classes.every((own) => own.isFixed)) return least;
  const most = classes.reduce((n, own) => n + adultsFor(scene, own.attendance) + 1, 0);
  const seats = Expr.of(scene.lp.column(most, { integer: true }));
  scene.lp.atLeast(new Expr().plus(seats).plus(least, -1), 0);
  const pupils = new Expr();
  for (const own of classes) pupils.plus(own.left);
  scene.lp.atLeast(new Expr().plus(seats, perAdult).plus(pupils, -1), 0);
  return seats;
}

/** Seats that a care group with these pupils must have. */
export function adultsFor({ model }: Scene, pupils: number): number {
  const perAdult = model.params.care.pupilsPerAdult;
  return perAdult === undefined ? 1 : Math.max(1, Math.ceil(pupils / perAdult));
}

/**
 * The least that the place of a care group of these classes costs (`ownRoom`, `floorWalk`), over
 * all rooms with seats for at least `pupils`; Infinity if there is no such room.
 */
export function placeCost(
  scene: Scene,
  p: number,
  classes: readonly number[],
  pupils: number,
): number {
  const { model } = scene;
  const { rooms, time, classHomeRoom, classGrade } = model;
  const away = scene.weight('ownRoom');
  const stairs = scene.weight('floorWalk');
  // Without a room a class is away from home and climbs no stairs.
  let best = scene.on('roomFit') ? Number.POSITIVE_INFINITY : away * classes.length;
  for (let r = 0; r < rooms.count; r++) {
    if (scene.on('roomFit')) {
      if (rooms.closed[r * time.spotCount + p] === 1 || rooms.seats[r] < pupils) continue;
    }
    let cost = 0;
    for (const c of classes) {
      const home = classHomeRoom[c];
      if (home !== r) cost += away;
      if (classGrade[c] > 2 || home < 0) continue;
      if (rooms.floor[home] === UNKNOWN_FLOOR || rooms.floor[r] === UNKNOWN_FLOOR) continue;
      cost += stairs * Math.abs(rooms.floor[home] - rooms.floor[r]);
    }
    best = Math.min(best, cost);
  }
  return best;
}
