import { Expr } from '../../../solver/exact/linear-model.ts';
import { ENROL_CHOICE, ENROL_CLASS } from '../../../solver/model/series.ts';
import { placementCost } from '../../../solver/rules/choice.ts';
import { type PeerScene, rowOf } from './scene.ts';
import type { SeriesBlock } from './sessions.ts';

/** Where pupils are, by class and period. */
export interface PupilBlock {
  /** `granted[wish]` is 1 when the pupil has that club. */
  granted: Map<number, Expr>;
  /** Whole-class sessions of a class in a period. */
  wholeClass(c: number, p: number): Expr;
  /** Pupils of a class who are in a club then, and how many that can be at most. */
  inClubs(c: number, p: number): Expr;
  mostInClubs(c: number, p: number): number;
}

/** Pupils and their wishes, the sizes of clubs, and nobody in two places. */
export function addPupils(scene: PeerScene, blocks: readonly SeriesBlock[]): PupilBlock {
  const { lp, model, problem } = scene;
  const { series, time, pupils, classCount, attendance } = model;
  const { periodCount } = time;
  const cells = () => Array.from({ length: classCount * periodCount }, () => new Expr());
  const whole = cells();
  const inClubs = cells();
  const most = new Int32Array(classCount * periodCount);
  /** Of each pupil and period, where they would be. */
  const places = new Map<number, Expr>();
  const placeOf = (i: number, p: number) => {
    const key = i * periodCount + p;
    let place = places.get(key);
    if (place === undefined) {
      place = new Expr();
      places.set(key, place);
    }
    return place;
  };
  for (const { s, spots } of blocks)
    for (const { spot, held } of spots)
      for (const p of rowOf(time.spotPeriods, spot)) {
        if (series.enrol[s] === ENROL_CLASS)
          for (const c of rowOf(series.classes, s)) whole[c * periodCount + p].add(held);
        if (series.enrol[s] !== ENROL_CHOICE || series.fixed[s] === 0) continue;
        const table = series.fixedCount[s] as Int32Array;
        for (let c = 0; c < classCount; c++)
          if (table[c * periodCount + p] > 0)
            inClubs[c * periodCount + p].add(held, table[c * periodCount + p]);
        for (const i of rowOf(pupils.roster, s))
          if (pupils.present[i * periodCount + p] === 1) placeOf(i, p).add(held);
      }

  const granted = new Map<number, Expr>();
  const comers = series.list.map(() => new Expr());
  for (let i = 0; i < pupils.count; i++) {
    const c = pupils.classOf[i];
    addWishes(scene, i, granted);
    const may = new Set<number>();
    for (let w = pupils.first[i]; w < pupils.first[i + 1]; w++) {
      const s = pupils.wishSeries[w];
      const x = granted.get(w);
      if (x === undefined) continue;
      comers[s].plus(x);
      const { spots, held } = blocks[s];
      lp.atMost(new Expr().plus(x).add(held as number, -1), 0);
      const during = new Expr();
      for (const { spot, held: at } of spots) {
        const periods = rowOf(time.spotPeriods, spot);
        if (!periods.every((p) => pupils.present[i * periodCount + p] === 1)) {
          lp.atMost(new Expr().plus(x).add(at), 1);
          continue;
        }
        // u = x and the session is there
        const u = scene.binary();
        during.add(u);
        lp.atMost(Expr.of(u).plus(x, -1), 0);
        lp.atMost(Expr.of(u).add(at, -1), 0);
        lp.atMost(new Expr().plus(x).add(at).add(u, -1), 1);
        for (const p of periods) {
          placeOf(i, p).add(u);
          inClubs[c * periodCount + p].add(u);
          may.add(p);
        }
      }
      if (series.should[s] === 1) lp.equal(during.plus(x, -1), 0);
    }
    for (const p of may) most[c * periodCount + p]++;
    addLearningCap(scene, i, blocks);
  }
  for (const [key, place] of places) {
    const i = Math.floor(key / periodCount);
    const p = key % periodCount;
    const sum = new Expr().plus(place).plus(whole[pupils.classOf[i] * periodCount + p]);
    if (sum.cols.length > 1) lp.atMost(sum, 1);
  }
  for (const block of blocks) addSize(scene, block, comers[block.s]);
  // Classes known as numbers: no more of them in clubs and whole-class sessions than there are.
  problem.classes.forEach(({ id }, c) => {
    if (model.index.studentsOfClass(id).length > 0) return;
    for (let p = 0; p < periodCount; p++) {
      const at = c * periodCount + p;
      most[at] = attendance[at];
      if (inClubs[at].isConstant) continue;
      lp.atMost(new Expr().plus(inClubs[at]).plus(whole[at], attendance[at]), attendance[at]);
    }
  });
  return {
    granted,
    wholeClass: (c, p) => whole[c * periodCount + p],
    inClubs: (c, p) => inClubs[c * periodCount + p],
    mostInClubs: (c, p) => {
      const fixed = blocks.reduce(
        (n, { s }) => n + (series.fixedCount[s]?.[c * periodCount + p] ?? 0),
        0,
      );
      return Math.min(attendance[c * periodCount + p], most[c * periodCount + p] + fixed);
    },
  };
}

/** Each set of clubs that a pupil may have is a column with its exact cost. */
function addWishes(scene: PeerScene, i: number, granted: Map<number, Expr>): void {
  const { model, lp } = scene;
  const { pupils } = model;
  const wishes: number[] = [];
  for (let w = pupils.first[i]; w < pupils.first[i + 1]; w++)
    if (pupils.wishSeries[w] >= 0) wishes.push(w);
  const places = pupils.wanted[i];
  const costOf = (set: readonly number[]) => {
    let cost = 0;
    for (let j = 1; j <= places; j++)
      cost += placementCost(
        j,
        set[j - 1] === undefined ? undefined : set[j - 1] - pupils.first[i] + 1,
      );
    return cost * pupils.weight[i];
  };
  const none = costOf([]);
  scene.charge('choice', new Expr(none));
  const all = new Expr();
  let sets: number[][] = [[]];
  for (const w of wishes)
    sets = [
      ...sets,
      ...sets.filter((set) => set.length < pupils.maxClubs[i]).map((set) => [...set, w]),
    ];
  for (const set of sets) {
    if (set.length === 0) continue;
    const column = scene.binary();
    all.add(column);
    scene.charge('choice', Expr.of(column), costOf(set) - none);
    for (const w of set) granted.set(w, (granted.get(w) ?? new Expr()).add(column));
  }
  if (all.cols.length > 1) lp.atMost(all, 1);
}

/** A homework period counts wherever the pupil is then; tutoring outside of one adds to it. */
function addLearningCap(scene: PeerScene, i: number, blocks: readonly SeriesBlock[]): void {
  const { model, lp } = scene;
  const { series, time, pupils, params } = model;
  const cap = params.learningPerDay;
  if (cap === undefined || !series.isTutoring.includes(1)) return;
  const days = new Map<number, Expr>();
  for (const { s, spots } of blocks) {
    if (series.isTutoring[s] === 0 || !rowOf(pupils.roster, s).includes(i)) continue;
    for (const { spot, held } of spots) {
      const periods = rowOf(time.spotPeriods, spot);
      if (periods.some((p) => time.periods[p].segment === 'homework')) continue;
      if (!periods.some((p) => pupils.present[i * time.periodCount + p] === 1)) continue;
      const day = time.spotDay[spot];
      days.set(day, (days.get(day) ?? new Expr()).add(held));
    }
  }
  for (const [day, sum] of days) {
    const homework = time.periods.filter(
      (period, p) =>
        period.segment === 'homework' &&
        time.spotDay[p] === day &&
        pupils.present[i * time.periodCount + p] === 1,
    ).length;
    lp.atMost(sum, Math.max(0, cap - homework));
  }
}

/** `groupSize` of clubs, and `roomFit` as far as it depends on how many come. */
function addSize({ lp, model }: PeerScene, { s, spots, held }: SeriesBlock, comers: Expr): void {
  const { series, rooms } = model;
  if (series.enrol[s] !== ENROL_CHOICE || series.fixed[s] === 1 || held === undefined) return;
  const most = Math.min(series.sizeMax[s], comers.cols.length);
  lp.atMost(new Expr().plus(comers).add(held, -most), 0);
  lp.atLeast(new Expr().plus(comers).add(held, -series.sizeMin[s]), 0);
  for (const spot of spots) {
    if (spot.rooms.every(({ room }) => rooms.seats[room] >= most)) continue;
    const row = new Expr().plus(comers).add(spot.held, most);
    for (const { room, column } of spot.rooms) row.add(column, -Math.min(most, rooms.seats[room]));
    lp.atMost(row, most);
  }
}
