import { addGroupCounts } from './care-counts.ts';
import type { CareBlock, CareClass } from './care-group.ts';
import { addGroupSets } from './care-sets.ts';
import { Expr } from './linear-model.ts';
import type { PupilBlock } from './pupils.ts';
import type { Scene } from './scene.ts';
import { periodsOf, type SeriesBlock } from './sessions.ts';

/**
 * Care groups (`coverage`, `classClash`, `mergeScope`; of `groupSize` the merged groups and the
 * adults; the load of their seats in `posts`; `ownRoom`, `gradeSpread`, `floorWalk`).
 */
export function addCare(
  scene: Scene,
  sessions: readonly SeriesBlock[],
  clubs: PupilBlock,
  wholeClass: (c: number, p: number) => Expr,
): CareBlock[] {
  const { model } = scene;
  const { time, series, attendance, classCount } = model;
  const known = knownPupils(scene, sessions);
  const blocks: CareBlock[] = [];
  for (let p = 0; p < time.periodCount; p++) {
    if (time.duty[p] === 1) continue;
    const keys = new Map<number, CareClass[]>();
    for (let c = 0; c < classCount; c++) {
      const cell = c * time.periodCount + p;
      if (attendance[cell] === 0) continue;
      const key = scene.on('mergeScope') ? series.mergeKey[cell] : 0;
      const own = careClass(scene, c, p, clubs, wholeClass(c, p), known(c, p));
      const list = keys.get(key);
      if (list) list.push(own);
      else keys.set(key, [own]);
    }
    for (const classes of keys.values())
      blocks.push(addGroupSets(scene, p, classes) ?? addGroupCounts(scene, p, classes));
  }
  for (const { period, seats } of blocks)
    scene.lp.charge('posts', seats, (scene.weight('posts') * time.spotLoad[period]) / 30);
  return blocks;
}

function careClass(
  { lp, model }: Scene,
  c: number,
  p: number,
  clubs: PupilBlock,
  taken: Expr,
  known: { most: number; now: Expr },
): CareClass {
  const attendance = model.attendance[c * model.time.periodCount + p];
  const inClubs = clubs.inClubs(c, p);
  const leastLeft = Math.max(0, attendance - clubs.mayBeInClubs(c, p) - known.most);
  const free = new Expr(1).plus(taken, -1);
  let hosted = free;
  if (leastLeft === 0) {
    const column = lp.column(1, { integer: true });
    hosted = Expr.of(column);
    if (!taken.isConstant) lp.atMost(new Expr().plus(hosted).plus(taken), 1);
    // Whoever is in no club needs somebody to look after the class.
    if (known.most === 0)
      for (const away of clubs.eachInClubs(c, p))
        lp.atLeast(new Expr().plus(hosted).plus(taken).plus(away), 1);
  }
  const most = new Expr().plus(free, attendance).plus(inClubs, -1).plus(known.now, -1);
  let left = most;
  if (!most.isConstant) {
    left = Expr.of(lp.column(attendance));
    lp.atLeast(new Expr().plus(left).plus(most, -1), 0);
    lp.atMost(new Expr().plus(left).plus(hosted, -attendance), 0);
    if (leastLeft > 0) lp.atLeast(new Expr().plus(left).plus(hosted, -leastLeft), 0);
  }
  const isFixed = most.isConstant && hosted.isConstant;
  return { c, attendance, hosted, left, leastLeft, isFixed };
}

/** Pupils of known groups: how many of a class can be away with them in a period, and are. */
function knownPupils({ model }: Scene, sessions: readonly SeriesBlock[]) {
  const { series, time } = model;
  const most = new Float64Array(model.classCount * time.periodCount);
  const now = new Map<number, Expr>();
  sessions.forEach((block, s) => {
    const counts = series.fixedCount[s];
    if (series.fixed[s] === 0 || counts === null) return;
    for (const spot of block.spots)
      for (const p of periodsOf(time, spot))
        for (let c = 0; c < model.classCount; c++) {
          const cell = c * time.periodCount + p;
          if (counts[cell] === 0) continue;
          most[cell] += counts[cell] * block.most;
          const sum = now.get(cell) ?? new Expr();
          now.set(cell, sum.plus(block.at(spot), counts[cell]));
        }
  });
  return (c: number, p: number) => {
    const cell = c * time.periodCount + p;
    return { most: most[cell], now: now.get(cell) ?? new Expr() };
  };
}
