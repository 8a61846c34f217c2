import { DAYS } from '../model/rows.ts';
import { shortestCountedMinutes } from '../rules/staff-limit.ts';
import { dayCost, dayRelief, type Relief } from './day-cost.ts';
import { addRelief, type IdleTaken } from './day-relief.ts';
import { addIdleEdge, type IdleLate, idleWays, lateWindows, leastLoad } from './idle-edges.ts';
import { Expr } from './linear-model.ts';
import type { Token } from './links.ts';
import type { Scene } from './scene.ts';
import { canSit } from './seat-load.ts';
import type { Booked, Seating } from './seats.ts';

/** What a person's week adds up to, in the relaxation. */
export interface PersonBlock {
  load: Expr;
  /** Late evenings and early mornings; those by care without pupils only if they were asked for. */
  edges: Expr;
}

/** Beyond so many sets of posts a day is modelled post by post. */
const mostSets = 400;

/**
 * People day by day (`staffClash`, `staffLimit`, `nightRest`; `fewDays`, `longDay`, `lateStart`,
 * `idleGap`, `lateStreak`): every set of posts that a person can have on one day is a column with
 * its exact cost. Posts of a few minutes (at the gate) are kept out of the sets; what they spare a
 * set is granted where the person has one (`day-relief.ts`). `idle` are the minutes of each person
 * in care without pupils in duty windows; with `idleEdges` the late evenings that only these make
 * are told apart and paid for (`idle-edges.ts`).
 */
export function addPersonDays(
  scene: Scene,
  seating: Seating,
  idle: readonly Expr[],
  idleEdges = false,
): PersonBlock[] {
  return seating.map((booked, t) => addPerson(scene, t, [...booked.values()], idle[t], idleEdges));
}

function addPerson(
  scene: Scene,
  t: number,
  booked: readonly Booked[],
  idle: Expr,
  idleEdges: boolean,
): PersonBlock {
  const { lp, model, on } = scene;
  const { time, staff } = model;
  const load = new Expr(staff.carryOver[t]);
  const minutes = new Expr();
  const days = new Expr();
  const late: (Expr | undefined)[] = [];
  const early: (Expr | undefined)[] = [];
  for (const { token, seated } of booked) {
    load.plus(seated, token.load);
    minutes.plus(seated, time.spotMinutes[token.spot]);
  }
  const taken: IdleTaken = { lateStart: new Expr(), idleGap: new Expr() };
  const idleLate: IdleLate = { minutes: new Expr() };
  for (let d = 0; d < DAYS; d++) {
    const posts = booked.filter(({ token }) => time.spotDay[token.spot] === d);
    const idleDay = idleEdges && !idle.isConstant ? idleSpots(scene, t, d) : [];
    const canIdleLate = lateWindows(scene, idleDay).length > 0;
    if (posts.length === 0 && !canIdleLate) continue;
    const day = addDay(
      scene,
      t,
      d,
      posts,
      idle.isConstant ? undefined : taken,
      canIdleLate ? idleLate : undefined,
    );
    days.plus(day.used);
    late[d] = day.late;
    early[d] = day.early;
  }
  for (const minutes of [...Object.values(taken), idleLate.minutes])
    if (!minutes.isConstant) lp.atMost(minutes.plus(idle, -1), 0);
  const lates = new Expr();
  const edges = new Expr();
  const streak = scene.weight('lateStreak');
  for (let d = 0; d < DAYS; d++) {
    for (const edge of [late[d], early[d]]) if (edge !== undefined) edges.plus(edge);
    const one = late[d];
    if (one === undefined) continue;
    lates.plus(one);
    const dawn = early[d + 1];
    if (dawn !== undefined && on('nightRest')) lp.atMost(new Expr().plus(one).plus(dawn), 1);
    const other = late[d + 1];
    if (other === undefined || streak === 0) continue;
    const both = lp.column(1);
    lp.atLeast(Expr.of(both).plus(one, -1).plus(other, -1), -1);
    lp.charge('lateStreak', Expr.of(both), streak);
  }
  if (on('staffLimit')) {
    if (days.cols.length > staff.maxDays[t]) lp.atMost(days, staff.maxDays[t]);
    if (!lates.isConstant && staff.maxLate[t] < DAYS) lp.atMost(lates, staff.maxLate[t]);
    if (staff.maxMinutes[t] < 1e6 && !minutes.isConstant) lp.atMost(minutes, staff.maxMinutes[t]);
  }
  return { load, edges };
}

interface Day {
  used: Expr;
  late: Expr | undefined;
  early: Expr | undefined;
}

function addDay(
  scene: Scene,
  t: number,
  d: number,
  posts: readonly Booked[],
  taken: IdleTaken | undefined,
  idleLate: IdleLate | undefined,
): Day {
  const { lp, model } = scene;
  const { time } = model;
  const isShort = ({ token }: Booked) => time.spotMinutes[token.spot] < shortestCountedMinutes;
  const long = posts.filter((post) => !isShort(post));
  const short = posts.filter(isShort);
  const sets = setsOf(scene, t, long);
  if (sets === undefined) return addLooseDay(scene, t, d, posts, idleLate);
  const idle = idleSpots(scene, t, d);
  const brief = [...short.map(({ token }) => token.spot), ...idle];
  const leastCost = dayCost(scene, t, d, brief);
  const ownCost = dayCost(scene, t, d, []);
  // Whose idle minutes have no price, has them for nothing.
  const reliefOf = taken === undefined ? undefined : dayRelief(scene, t, d, brief);
  const spared: { column: number; relief: Relief }[] = [];
  const all: { column: number; tokens: readonly Token[] }[] = [];
  const used = new Expr();
  const inSets = new Map(long.map((post) => [post, new Expr().plus(post.seated, -1)]));
  const room = new Map(short.map((post) => [post, new Expr().plus(post.seated, -1)]));
  const lateSets = new Expr();
  const earlySets = new Expr();
  for (const set of sets) {
    if (set.length === 0 && short.length === 0 && idleLate === undefined) continue;
    const column = lp.column(1);
    used.add(column);
    const tokens = set.map(({ token }) => token);
    all.push({ column, tokens });
    const isBare = reliefOf === undefined || set.length === 0;
    (isBare ? leastCost : ownCost)(tokens).forEach((cost, rule) => {
      lp.charge(rule, Expr.of(column), cost);
    });
    if (!isBare) spared.push({ column, relief: reliefOf(tokens) });
    for (const post of set) inSets.get(post)?.add(column);
    for (const post of short)
      if (!set.some((other) => clash(scene, other.token.spot, post.token.spot)))
        room.get(post)?.add(column);
    if (set.some(({ token }) => time.spotLate[token.spot] === 1)) lateSets.add(column);
    if (set.some(({ token }) => time.spotEarly[token.spot] === 1)) earlySets.add(column);
  }
  if (taken !== undefined && spared.length > 0) addRelief(scene, d, spared, short, idle, taken);
  if (used.cols.length > 1) lp.atMost(used, 1);
  for (const expr of inSets.values()) lp.equal(expr, 0);
  for (const expr of room.values()) lp.atLeast(expr, 0);
  const withShort = (flag: Uint8Array, inLong: Expr) =>
    mark(
      scene,
      inLong,
      short.filter(({ token }) => flag[token.spot] === 1),
    );
  const early = withShort(time.spotEarly, earlySets);
  const late = withShort(time.spotLate, lateSets);
  if (idleLate === undefined) return { used, late, early };
  const waysOf = idleWays(
    scene,
    t,
    d,
    short.map(({ token }) => token.spot),
    idle,
  );
  const byIdle = addIdleEdge(scene, waysOf, all, short, late, idleLate);
  return { used, late: either(late, byIdle), early };
}

/** Whether any of the sets or of these posts is taken: at least each of them, at most their sum. */
function mark({ lp }: Scene, sets: Expr, posts: readonly Booked[]): Expr | undefined {
  if (posts.length === 0) return sets.isConstant ? undefined : sets;
  const any = Expr.of(lp.column(1));
  if (!sets.isConstant) lp.atLeast(new Expr().plus(any).plus(sets, -1), 0);
  const sum = new Expr().plus(sets);
  for (const { seated } of posts) {
    lp.atLeast(new Expr().plus(any).plus(seated, -1), 0);
    sum.plus(seated);
  }
  lp.atMost(new Expr().plus(any).plus(sum, -1), 0);
  return any;
}

function either(late: Expr | undefined, byIdle: Expr): Expr | undefined {
  if (byIdle.isConstant) return late;
  return new Expr().plus(byIdle).plus(late ?? new Expr());
}

function clash({ model: { time } }: Scene, a: number, b: number): boolean {
  return time.spotClash[a * time.spotCount + b] === 1;
}

/** Sets of posts that do not overlap and are no more than the person's sessions of a day. */
function setsOf(scene: Scene, t: number, posts: readonly Booked[]): Booked[][] | undefined {
  const most = scene.on('staffLimit') ? scene.model.staff.maxSessions[t] : posts.length;
  let sets: Booked[][] = [[]];
  for (const post of posts) {
    const grown = sets
      .filter(
        (set) =>
          set.length < most &&
          !set.some((other) => clash(scene, other.token.spot, post.token.spot)),
      )
      .map((set) => [...set, post]);
    sets = [...sets, ...grown];
    if (sets.length > mostSets) return undefined;
  }
  return sets;
}

/** Duty windows in which the person could sit in a care session without any pupils. */
function idleSpots(scene: Scene, t: number, d: number): number[] {
  const { time, staff } = scene.model;
  const spots: number[] = [];
  for (let p = 0; p < time.periodCount; p++)
    if (time.duty[p] === 1 && time.spotDay[p] === d && canSit(scene, t, staff.careKind, p))
      spots.push(p);
  return spots;
}

/** Too many sets: a day is used as much as any of its posts, and overlapping ones exclude each other. */
function addLooseDay(
  scene: Scene,
  t: number,
  d: number,
  posts: readonly Booked[],
  idleLate: IdleLate | undefined,
): Day {
  const { lp, model, on } = scene;
  const { time, staff } = model;
  const used = Expr.of(lp.column(1));
  lp.charge('fewDays', used, scene.weight('fewDays'));
  const counted = new Expr();
  for (const { token, seated } of posts) {
    lp.atLeast(new Expr().plus(used).plus(seated, -1), 0);
    if (time.spotMinutes[token.spot] >= shortestCountedMinutes) counted.plus(seated);
    // All posts that run when this one starts.
    const now = new Expr();
    for (const other of posts)
      if (runsAt(scene, other.token.spot, token.spot)) now.plus(other.seated);
    lp.atMost(now.plus(used, -1), 0);
  }
  if (on('staffLimit') && !counted.isConstant && staff.maxSessions[t] < 1e6)
    lp.atMost(counted.plus(used, -staff.maxSessions[t]), 0);
  const where = (flag: Uint8Array) =>
    mark(
      scene,
      new Expr(),
      posts.filter(({ token }) => flag[token.spot] === 1),
    );
  const early = where(time.spotEarly);
  const late = where(time.spotLate);
  if (idleLate === undefined) return { used, late, early };
  const free = { minutes: leastLoad(scene, idleSpots(scene, t, d)), cost: 0, needsShort: false };
  const byIdle = addIdleEdge(
    scene,
    () => [free],
    [{ column: used.cols[0], tokens: [] }],
    [],
    late,
    idleLate,
  );
  return { used, late: either(late, byIdle), early };
}

function runsAt({ model: { time } }: Scene, spot: number, at: number): boolean {
  const minute = time.spotStart[at];
  const { start, items } = time.spotPeriods;
  for (let k = start[spot]; k < start[spot + 1]; k++) {
    const p = items[k];
    if (time.spotStart[p] <= minute && minute < time.spotEnd[p]) return true;
  }
  return false;
}
