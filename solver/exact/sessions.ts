import { NO_ROOM, UNKNOWN_FLOOR } from '../model/rooms.ts';
import { ENROL_CHOICE, ENROL_CLASS, latestEndOf } from '../model/series.ts';
import { Expr } from './linear-model.ts';
import { chargeMedium, type Scene } from './scene.ts';

/** A set of spots that the sessions of a club may take together, and the column that says so. */
export interface Pattern {
  spots: readonly number[];
  column: number;
}

/** The sessions of one series in the relaxation. */
export interface SeriesBlock {
  /** Spots that are not ruled out. */
  spots: readonly number[];
  /** Sessions held at a spot. */
  at(spot: number): Expr;
  /** Most sessions at a spot. */
  most: number;
  /** 1 when the series is held; for choice series only. */
  held: Expr | undefined;
  /** Of a club with pupils by choice: where its sessions stand together. Absent: spot by spot. */
  patterns: readonly Pattern[] | undefined;
}

/** Beyond this a club is modelled spot by spot. */
const mostPatterns = 120;

/**
 * Which sessions are held, and when (`segmentFit`, `dayEnd`, `spread`, `openSession`,
 * `closedClub`, `floorWalk`; of `roomFit`, that some room could take the session).
 */
export function addSessions(scene: Scene): SeriesBlock[] {
  const blocks = scene.model.series.list.map((_, s) =>
    isPatterned(scene, s) ? addClub(scene, s) : addSpots(scene, s),
  );
  for (const [s, { spots, at }] of blocks.entries())
    for (const spot of spots) {
      const stairs = leastStairs(scene, s, spot);
      if (stairs > 0) scene.lp.charge('floorWalk', at(spot), scene.weight('floorWalk') * stairs);
    }
  return blocks;
}

/** Fewest floors that classes of the first grades walk to a whole-class session there. */
function leastStairs({ model, on }: Scene, s: number, spot: number): number {
  const { series, rooms, classGrade, classHomeRoom, time } = model;
  const kind = series.roomKind[s];
  if (series.enrol[s] !== ENROL_CLASS || kind === NO_ROOM || !on('roomFit')) return 0;
  const { start, items } = series.classes;
  const homes = Array.from(items.subarray(start[s], start[s + 1]))
    .filter((c) => classGrade[c] <= 2 && classHomeRoom[c] >= 0)
    .map((c) => rooms.floor[classHomeRoom[c]])
    .filter((floor) => floor !== UNKNOWN_FLOOR);
  let least = Number.POSITIVE_INFINITY;
  for (let k = rooms.kindRooms.start[kind]; k < rooms.kindRooms.start[kind + 1]; k++) {
    const room = rooms.kindRooms.items[k];
    if (rooms.closed[room * time.spotCount + spot] === 1) continue;
    const to = rooms.floor[room];
    if (to === UNKNOWN_FLOOR) return 0;
    least = Math.min(
      least,
      homes.reduce((sum, floor) => sum + Math.abs(floor - to), 0),
    );
  }
  return Number.isFinite(least) ? least : 0;
}

function addClub(scene: Scene, s: number): SeriesBlock {
  const { lp, model } = scene;
  const spots = spotsOf(scene, s);
  const patterns = patternsOf(scene, s, spots).map((list) => ({
    spots: list,
    column: lp.column(1, { integer: true }),
  }));
  const held = new Expr();
  const at = new Map(spots.map((spot) => [spot, new Expr()]));
  for (const { spots: list, column } of patterns) {
    held.add(column);
    for (const spot of list) at.get(spot)?.add(column);
    const short = model.series.should[s] - list.length;
    if (short > 0) chargeMedium(scene, 'openSession', column, 5 * short);
  }
  if (patterns.length > 1) lp.atMost(held, 1);
  chargeClosed(scene, held);
  return { spots, at: (spot) => at.get(spot) ?? new Expr(), most: 1, held, patterns };
}

function addSpots(scene: Scene, s: number): SeriesBlock {
  const { lp, model } = scene;
  const { series } = model;
  const should = series.should[s];
  const spots = spotsOf(scene, s);
  const perDay = mostADay(scene, s);
  const most = series.every[s] === 1 ? 1 : perDay;
  const columns = new Map(spots.map((spot) => [spot, lp.column(most, { integer: true })]));
  const sum = new Expr();
  for (const column of columns.values()) sum.add(column);
  const choice = series.enrol[s] === ENROL_CHOICE;
  let held: Expr | undefined;
  if (choice) {
    held = Expr.of(lp.column(1, { integer: true }));
    lp.atLeast(new Expr().plus(sum).plus(held, -1), 0);
    for (const column of columns.values()) lp.atMost(new Expr().add(column).plus(held, -most), 0);
    chargeClosed(scene, held);
  }
  if (should > 0) {
    // sessions + missing = should (times held, for a choice series)
    const all = new Expr().plus(sum);
    if (held) all.plus(held, -should);
    else all.constant = -should;
    const stands = scene.dutiesStand && series.isDuty[s] === 1 && series.every[s] === 1;
    if (scene.mayCost('openSession', 5) && !stands) {
      const missing = lp.column(should, { integer: true });
      all.add(missing);
      chargeMedium(scene, 'openSession', missing, 5);
    }
    lp.equal(all, 0);
  }
  for (const day of daysOf(scene, spots)) {
    if (day.length < 2) continue;
    const onDay = new Expr();
    for (const spot of day) onDay.add(columns.get(spot) as number);
    if (perDay < should) lp.atMost(onDay, perDay);
  }
  const at = (spot: number) => {
    const column = columns.get(spot);
    return column === undefined ? new Expr() : Expr.of(column);
  };
  return { spots, at, most, held, patterns: undefined };
}

function chargeClosed({ lp, weight }: Scene, held: Expr): void {
  lp.charge('closedClub', new Expr(1).plus(held, -1), weight('closedClub'));
}

/**
 * `spread`: of n sessions on at least min(minDays, n) days, no day has more than
 * max(1, should - minDays + 1).
 */
function mostADay({ model, on }: Scene, s: number): number {
  const { should, minDays } = model.series;
  if (!on('spread')) return Math.max(1, should[s]);
  return Math.max(1, should[s] - minDays[s] + 1);
}

/** Clubs that pupils choose, at most one session a day: patterns say it all. */
function isPatterned(scene: Scene, s: number): boolean {
  const { series } = scene.model;
  if (series.enrol[s] !== ENROL_CHOICE || series.fixed[s] === 1) return false;
  if (mostADay(scene, s) > 1 || series.every[s] === 1 || series.should[s] === 0) return false;
  let count = 1;
  for (const day of daysOf(scene, spotsOf(scene, s))) count *= day.length + 1;
  return count <= mostPatterns;
}

/** Sets of spots on different days: as many as asked for, fewer only where medium allows it. */
function patternsOf(scene: Scene, s: number, spots: readonly number[]): number[][] {
  const should = scene.model.series.should[s];
  let sets: number[][] = [[]];
  for (const day of daysOf(scene, spots))
    sets = sets.flatMap((set) => [set, ...day.map((spot) => [...set, spot])]);
  return sets.filter(
    ({ length }) =>
      length > 0 && length <= should && scene.mayCost('openSession', 5 * (should - length)),
  );
}

function daysOf({ model }: Scene, spots: readonly number[]): number[][] {
  const days = new Map<number, number[]>();
  for (const spot of spots) {
    const day = model.time.spotDay[spot];
    const list = days.get(day);
    if (list) list.push(spot);
    else days.set(day, [spot]);
  }
  return [...days.values()];
}

/** Spots at which a session of the series can be in a plan without breaking a hard rule. */
function spotsOf(scene: Scene, s: number): number[] {
  const { series } = scene.model;
  const spots = [...scene.model.time.spotsOf(series.list[s].activity)];
  if (series.should[s] === 0 || cannotBeHeld(scene, s)) return [];
  return spots.filter((spot) => endsInTime(scene, s, spot) && hasRoom(scene, s, spot));
}

/** A known group smaller than the least size is a violation in each of its sessions. */
function cannotBeHeld({ model: { series }, on }: Scene, s: number): boolean {
  return (
    series.enrol[s] === ENROL_CHOICE &&
    series.fixed[s] === 1 &&
    on('groupSize') &&
    series.fixedTotal[s] < series.sizeMin[s]
  );
}

/** Fewest pupils that a session there can have. */
export function leastPupils({ model, on }: Scene, s: number, spot: number): number {
  const { series, attendance, time } = model;
  if (series.enrol[s] === ENROL_CHOICE) {
    if (series.fixed[s] === 1) return series.fixedTotal[s];
    return on('groupSize') ? series.sizeMin[s] : 0;
  }
  if (series.enrol[s] !== ENROL_CLASS) return 0;
  let least = Number.POSITIVE_INFINITY;
  for (const p of periodsOf(time, spot)) {
    let sum = 0;
    for (let k = series.classes.start[s]; k < series.classes.start[s + 1]; k++)
      sum += attendance[series.classes.items[k] * time.periodCount + p];
    least = Math.min(least, sum);
  }
  return Number.isFinite(least) ? least : 0;
}

function endsInTime(scene: Scene, s: number, spot: number): boolean {
  const { model, on } = scene;
  if (!on('dayEnd') || leastPupils(scene, s, spot) === 0) return true;
  const { series } = model;
  // Which classes come to a club is open: it is out of the question only if it is for all of them.
  const ends: number[] = [];
  for (let k = series.classes.start[s]; k < series.classes.start[s + 1]; k++)
    ends.push(latestEndOf(model.index, model.classGrade[series.classes.items[k]]));
  if (ends.length === 0) return true;
  const latest = series.enrol[s] === ENROL_CHOICE ? Math.max(...ends) : Math.min(...ends);
  return periodsOf(model.time, spot).every((p) => isInDay(scene, p, latest));
}

/** Whether pupils who must be out by `latest` may be in a period. */
export function isInDay({ model }: Scene, p: number, latest: number): boolean {
  const earliest = model.index.params.earliestStartMinute;
  const { spotEnd, spotEarly, spotStart } = model.time;
  if (spotEnd[p] > latest) return false;
  return earliest === undefined || spotEarly[p] === 1 || spotStart[p] >= earliest;
}

function hasRoom(scene: Scene, s: number, spot: number): boolean {
  if (!scene.on('roomFit')) return true;
  const kind = scene.model.series.roomKind[s];
  if (kind === NO_ROOM) return true;
  return mostSeats(scene, s, spot) >= Math.max(0, leastPupils(scene, s, spot));
}

/** Seats of the largest room that may take a session there; -1 without any. */
export function mostSeats({ model }: Scene, s: number, spot: number): number {
  const { rooms, series, time } = model;
  const kind = series.roomKind[s];
  if (kind === NO_ROOM) return Number.POSITIVE_INFINITY;
  let most = -1;
  for (let k = rooms.kindRooms.start[kind]; k < rooms.kindRooms.start[kind + 1]; k++) {
    const room = rooms.kindRooms.items[k];
    if (rooms.closed[room * time.spotCount + spot] === 1) continue;
    most = Math.max(most, rooms.seats[room]);
  }
  return most;
}

/** The periods of a spot. */
export function periodsOf(time: Scene['model']['time'], spot: number): number[] {
  const { start, items } = time.spotPeriods;
  return Array.from(items.subarray(start[spot], start[spot + 1]));
}

/** Sessions of whole classes that host class c in period p. */
export function wholeClassTable(
  { model }: Scene,
  sessions: readonly SeriesBlock[],
): (c: number, p: number) => Expr {
  const { series, time, classCount } = model;
  const table = Array.from({ length: classCount * time.periodCount }, () => new Expr());
  sessions.forEach((block, s) => {
    if (series.enrol[s] !== ENROL_CLASS) return;
    for (const spot of block.spots)
      for (const p of periodsOf(time, spot))
        for (let k = series.classes.start[s]; k < series.classes.start[s + 1]; k++)
          table[series.classes.items[k] * time.periodCount + p].plus(block.at(spot));
  });
  return (c, p) => table[c * time.periodCount + p];
}
