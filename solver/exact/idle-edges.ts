import { clashing, dayRelief, gapsOf, isLateStart, mostShort } from './day-cost.ts';
import { Expr } from './linear-model.ts';
import type { Token } from './links.ts';
import type { Scene } from './scene.ts';
import type { Booked } from './seats.ts';

/** Days that are made late by care without pupils, of one person: which, and the minutes of it. */
export interface IdleLate {
  minutes: Expr;
}

/** One way in which a set of posts becomes a late evening by care without pupils. */
interface Way {
  /** Load of the windows that are sat in. */
  minutes: number;
  /** What the day costs more than the set is charged, `posts` aside. */
  cost: number;
  /** Whether a post of a few minutes is needed besides. */
  needsShort: boolean;
}

/**
 * Lets one person sit in care without pupils in a late duty window of a day on which no post is
 * late, so that the day counts as a late evening. For each set of posts without a late one, the
 * ways to do so are found: windows and posts of a few minutes that the person has besides. With
 * x[way], summed over sets that have this way at this cost and with these minutes:
 *
 *   - x[way] <= sets that have it; Σ x <= sets without a late post; Σ x + late <= 1;
 *   - Σ of those that need a short post <= seats in short posts; Σ minutes · x <= idle minutes.
 *
 * A way that costs no less, takes no fewer minutes and needs no less than another is left out.
 */
export function addIdleEdge(
  scene: Scene,
  waysOf: (tokens: readonly Token[]) => readonly Way[],
  sets: readonly { column: number; tokens: readonly Token[] }[],
  short: readonly Booked[],
  late: Expr | undefined,
  taken: IdleLate,
): Expr {
  const { lp } = scene;
  const groups = new Map<string, { way: Way; columns: Expr }>();
  const all = new Expr();
  for (const { column, tokens } of sets) {
    const ways = waysOf(tokens);
    if (ways.length > 0) all.add(column, -1);
    for (const way of ways) {
      const key = `${way.minutes} ${way.cost.toFixed(6)} ${way.needsShort}`;
      const group = groups.get(key) ?? { way, columns: new Expr() };
      groups.set(key, group);
      // Of costs that are the same but for rounding, the least counts.
      if (way.cost < group.way.cost) group.way = way;
      group.columns.add(column, -1);
    }
  }
  const edge = new Expr();
  const helped = new Expr();
  for (const { way, columns } of groups.values()) {
    const column = lp.column(1);
    edge.add(column);
    lp.atMost(Expr.of(column).plus(columns), 0);
    lp.charge('idleGap', Expr.of(column), way.cost);
    taken.minutes.add(column, way.minutes);
    if (way.needsShort) helped.add(column);
  }
  if (edge.isConstant) return edge;
  if (groups.size > 1) lp.atMost(new Expr().plus(edge).plus(all), 0);
  if (late !== undefined) lp.atMost(new Expr().plus(edge).plus(late), 1);
  if (!helped.isConstant) {
    for (const { seated } of short) helped.plus(seated, -1);
    lp.atMost(helped, 0);
  }
  return edge;
}

/** Late duty windows among these. */
export function lateWindows({ model: { time } }: Scene, idleSpots: readonly number[]): number[] {
  return idleSpots.filter((spot) => time.spotLate[spot] === 1);
}

/** The load of the shortest late duty window among these. */
export function leastLoad(scene: Scene, idleSpots: readonly number[]): number {
  const { spotLoad } = scene.model.time;
  return Math.min(...lateWindows(scene, idleSpots).map((spot) => spotLoad[spot]));
}

/**
 * The ways of a set of posts: what it costs by `idleGap` and `longDay` with windows and short posts
 * besides (and by `lateStart` where there is no other post), less what the set is charged once all
 * that these can spare it is spared.
 */
export function idleWays(
  scene: Scene,
  t: number,
  d: number,
  shortSpots: readonly number[],
  idleSpots: readonly number[],
): (tokens: readonly Token[]) => Way[] {
  const { model, weight } = scene;
  const { time, params } = model;
  const spots = [...new Set([...shortSpots, ...idleSpots])];
  const windows = lateWindows(scene, idleSpots);
  if (windows.length === 0) return () => [];
  const isLate = ({ spot }: Token) => time.spotLate[spot] === 1;
  const reliefOf = dayRelief(scene, t, d, spots);
  if (reliefOf === undefined || spots.length > mostShort) {
    const minutes = leastLoad(scene, idleSpots);
    return (tokens) => (tokens.some(isLate) ? [] : [{ minutes, cost: 0, needsShort: false }]);
  }
  const long = (minutes: number) =>
    (weight('longDay') * Math.max(0, minutes - params.rest.dutyMinutes)) / 30;
  const choices = mixes(scene, spots, new Set(shortSpots), new Set(idleSpots));
  const bare = (all: readonly number[]) =>
    weight('lateStart') * isLateStart(scene, d, all) + weight('idleGap') * gapsOf(scene, t, d, all);
  const leastBare = Math.min(
    ...subsets(spots)
      .filter((all) => all.length > 0 && !clashing(scene, all))
      .map(bare),
  );
  return (tokens) => {
    if (tokens.some(isLate)) return [];
    const own = tokens.map(({ spot }) => spot);
    const worked = tokens.reduce((sum, token) => sum + token.longMinutes, 0);
    const charged =
      own.length === 0
        ? leastBare
        : weight('idleGap') * gapsOf(scene, t, d, own) - reliefOf(tokens).idleGap;
    const ways: Way[] = [];
    for (const { extra, idleLoad, idleMinutes, needsShort } of choices) {
      const all = [...own, ...extra];
      if (clashing(scene, all)) continue;
      const day = own.length === 0 ? bare(all) : weight('idleGap') * gapsOf(scene, t, d, all);
      const cost = day - charged + long(worked + idleMinutes) - long(worked);
      ways.push({ minutes: idleLoad, cost: Math.max(0, cost), needsShort });
    }
    return ways.filter((way, i) => !ways.some((other, j) => beats(other, way, j < i)));
  };
}

/** Whether a way leaves no reason for another; of equals the first stays. */
function beats(a: Way, b: Way, isFirst: boolean): boolean {
  if (a.minutes > b.minutes || a.cost > b.cost || (a.needsShort && !b.needsShort)) return false;
  const isEqual = a.minutes === b.minutes && a.cost === b.cost && a.needsShort === b.needsShort;
  return !isEqual || isFirst;
}

interface Mix {
  extra: number[];
  idleLoad: number;
  idleMinutes: number;
  needsShort: boolean;
}

/** Each spot is left alone, sat in without pupils, or a short post: with a late window and no late post. */
function mixes(
  { model: { time } }: Scene,
  spots: readonly number[],
  short: ReadonlySet<number>,
  idle: ReadonlySet<number>,
): Mix[] {
  let list: (Mix & { isLate: boolean })[] = [
    { extra: [], idleLoad: 0, idleMinutes: 0, needsShort: false, isLate: false },
  ];
  for (const spot of spots) {
    const isLate = time.spotLate[spot] === 1;
    const grown = list.flatMap((mix) => {
      const extra = [...mix.extra, spot];
      const sat = {
        ...mix,
        extra,
        idleLoad: mix.idleLoad + time.spotLoad[spot],
        idleMinutes: mix.idleMinutes + time.spotMinutes[spot],
        isLate: mix.isLate || isLate,
      };
      const posted = { ...mix, extra, needsShort: true };
      return [...(idle.has(spot) ? [sat] : []), ...(short.has(spot) && !isLate ? [posted] : [])];
    });
    list = [...list, ...grown];
  }
  return list.filter(({ isLate }) => isLate);
}

function subsets(spots: readonly number[]): number[][] {
  let list: number[][] = [[]];
  for (const spot of spots) list = [...list, ...list.map((one) => [...one, spot])];
  return list;
}
