import { Expr } from '../../../solver/exact/linear-model.ts';
import { DAYS } from '../../../solver/model/rows.ts';
import { type PeerScene, type Post, rowOf, sumOf } from './scene.ts';
import { clubsLedIn } from './sessions.ts';

/** Everything that is counted by person: clashes, limits, rest, fairness. */
export function addPeople(scene: PeerScene): void {
  const moments = momentsOf(scene);
  const edges: { person: number; columns: number[] }[] = [];
  scene.problem.staff.forEach((_, person) => {
    const posts = scene.posts[person];
    if (posts.length === 0) return;
    addClashes(scene, posts, moments);
    const days = [...Array(DAYS).keys()].map((day) => addDay(scene, person, day, posts));
    edges.push({ person, columns: addWeek(scene, person, posts, days) });
  });
  addFairLoad(scene);
  addFairEdge(scene, edges);
  addPay(scene);
}

/** For each distinct start of a period, the spots that are under way then. */
function momentsOf({ model }: PeerScene): Set<number>[] {
  const { time } = model;
  const seen = new Map<string, Set<number>>();
  time.periods.forEach((period, p) => {
    const at = time.spotStart[p];
    const running = new Set<number>();
    for (let spot = 0; spot < time.spotCount; spot++)
      for (const q of rowOf(time.spotPeriods, spot))
        if (
          time.periods[q].weekday === period.weekday &&
          time.spotStart[q] <= at &&
          at < time.spotEnd[q]
        )
          running.add(spot);
    seen.set([...running].join(), running);
  });
  return [...seen.values()];
}

function addClashes({ lp }: PeerScene, posts: readonly Post[], moments: readonly Set<number>[]) {
  for (const running of moments) {
    const here = posts.filter((post) => running.has(post.spot)).map((post) => post.column);
    if (here.length > 1) lp.atMost(sumOf(here), 1);
  }
}

/** Rooms at each moment; `columns` are those of sessions that would be in the room. */
export function addRoomClashes(
  scene: PeerScene,
  uses: readonly { room: number; spot: number; column: number }[],
): void {
  const { lp, model } = scene;
  for (const running of momentsOf(scene)) {
    const byRoom = new Map<number, number[]>();
    for (const { room, spot, column } of uses)
      if (running.has(spot)) byRoom.set(room, [...(byRoom.get(room) ?? []), column]);
    for (const [room, columns] of byRoom)
      if (columns.length > model.rooms.groups[room])
        lp.atMost(sumOf(columns), model.rooms.groups[room]);
  }
}

interface Day {
  /** 1 with any post, a late one, an early one; undefined where none is possible. */
  here: number | undefined;
  late: number | undefined;
  early: number | undefined;
}

function addDay(scene: PeerScene, person: number, day: number, all: readonly Post[]): Day {
  const { lp, model } = scene;
  const { time, staff, params } = model;
  const posts = all.filter((post) => time.spotDay[post.spot] === day);
  if (posts.length === 0) return { here: undefined, late: undefined, early: undefined };
  const bySpot = new Map<number, number[]>();
  for (const { spot, column } of posts) bySpot.set(spot, [...(bySpot.get(spot) ?? []), column]);
  const at = (spot: number) => sumOf(bySpot.get(spot) ?? []);
  const flag = (those: readonly Post[]) => {
    if (those.length === 0) return undefined;
    const column = scene.binary();
    for (const spot of new Set(those.map((post) => post.spot)))
      lp.atMost(at(spot).add(column, -1), 0);
    return column;
  };
  const here = flag(posts);
  // A late or an early time too few costs as well, so it must not be claimed without a post.
  const edge = (those: readonly Post[]) => {
    const column = flag(those);
    if (column !== undefined)
      lp.atMost(Expr.of(column).plus(sumOf(those.map((post) => post.column)), -1), 0);
    return column;
  };
  const late = edge(posts.filter((post) => time.spotLate[post.spot] === 1));
  const early = edge(posts.filter((post) => time.spotEarly[post.spot] === 1));
  scene.charge('fewDays', Expr.of(here as number));
  const counted = posts.filter((post) => time.spotMinutes[post.spot] >= 20);
  if (counted.length > staff.maxSessions[person])
    lp.atMost(sumOf(counted.map((post) => post.column)), staff.maxSessions[person]);
  for (const post of posts)
    if (staff.avoids[person * time.spotCount + post.spot] === 1)
      scene.charge('avoidTime', Expr.of(post.column));
  if (scene.has('longDay')) {
    const minutes = new Expr();
    for (const post of posts) minutes.add(post.column, post.dayMinutes);
    const over = scene.whole(24 * 60);
    lp.atLeast(Expr.of(over).plus(minutes, -1), -params.rest.dutyMinutes);
    scene.charge('longDay', Expr.of(over), 1 / 30);
  }
  const spots = [...bySpot.keys()]
    .filter((spot) => time.spotEarly[spot] === 0)
    .sort((a, b) => time.spotStart[a] - time.spotStart[b] || time.spotEnd[a] - time.spotEnd[b]);
  addLateStart(scene, day, spots, at);
  addIdleGaps(scene, person, day, spots, at);
  return { here, late, early };
}

function addLateStart(
  scene: PeerScene,
  day: number,
  spots: readonly number[],
  at: (spot: number) => Expr,
): void {
  const { lp, model } = scene;
  const { time, params } = model;
  const opening = time.dayFirstStart[day];
  if (!scene.has('lateStart') || opening < 0) return;
  const isLate = (spot: number) => time.spotStart[spot] - opening > params.rest.lateStart;
  const inTime = new Expr();
  for (const spot of spots) if (!isLate(spot)) inTime.plus(at(spot));
  const those = spots.filter(isLate);
  if (those.length === 0) return;
  const late = scene.binary();
  for (const spot of those) lp.atLeast(Expr.of(late).plus(at(spot), -1).plus(inTime), 0);
  scene.charge('lateStart', Expr.of(late));
}

function addIdleGaps(
  scene: PeerScene,
  person: number,
  day: number,
  spots: readonly number[],
  at: (spot: number) => Expr,
): void {
  const { lp, model } = scene;
  const { time, staff } = model;
  if (!scene.has('idleGap')) return;
  const engaged = rowOf(staff.engaged, person * DAYS + day);
  for (const [i, a] of spots.entries())
    for (const [j, b] of spots.entries()) {
      const [from, to] = [time.spotEnd[a], time.spotStart[b]];
      if (j <= i || to - from <= 10) continue;
      let idle = to - from;
      for (let k = 0; k < engaged.length; k += 2)
        idle -= Math.max(0, Math.min(to, engaged[k + 1]) - Math.max(from, engaged[k]));
      if (idle <= 10) continue;
      const gap = scene.binary();
      const row = Expr.of(gap).plus(at(a), -1).plus(at(b), -1);
      for (const between of spots.slice(i + 1, j)) row.plus(at(between));
      lp.atLeast(row, -1);
      scene.charge('idleGap', Expr.of(gap), Math.min(6, (idle - 10) / 10));
    }
}

/** Limits of the week and nights; the answer is the columns of late evenings and early mornings. */
function addWeek(
  scene: PeerScene,
  person: number,
  posts: readonly Post[],
  days: readonly Day[],
): number[] {
  const { lp, model } = scene;
  const { time, staff } = model;
  const columns = (of: keyof Day) => days.flatMap((day) => day[of] ?? []);
  const limit = (list: readonly number[], most: number) => {
    if (list.length > most) lp.atMost(sumOf(list), most);
  };
  limit(columns('here'), staff.maxDays[person]);
  limit(columns('late'), staff.maxLate[person]);
  if (staff.maxMinutes[person] < 7 * 24 * 60) {
    const minutes = new Expr();
    for (const { column, spot } of posts) minutes.add(column, time.spotMinutes[spot]);
    lp.atMost(minutes, staff.maxMinutes[person]);
  }
  const led = clubsLedIn(scene)[person];
  if (led.cols.length > staff.maxClubs[person]) lp.atMost(led, staff.maxClubs[person]);
  for (let d = 0; d + 1 < DAYS; d++) {
    const { late } = days[d];
    if (late === undefined) continue;
    const next = days[d + 1];
    if (next.early !== undefined) lp.atMost(Expr.of(late).add(next.early), 1);
    if (next.late === undefined || !scene.has('lateStreak')) continue;
    const both = scene.binary();
    lp.atLeast(Expr.of(both).add(late, -1).add(next.late, -1), -1);
    scene.charge('lateStreak', Expr.of(both));
  }
  return [...columns('late'), ...columns('early')];
}

/** Deviations from the fair load at which the parabola is touched, in units of 30 minutes. */
const touches = [0.15, 0.3, 0.5, 0.75, 1, 1.25, 1.5, 2, 3, 4, 6, 8, 12, 20];

/** Whole half-minutes; a factor such as 1.5 is exact in them. */
const loadUnits = 2;

/** `fairLoad`: its parabola by tangents, up to a deviation of 1.5 to within two per cent of a unit. */
function addFairLoad(scene: PeerScene): void {
  const { lp, model } = scene;
  const { staff } = model;
  if (!scene.has('fairLoad') || staff.shareSum === 0) return;
  const total = new Expr();
  const loads: { person: number; load: Expr }[] = [];
  for (let person = 0; person < staff.count; person++) {
    if (staff.share[person] === 0) continue;
    const column = unitColumn(scene, 20_000, loadUnits);
    const row = Expr.of(column);
    for (const post of scene.posts[person]) row.add(post.column, -post.load);
    lp.equal(row, 0);
    const load = Expr.of(column);
    load.constant = staff.carryOver[person];
    loads.push({ person, load });
    total.plus(load);
  }
  const all = unitColumn(scene, 20_000 * loads.length, loadUnits);
  lp.equal(Expr.of(all).plus(total, -1), 0);
  for (const { person, load } of loads) {
    const off = new Expr().plus(load, 1 / 30).add(all, -staff.share[person] / staff.shareSum / 30);
    const cost = unitColumn(scene, 10_000, 100);
    for (const a of touches)
      for (const side of [a, -a]) lp.atLeast(Expr.of(cost).plus(off, -2 * side), -a * a);
    scene.charge('fairLoad', Expr.of(cost));
  }
}

/** A column whose value is a multiple of 1 / units in every plan, or nearly so. */
function unitColumn({ lp, unitsOf }: PeerScene, upper: number, units: number): number {
  const column = lp.column(upper);
  unitsOf.set(column, units);
  return column;
}

/** `fairEdge`, exactly: the target rounded up and down are whole columns, and the squares are convex. */
function addFairEdge(
  scene: PeerScene,
  edges: readonly { person: number; columns: number[] }[],
): void {
  const { lp, model } = scene;
  const { staff } = model;
  if (!scene.has('fairEdge') || staff.shareSum === 0) return;
  const sum = new Expr();
  for (const { person, columns } of edges) if (staff.share[person] > 0) sum.plus(sumOf(columns));
  const most = sum.cols.length;
  if (most === 0) return;
  const total = scene.whole(most);
  lp.equal(Expr.of(total).plus(sum, -1), 0);
  const ceilings = new Map<number, { up: number; down: number }>();
  for (let person = 0; person < staff.count; person++) {
    const share = staff.share[person];
    if (share === 0) continue;
    let target = ceilings.get(share);
    if (target === undefined) {
      target = { up: scene.whole(most), down: scene.whole(most) };
      ceilings.set(share, target);
      const part = share / staff.shareSum;
      // down <= target < down + 1 and up - 1 < target <= up, with a little room for rounding
      lp.atMost(Expr.of(target.up).add(total, -part), 1 - 1e-4);
      lp.atLeast(Expr.of(target.down).add(total, -part), -1 + 1e-4);
    }
    const own = sumOf(edges.find((e) => e.person === person)?.columns ?? []);
    const over = new Expr().plus(own).add(target.up, -1);
    const under = Expr.of(target.down).plus(own, -1);
    const cost = scene.whole(100);
    for (const side of [over, under])
      for (let k = 0; k < 6; k++) lp.atLeast(Expr.of(cost).plus(side, -(2 * k + 1)), -k * (k + 1));
    scene.charge('fairEdge', Expr.of(cost));
  }
}

function addPay(scene: PeerScene): void {
  const { lp, model } = scene;
  const { staff, params, time } = model;
  if (params.budget === undefined || !scene.has('pay')) return;
  const yuan = new Expr();
  scene.posts.forEach((posts, person) => {
    for (const { column, spot } of posts)
      yuan.add(column, staff.payPerMinute[person] * time.spotMinutes[spot]);
  });
  const over = unitColumn(scene, 10_000_000, 1);
  lp.atLeast(Expr.of(over).plus(yuan, -1), -params.budget);
  scene.charge('pay', Expr.of(over), 1 / 50);
}
