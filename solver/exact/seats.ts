import { adultsFor, type CareBlock } from './care-group.ts';
import { Expr } from './linear-model.ts';
import type { Link, Token } from './links.ts';
import { chargeMedium, type Scene } from './scene.ts';
import { canSit, tokenOf } from './seat-load.ts';
import { leastPupils, type SeriesBlock } from './sessions.ts';
import { linkCare, linkSession } from './week-posts.ts';

/** The columns that seat one person in a token. */
export interface Booked {
  token: Token;
  seated: Expr;
}

/** person -> token key -> what seats them there */
export type Seating = Map<string, Booked>[];

/** Seats of one kind in one token, to be filled by people. */
interface Demand {
  token: Token;
  kind: number;
  need: Expr;
  /** Seats whose people should know the class (`ownTeacher`): how many each class may own. */
  own: Map<number, Expr> | undefined;
  /** Classes whose people know some session there for nothing. */
  free: Set<number>;
  links: Link[];
}

/**
 * Who sits where (`staffQualified`, `staffAvailable`, `sameLead`, `openSeat`, `openAssistant`,
 * `ownTeacher`, `avoidTime`): every seat that is not open has one person who may take it.
 */
export function addSeats(
  scene: Scene,
  sessions: readonly SeriesBlock[],
  care: readonly CareBlock[],
): Seating {
  const seating: Seating = scene.problem.staff.map(() => new Map());
  const demands = new Map<string, Demand>();
  addCareDemands(scene, care, demands);
  sessions.forEach((block, s) => {
    if (block.spots.length > 0) addSessionDemands(scene, s, block, demands, seating);
  });
  for (const demand of demands.values()) fill(scene, demand, seating);
  addClubLimits(scene);
  return seating;
}

function demandOf(demands: Map<string, Demand>, token: Token, kind: number, owner: string): Demand {
  const key = `${token.key} ${kind} ${owner}`;
  let demand = demands.get(key);
  if (demand === undefined) {
    demand = { token, kind, need: new Expr(), own: undefined, free: new Set(), links: [] };
    demands.set(key, demand);
  }
  return demand;
}

function addCareDemands(
  scene: Scene,
  care: readonly CareBlock[],
  demands: Map<string, Demand>,
): void {
  const { lp, model } = scene;
  const { time, staff } = model;
  for (let p = 0; p < time.periodCount; p++) {
    if (time.duty[p] === 1) continue;
    const token = tokenOf(scene, -1, p);
    const demand = demandOf(demands, token, staff.careKind, 'care');
    const blocks = care.filter((block) => block.period === p);
    for (const { seats } of blocks) demand.need.plus(seats);
    for (const block of blocks) demand.links.push(...linkCare(scene, block));
    // A care session without pupils breaks no rule, and its load may even out somebody's.
    const idle = lp.column(staff.count, { integer: true });
    lp.charge('posts', Expr.of(idle), (scene.weight('posts') * token.load) / 30);
    scene.idleCost.add(idle, (scene.weight('posts') * token.load) / 30);
    demand.need.add(idle);
    if (scene.mayCost('openSeat', 10)) {
      const open = lp.column(staff.count + model.classCount * 1000);
      chargeMedium(scene, 'openSeat', open, 10);
      demand.need.add(open, -1);
    }
    if (scene.weight('ownTeacher') === 0 || time.periods[p].segment !== 'homework') continue;
    demand.own = new Map();
    const merged = adultsFor(scene, model.params.care.maxGroup);
    for (const { classes } of blocks)
      for (const { c, hosted, attendance } of classes) {
        const most = Math.max(merged, adultsFor(scene, attendance));
        demand.own.set(c, new Expr().plus(hosted, most));
      }
    // A class without pupils may be named in any group.
    for (let c = 0; c < model.classCount; c++) if (!demand.own.has(c)) demand.free.add(c);
  }
}

function addSessionDemands(
  scene: Scene,
  s: number,
  block: SeriesBlock,
  demands: Map<string, Demand>,
  seating: Seating,
): void {
  const { lp, model } = scene;
  const { series, staff } = model;
  const { activity, forKey } = series.list[s];
  const together = series.sameLead[s] === 1 && series.leadSeats[s] === 1 && scene.on('sameLead');
  const seats = activity.seats.reduce((n, spec) => n + (spec.count ?? 1), 0);
  for (const spot of block.spots) {
    const token = tokenOf(scene, s, spot);
    lp.charge('posts', block.at(spot), (scene.weight('posts') * seats * token.load) / 30);
    for (const spec of activity.seats) {
      const count = spec.count ?? 1;
      if (count === 0 || (spec.role === 'lead' && together)) continue;
      const isOwn =
        spec.role === 'lead' && activity.forEach === 'class' && scene.weight('ownTeacher') > 0;
      const owner = isOwn ? activity.id : '';
      const demand = demandOf(demands, token, staff.kindOf(spec), owner);
      const price = openPrice(scene, s, spot, spec.role);
      const need = new Expr()
        .plus(block.at(spot), count)
        .plus(openSeats(scene, price, count * block.most), -1);
      demand.need.plus(need);
      demand.links.push(linkSession(scene, s, spot, spec, need));
      if (!isOwn) continue;
      demand.own ??= new Map();
      const c = model.problem.classes.findIndex(({ id }) => id === forKey);
      const mine = demand.own.get(c) ?? new Expr();
      demand.own.set(c, mine.plus(block.at(spot), count));
    }
  }
  if (together) seatLeads(scene, s, block, seating);
}

/**
 * The least medium cost of an open seat: 10 on duty and where it leaves pupils without anybody,
 * 3 for another lead, and 0 for the others, which cost softly unless nobody sits in the session.
 */
function openPrice(scene: Scene, s: number, spot: number, role: string): number {
  const { series } = scene.model;
  const seats = series.list[s].activity.seats.reduce((n, { count }) => n + (count ?? 1), 0);
  if (series.isDuty[s] === 1) return 10;
  if (seats === 1 && leastPupils(scene, s, spot) > 0) return 10;
  return role === 'lead' ? 3 : 0;
}

/** Columns for seats that stay open, as far as medium allows it. */
function openSeats(scene: Scene, price: number, most: number): Expr {
  const { lp } = scene;
  const open = new Expr();
  const add = (medium: number, soft: number) => {
    if (medium > 0 && !scene.mayCost('openSeat', medium)) return;
    const column = lp.column(most);
    open.add(column);
    if (medium > 0) chargeMedium(scene, 'openSeat', column, medium);
    if (soft > 0) lp.charge('openAssistant', Expr.of(column), soft);
  };
  if (price > 0) add(price, 0);
  else {
    // Where nobody sits, also with the rule off: then it costs nothing at all.
    add(10, 0);
    add(0, scene.weight('openAssistant'));
  }
  return open;
}

/** One person leads every session of the series that has a lead. */
function seatLeads(scene: Scene, s: number, block: SeriesBlock, seating: Seating): void {
  const { lp, model } = scene;
  const { series, staff } = model;
  const spec = series.list[s].activity.seats.find(
    ({ role, count }) => role === 'lead' && count !== 0,
  );
  if (spec === undefined) return;
  const kind = staff.kindOf(spec);
  const mayBeOpen = scene.mayCost('openSeat', series.isDuty[s] === 1 ? 10 : 3);
  const perPerson = clubLimits(scene, s);
  if (block.patterns !== undefined && !mayBeOpen) {
    for (const { spots, column } of block.patterns) {
      const leads = Expr.of(column, -1);
      for (let t = 0; t < staff.count; t++) {
        if (!spots.every((spot) => canSit(scene, t, kind, spot))) continue;
        const lead = lp.column(1);
        leads.add(lead);
        perPerson(t)?.add(lead);
        for (const spot of spots) sit(scene, seating, t, tokenOf(scene, s, spot), Expr.of(lead));
      }
      lp.equal(leads, 0);
    }
    for (const spot of block.spots) linkSession(scene, s, spot, spec, block.at(spot));
    return;
  }
  const chosen = new Expr();
  const filled = new Map(block.spots.map((spot) => [spot, new Expr().plus(block.at(spot), -1)]));
  for (let t = 0; t < staff.count; t++) {
    const spots = block.spots.filter((spot) => canSit(scene, t, kind, spot));
    if (spots.length === 0) continue;
    const lead = lp.column(1);
    chosen.add(lead);
    perPerson(t)?.add(lead);
    for (const spot of spots) {
      const seat = lp.column(1);
      lp.atMost(Expr.of(seat).add(lead, -1), 0);
      filled.get(spot)?.add(seat);
      sit(scene, seating, t, tokenOf(scene, s, spot), Expr.of(seat));
    }
  }
  lp.atMost(chosen, 1);
  for (const [spot, expr] of filled) {
    const open = openSeats(scene, openPrice(scene, s, spot, 'lead'), block.most);
    lp.equal(expr.plus(open), 0);
    const need = new Expr().plus(block.at(spot)).plus(open, -1);
    linkSession(scene, s, spot, spec, need).row = lp.rows - 1;
  }
}

/**
 * Where a lead of this series counts for the person's limit of clubs. Series of one activity
 * count as one club: of a club with several only the first is counted.
 */
function clubLimits(scene: Scene, s: number): (t: number) => Expr | undefined {
  const { clubIndex } = scene.model.series;
  if (clubIndex[s] < 0 || clubIndex.indexOf(clubIndex[s]) < s) return () => undefined;
  return (t) => scene.clubsLed[t];
}

/** `staffLimit`: clubs led. */
function addClubLimits({ lp, model, on, clubsLed }: Scene): void {
  if (!on('staffLimit')) return;
  for (const [t, led] of clubsLed.entries())
    if (led.cols.length > model.staff.maxClubs[t]) lp.atMost(led, model.staff.maxClubs[t]);
}

/** Books a person in a token. */
function sit(scene: Scene, seating: Seating, t: number, token: Token, seated: Expr): void {
  const { staff, time } = scene.model;
  if (staff.avoids[t * time.spotCount + token.spot] === 1)
    scene.lp.charge('avoidTime', seated, scene.weight('avoidTime'));
  const own = seating[t].get(token.key);
  if (own) own.seated.plus(seated);
  else seating[t].set(token.key, { token, seated: new Expr().plus(seated) });
}

function fill(scene: Scene, demand: Demand, seating: Seating): void {
  const { lp, model } = scene;
  const { staff, classCount } = model;
  const seated = new Expr();
  const owned = new Map([...(demand.own ?? [])].map(([c, most]) => [c, new Expr().plus(most, -1)]));
  for (let t = 0; t < staff.count; t++) {
    if (!canSit(scene, t, demand.kind, demand.token.spot)) continue;
    const column = lp.column(1);
    seated.add(column);
    sit(scene, seating, t, demand.token, Expr.of(column));
    if (demand.own === undefined) continue;
    const known: number[] = [];
    for (let c = 0; c < classCount; c++) if (staff.knows[t * classCount + c] === 1) known.push(c);
    if (known.some((c) => demand.free.has(c))) continue;
    // The person costs, unless a class that they know is theirs here.
    const stranger = Expr.of(column);
    const mine = new Expr();
    for (const c of known) {
      const expr = owned.get(c);
      if (expr === undefined) continue;
      const own = lp.column(1);
      expr.add(own);
      mine.add(own);
      stranger.add(own, -1);
    }
    if (!mine.isConstant) lp.atMost(new Expr().plus(mine).add(column, -1), 0);
    lp.charge('ownTeacher', stranger, scene.weight('ownTeacher'));
  }
  for (const expr of owned.values()) if (expr.cols.length > 0) lp.atMost(expr, 0);
  for (const link of demand.links) link.row = lp.rows;
  lp.equal(seated.plus(demand.need, -1), 0);
}
