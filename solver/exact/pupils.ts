import { ENROL_CHOICE, latestEndOf } from '../model/series.ts';
import { placementCost, pupilFactor } from '../rules/choice.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';
import { isInDay, mostSeats, periodsOf, type SeriesBlock } from './sessions.ts';

/** Pupils of each class in clubs of their choice. */
export interface PupilBlock {
  /** Pupils of class c who are in a club of their choice in period p. */
  inClubs(c: number, p: number): Expr;
  /** Pupils of class c who may be in one there at all. */
  mayBeInClubs(c: number, p: number): number;
  /** The same pupil by pupil: whether each of those who may be is in a club then. */
  eachInClubs(c: number, p: number): readonly Expr[];
}

/** A wish that can be granted: whether it is, and in which periods the pupil is in the club then. */
export interface Wish {
  /** Place in the pupil's choices, from 1. */
  rank: number;
  granted: Expr;
  during: Map<number, Expr>;
  /** The periods of each way in which the club can meet and the pupil come; absent: any way. */
  ways?: readonly (readonly number[])[] | undefined;
}

/** Beyond so many sets of clubs a pupil's cost is only: something, or nothing. */
const mostSets = 64;

/**
 * Pupils and their wishes (`choice`, `audience`, `pupilLeave`, `coverage`; of `groupSize` the
 * sizes of clubs). Each set of clubs that a pupil may have is a column with its exact cost.
 */
export function addPupils(
  scene: Scene,
  sessions: readonly SeriesBlock[],
  wholeClass: (c: number, p: number) => Expr,
): PupilBlock {
  const { lp, model } = scene;
  const { pupils, time } = model;
  const rosters = sessions.map((block) => new Roster(scene, block));
  const cells = new Map<number, { sum: Expr; each: Expr[] }>();
  const weight = scene.weight('choice');
  scene.problem.students?.forEach((student, i) => {
    const c = pupils.classOf[i];
    const wishes: Wish[] = [];
    student.choices?.forEach((activityId, r) => {
      const found = model.index.seriesOf(activityId, student.classId);
      const s = found === undefined ? -1 : model.series.list.indexOf(found);
      if (s < 0 || model.series.enrol[s] !== ENROL_CHOICE) return;
      const wish = grant(scene, i, s, r + 1, sessions[s], rosters[s]);
      if (wish !== undefined) wishes.push(wish);
    });
    addChoice(scene, i, wishes, weight * pupilFactor(student));
    const during = new Map<number, Expr>();
    for (const wish of wishes)
      for (const [p, expr] of wish.during) {
        const sum = during.get(p);
        if (sum === undefined) during.set(p, new Expr().plus(expr));
        else sum.plus(expr);
      }
    for (const [p, expr] of during) {
      const taken = wholeClass(c, p);
      // At most one club at a time, and none while the whole class is elsewhere.
      const several = wishes.filter((w) => w.during.has(p)).length > 1 && pupils.maxClubs[i] > 1;
      if (several || !taken.isConstant) lp.atMost(new Expr().plus(expr).plus(taken), 1);
      const cell = cells.get(c * time.periodCount + p) ?? { sum: new Expr(), each: [] };
      cell.sum.plus(expr);
      cell.each.push(expr);
      cells.set(c * time.periodCount + p, cell);
    }
  });
  for (const [s, roster] of rosters.entries()) roster.close(s);
  return {
    inClubs: (c, p) => cells.get(c * time.periodCount + p)?.sum ?? new Expr(),
    mayBeInClubs: (c, p) => cells.get(c * time.periodCount + p)?.each.length ?? 0,
    eachInClubs: (c, p) => cells.get(c * time.periodCount + p)?.each ?? [],
  };
}

/** Who comes to one club, pattern by pattern (or spot by spot), and its least and largest size. */
export class Roster {
  private readonly scene: Scene;
  private readonly block: SeriesBlock;
  /** Pupils of each pattern, in the order of the block's patterns. */
  readonly byPattern: Expr[];
  readonly all = new Expr();

  constructor(scene: Scene, block: SeriesBlock) {
    this.scene = scene;
    this.block = block;
    this.byPattern = block.patterns?.map(() => new Expr()) ?? [];
  }

  close(s: number): void {
    const { lp, model, on } = this.scene;
    const { series } = model;
    if (series.enrol[s] !== ENROL_CHOICE || series.fixed[s] === 1) return;
    const least = on('groupSize') ? series.sizeMin[s] : 0;
    const most = (spots: readonly number[]) => mostPupils(this.scene, s, spots);
    this.block.patterns?.forEach(({ spots, column }, k) => {
      const come = this.byPattern[k];
      const cap = Math.min(most(spots), this.comers(come));
      // Pupils who come <= cap if the pattern is taken, >= least if it is.
      lp.atMost(new Expr().plus(come).add(column, -cap), 0);
      if (least > 0) lp.atLeast(new Expr().plus(come).add(column, -least), 0);
    });
    if (this.block.patterns !== undefined || this.block.held === undefined) return;
    const cap = Math.min(
      Math.max(0, ...this.block.spots.map((spot) => most([spot]))),
      this.comers(this.all),
    );
    lp.atMost(new Expr().plus(this.all).plus(this.block.held, -cap), 0);
    if (least > 0) lp.atLeast(new Expr().plus(this.all).plus(this.block.held, -least), 0);
  }

  /** All pupils who might come. */
  private comers(come: Expr): number {
    return come.cols.reduce((sum, column) => sum + this.scene.lp.upperOf(column), 0);
  }
}

/** Most pupils of a club whose sessions are all at these spots. */
export function mostPupils(scene: Scene, s: number, spots: readonly number[]): number {
  return Math.min(
    scene.on('groupSize') ? scene.model.series.sizeMax[s] : Number.POSITIVE_INFINITY,
    ...(scene.on('roomFit') ? spots.map((spot) => mostSeats(scene, s, spot)) : []),
  );
}

function grant(
  scene: Scene,
  i: number,
  s: number,
  rank: number,
  block: SeriesBlock,
  roster: Roster,
): Wish | undefined {
  const { lp, model } = scene;
  if (block.held === undefined || block.spots.length === 0) return undefined;
  const granted = new Expr();
  const during = new Map<number, Expr>();
  if (model.series.fixed[s] === 1) {
    // The pupils of the group are known: to be placed beside them costs no place and no time.
    const x = lp.column(1);
    granted.add(x);
    lp.atMost(Expr.of(x).plus(block.held, -1), 0);
    return { rank, granted, during };
  }
  const enter = (spot: number, column: number) => {
    for (const p of periodsOf(model.time, spot)) {
      const sum = during.get(p);
      if (sum === undefined) during.set(p, Expr.of(column));
      else sum.add(column);
    }
  };
  if (block.patterns !== undefined) {
    block.patterns.forEach(({ spots, column }, k) => {
      if (!spots.every((spot) => canCome(scene, i, spot))) return;
      const x = lp.column(1);
      granted.add(x);
      roster.byPattern[k].add(x);
      lp.atMost(Expr.of(x).add(column, -1), 0);
      for (const spot of spots) enter(spot, x);
    });
    const ways = waysToCome(scene, i, block);
    return granted.isConstant ? undefined : { rank, granted, during, ways };
  }
  const x = lp.column(1);
  granted.add(x);
  roster.all.add(x);
  lp.atMost(Expr.of(x).plus(block.held, -1), 0);
  const sum = Expr.of(x, -1);
  for (const spot of block.spots) {
    if (!canCome(scene, i, spot)) {
      // A session there shuts the pupil out; block.most sessions may stand in one spot.
      const shut = new Expr().plus(block.at(spot), 1 / block.most).add(x);
      lp.atMost(shut, 1);
      continue;
    }
    const there = lp.column(1);
    lp.atMost(Expr.of(there).plus(block.at(spot), -1), 0);
    lp.atMost(Expr.of(there).add(x, -1), 0);
    sum.add(there);
    enter(spot, there);
  }
  // Whoever is granted the wish is in some session.
  lp.atLeast(sum, 0);
  return { rank, granted, during };
}

/** The periods of each set of spots at which the club may meet and the pupil can always come. */
export function waysToCome(
  scene: Scene,
  i: number,
  { patterns }: SeriesBlock,
): readonly (readonly number[])[] | undefined {
  return patterns
    ?.filter(({ spots }) => spots.every((spot) => canCome(scene, i, spot)))
    .map(({ spots }) => spots.flatMap((spot) => periodsOf(scene.model.time, spot)));
}

/** Whether these clubs can meet so that a pupil who has them all is in one at a time. */
function fitTogether(wishes: readonly Wish[], taken: ReadonlySet<number> = new Set()): boolean {
  const [first, ...rest] = wishes;
  if (first === undefined) return true;
  if (first.ways === undefined) return fitTogether(rest, taken);
  return first.ways.some(
    (way) =>
      way.every((p) => !taken.has(p)) &&
      (rest.length === 0 || fitTogether(rest, new Set([...taken, ...way]))),
  );
}

/** Present in every period of the spot, and not beyond the end of their day. */
export function canCome(scene: Scene, i: number, spot: number): boolean {
  const { model, on } = scene;
  const { pupils, time } = model;
  const latest = latestEndOf(model.index, model.classGrade[pupils.classOf[i]]);
  return periodsOf(time, spot).every(
    (p) =>
      pupils.present[i * time.periodCount + p] === 1 &&
      (!on('dayEnd') || isInDay(scene, p, latest)),
  );
}

/** The pupil's cost, set of clubs by set of clubs. */
export function addChoice(scene: Scene, i: number, wishes: readonly Wish[], weight: number): void {
  const { lp, model } = scene;
  const { maxClubs, wanted } = model.pupils;
  const costOf = (ranks: readonly number[]) => {
    let cost = 0;
    for (let j = 1; j <= wanted[i]; j++) cost += placementCost(j, ranks[j - 1]);
    return cost * weight;
  };
  const none = costOf([]);
  const total = new Expr();
  for (const { granted } of wishes) total.plus(granted);
  if (maxClubs[i] === 0 || wishes.length === 0) {
    if (!total.isConstant) lp.atMost(total, 0);
    lp.charge('choice', new Expr(none));
    return;
  }
  if (maxClubs[i] === 1 || wishes.length === 1) {
    lp.atMost(total, 1);
    lp.charge('choice', new Expr(none));
    for (const { rank, granted } of wishes) lp.charge('choice', granted, costOf([rank]) - none);
    return;
  }
  // Clubs that cannot meet at different times of this pupil are never had together (`coverage`).
  const sets = setsUpTo(wishes.length, maxClubs[i])?.filter((set) =>
    fitTogether(set.map((w) => wishes[w])),
  );
  if (sets === undefined) {
    const any = lp.column(1);
    lp.atMost(total, maxClubs[i]);
    lp.atMost(Expr.of(any).plus(total, -1), 0);
    lp.charge('choice', new Expr(none).add(any, -none));
    return;
  }
  // One set at most; each wish is granted as often as the sets with it are chosen.
  const chosen = new Expr();
  const of = wishes.map(({ granted }) => new Expr().plus(granted, -1));
  lp.charge('choice', new Expr(none));
  for (const set of sets) {
    const column = lp.column(1);
    chosen.add(column);
    for (const w of set) of[w].add(column);
    lp.charge('choice', Expr.of(column), costOf(set.map((w) => wishes[w].rank)) - none);
  }
  lp.atMost(chosen, 1);
  for (const expr of of) lp.equal(expr, 0);
}

/** Sets of one to `most` of n things, or undefined if there are too many. */
function setsUpTo(n: number, most: number): number[][] | undefined {
  let sets: number[][] = [[]];
  for (let i = 0; i < n; i++) {
    const grown = sets.filter((set) => set.length < most).map((set) => [...set, i]);
    sets = [...sets, ...grown];
    if (sets.length > mostSets) return undefined;
  }
  return sets.slice(1);
}
