import { Expr } from '../../../solver/exact/linear-model.ts';
import type { PupilBlock } from './pupils.ts';
import { floorsBetween, type PeerScene, rowOf, sumOf } from './scene.ts';

/** A care group that may exist: that of its first class, in one period. */
export interface GroupBlock {
  period: number;
  first: number;
  exists: number;
  /** Classes that may be in it, the first one included. */
  members: { c: number; column: number }[];
  rooms: { room: number; column: number }[];
  seats: { person: number; column: number }[];
}

/**
 * Which classes are together in care, where, and with whom. A group is that of its first class, so
 * that no two columns say the same.
 */
export function addCare(scene: PeerScene, pupils: PupilBlock): GroupBlock[] {
  const { model } = scene;
  const { time, classCount, attendance } = model;
  const groups: GroupBlock[] = [];
  for (let p = 0; p < time.periodCount; p++) {
    const here = [...Array(classCount).keys()].filter(
      (c) => attendance[c * time.periodCount + p] > 0,
    );
    if (here.length > 0) groups.push(...addPeriod(scene, pupils, p, here));
  }
  addStability(scene, groups);
  return groups;
}

function addPeriod(
  scene: PeerScene,
  pupils: PupilBlock,
  p: number,
  here: readonly number[],
): GroupBlock[] {
  const { lp, model } = scene;
  const { time, attendance, series, params } = model;
  const there = (c: number) => attendance[c * time.periodCount + p];
  const least = (c: number) => there(c) - pupils.mostInClubs(c, p);
  /** Columns that say that c is in the group of h, and how many of its pupils come along. */
  const asMember = new Map<number, { column: number; load: Expr }[]>(here.map((c) => [c, []]));
  const groups = here.map((first): GroupBlock => {
    const exists = scene.binary();
    const members = here
      .filter(
        (c) =>
          c === first ||
          (c > first &&
            series.mergeKey[c * time.periodCount + p] ===
              series.mergeKey[first * time.periodCount + p] &&
            least(c) + least(first) <= params.care.maxGroup),
      )
      .map((c) => ({ c, column: c === first ? exists : scene.binary() }));
    return { period: p, first, exists, members, rooms: [], seats: [] };
  });
  for (const { members, exists } of groups)
    for (const { c, column } of members) {
      if (column !== exists) lp.atMost(Expr.of(column).add(exists, -1), 0);
      asMember.get(c)?.push({ column, load: new Expr() });
    }
  for (const c of here) {
    const options = asMember.get(c) as { column: number; load: Expr }[];
    const hosted = sumOf(options.map((o) => o.column));
    const whole = pupils.wholeClass(c, p);
    // left = those who are in no club and no whole-class session
    const left = new Expr(there(c)).plus(whole, -there(c)).plus(pupils.inClubs(c, p), -1);
    if (pupils.mostInClubs(c, p) < there(c)) lp.equal(new Expr().plus(hosted).plus(whole), 1);
    else {
      lp.atMost(new Expr().plus(hosted).plus(whole), 1);
      lp.atMost(new Expr().plus(left).plus(hosted, -there(c)), 0);
    }
    for (const option of options) {
      if (options.length === 1) option.load.plus(left);
      else {
        const load = scene.whole(there(c));
        option.load.add(load);
        lp.atLeast(Expr.of(load).plus(left, -1).add(option.column, -there(c)), -there(c));
      }
    }
  }
  const loadOf = (c: number, column: number) =>
    asMember.get(c)?.find((o) => o.column === column)?.load as Expr;
  for (const group of groups) {
    const headcount = new Expr();
    for (const { c, column } of group.members) headcount.plus(loadOf(c, column));
    const alone = there(group.first);
    const { maxGroup } = params.care;
    for (const { c, column } of group.members) {
      if (c === group.first) continue;
      const row = new Expr().plus(headcount);
      const slack = group.members.reduce((n, m) => n + there(m.c), 0) - maxGroup;
      if (alone > maxGroup && slack > 0) lp.atMost(row.add(column, slack), maxGroup + slack);
      else {
        lp.atMost(row, maxGroup);
        break;
      }
    }
    addRooms(scene, group, headcount, least(group.first));
    addAdults(
      scene,
      group,
      headcount,
      Math.min(
        Math.max(alone, maxGroup),
        group.members.reduce((n, m) => n + there(m.c), 0),
      ),
    );
    addPlaceCosts(scene, group);
  }
  return groups;
}

function addRooms(scene: PeerScene, group: GroupBlock, headcount: Expr, least: number): void {
  const { lp, model } = scene;
  const { rooms, time } = model;
  for (let room = 0; room < rooms.count; room++) {
    if (rooms.closed[room * time.spotCount + group.period] === 1) continue;
    if (rooms.seats[room] < least) continue;
    group.rooms.push({ room, column: scene.binary() });
  }
  lp.equal(sumOf(group.rooms.map((r) => r.column)).add(group.exists, -1), 0);
  const row = new Expr().plus(headcount);
  for (const { room, column } of group.rooms) row.add(column, -rooms.seats[room]);
  lp.atMost(row, 0);
}

function addAdults(scene: PeerScene, group: GroupBlock, headcount: Expr, most: number): void {
  const { lp, model } = scene;
  const { staff, time, params } = model;
  const { period, exists, members } = group;
  const perAdult = params.care.pupilsPerAdult;
  const adults =
    perAdult === undefined
      ? Expr.of(exists)
      : Expr.of(scene.whole(Math.max(1, Math.ceil(most / perAdult))));
  if (perAdult !== undefined) {
    lp.atLeast(new Expr().plus(adults, perAdult).plus(headcount, -1), 0);
    lp.atLeast(new Expr().plus(adults).add(exists, -1), 0);
  }
  const open = scene.whole(perAdult === undefined ? 1 : Math.max(1, Math.ceil(most / perAdult)));
  const row = Expr.of(open).plus(adults, -1);
  const load = time.spotLoad[period];
  scene.charge('posts', adults, load / 30);
  scene.chargeMedium('openSeat', Expr.of(open), 10);
  const isHomework = time.periods[period].segment === 'homework';
  const bySchool = new Expr();
  const outsiders: number[] = [];
  for (const person of rowOf(staff.kinds.staff, staff.careKind)) {
    if (staff.barred[person * time.spotCount + period] === 1) continue;
    const column = scene.binary();
    row.add(column);
    lp.atMost(Expr.of(column).add(exists, -1), 0);
    group.seats.push({ person, column });
    scene.posts[person].push({
      spot: period,
      column,
      load,
      dayMinutes: time.spotMinutes[period],
      isLeadOfClub: false,
    });
    if (staff.outsider[person] === 1) outsiders.push(column);
    else bySchool.add(column);
    if (!isHomework || !scene.has('ownTeacher')) continue;
    const knows = (c: number) => staff.knows[person * model.classCount + c] === 1;
    if (knows(group.first)) continue;
    const known = members.filter((m) => knows(m.c));
    if (known.length === 0) scene.charge('ownTeacher', Expr.of(column));
    else {
      const stranger = scene.binary();
      lp.atLeast(
        Expr.of(stranger)
          .add(column, -1)
          .plus(sumOf(known.map((m) => m.column))),
        0,
      );
      scene.charge('ownTeacher', Expr.of(stranger));
    }
  }
  lp.equal(row, 0);
  // An outsider alone is fine where one adult is enough.
  if (perAdult !== undefined && params.outsiderNeedsPartner)
    for (const column of outsiders) lp.atMost(Expr.of(column).plus(bySchool, -1).plus(adults), 2);
}

function addPlaceCosts(scene: PeerScene, group: GroupBlock): void {
  const { lp, model } = scene;
  const { classGrade, classHomeRoom } = model;
  if (scene.has('gradeSpread') && group.members.length > 1) {
    const grades = new Map<number, number>();
    for (const { c, column } of group.members) {
      if (classGrade[c] === classGrade[group.first]) continue;
      const grade = grades.get(classGrade[c]) ?? scene.binary();
      grades.set(classGrade[c], grade);
      lp.atMost(Expr.of(column).add(grade, -1), 0);
    }
    scene.charge('gradeSpread', sumOf([...grades.values()]));
  }
  for (const { c, column } of group.members) {
    const home = classHomeRoom[c];
    if (scene.has('ownRoom')) {
      const away = scene.binary();
      const row = Expr.of(away).add(column, -1);
      const own = group.rooms.find((r) => r.room === home);
      if (own) row.add(own.column);
      lp.atLeast(row, 0);
      scene.charge('ownRoom', Expr.of(away));
    }
    if (!scene.has('floorWalk') || classGrade[c] > 2) continue;
    const floors = group.rooms.map(({ room, column: at }) => ({
      at,
      by: floorsBetween(model, room, home),
    }));
    const most = Math.max(0, ...floors.map((f) => f.by));
    if (most === 0) continue;
    const walk = scene.whole(most);
    const row = Expr.of(walk).add(column, -most);
    for (const { at, by } of floors) row.add(at, -by);
    lp.atLeast(row, -most);
    scene.charge('floorWalk', Expr.of(walk));
  }
}

/** `careContinuity` and `careRoom`: who and which rooms a class meets over the week. */
function addStability(scene: PeerScene, groups: readonly GroupBlock[]): void {
  const { lp, model } = scene;
  const met = new Map<string, number>();
  const firsts = new Map<string, Set<number>>();
  const meet = (rule: string, c: number, what: string, one: number, member: number) => {
    if (!scene.has(rule)) return;
    const key = `${rule} ${c} ${what}`;
    const column = met.get(key) ?? scene.binary();
    met.set(key, column);
    const set = firsts.get(`${rule} ${c} ${what.split(' ')[0]}`) ?? new Set();
    firsts.set(`${rule} ${c} ${what.split(' ')[0]}`, set.add(column));
    lp.atMost(Expr.of(one).add(member).add(column, -1), 1);
  };
  for (const { period, members, rooms, seats } of groups) {
    const { segment } = model.time.periods[period];
    for (const { c, column } of members) {
      if (segment !== 'earlyArrival')
        for (const seat of seats)
          meet('careContinuity', c, `any ${seat.person}`, seat.column, column);
      if (segment === 'earlyArrival' || segment === 'lateCare')
        for (const { room, column: at } of rooms)
          meet('careRoom', c, `${segment} ${room}`, at, column);
    }
  }
  for (const [key, columns] of firsts) {
    // The first one is free.
    const beyond = scene.whole(columns.size);
    lp.atLeast(Expr.of(beyond).plus(sumOf([...columns]), -1), -1);
    scene.charge(key.split(' ')[0], Expr.of(beyond));
  }
}
