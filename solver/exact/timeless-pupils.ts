import { ENROL_CHOICE } from '../model/series.ts';
import { pupilFactor } from '../rules/choice.ts';
import { Expr } from './linear-model.ts';
import {
  addChoice,
  canCome,
  mostPupils,
  type PupilBlock,
  type Wish,
  waysToCome,
} from './pupils.ts';
import type { Scene } from './scene.ts';
import { periodsOf, type SeriesBlock } from './sessions.ts';

/**
 * `pupils.ts` with pupils and times apart: a club grants so many wishes as it has places, and in
 * each period no more pupils are away than the clubs that meet then have places. Solved in a
 * moment.
 */
export function addTimelessPupils(
  scene: Scene,
  sessions: readonly SeriesBlock[],
  wholeClass: (c: number, p: number) => Expr,
): PupilBlock {
  const { lp, model } = scene;
  const { time, series } = model;
  const may = new Map<number, Set<number>>();
  const granted = sessions.map(() => new Expr());
  for (const party of addWishes(scene, sessions)) {
    granted[party.s].plus(party.granted);
    for (const spot of sessions[party.s].spots)
      for (const i of party.pupils) {
        if (!canCome(scene, i, spot)) continue;
        for (const p of periodsOf(time, spot)) {
          const cell = party.c * time.periodCount + p;
          const who = may.get(cell) ?? new Set();
          may.set(cell, who.add(i));
        }
      }
  }
  const places = Array.from({ length: time.periodCount }, () => new Expr());
  for (const [s, { held, spots, at, most }] of sessions.entries()) {
    if (held === undefined || series.fixed[s] === 1) continue;
    const comers = granted[s].cols.length;
    const cap = Math.min(comers, Math.max(0, ...spots.map((spot) => mostPupils(scene, s, [spot]))));
    lp.atMost(granted[s].plus(held, -cap), 0);
    for (const spot of spots)
      for (const p of periodsOf(time, spot)) places[p].plus(at(spot), cap * most);
  }
  const away = new Map<number, Expr>();
  for (const [cell, who] of may) {
    const p = cell % time.periodCount;
    const column = lp.column(who.size);
    away.set(cell, Expr.of(column));
    const taken = wholeClass(Math.floor(cell / time.periodCount), p);
    if (!taken.isConstant) lp.atMost(Expr.of(column).plus(taken, who.size), who.size);
    places[p].add(column, -1);
  }
  for (const expr of places) if (expr.cols.length > 0) lp.atLeast(expr, 0);
  return {
    inClubs: (c, p) => away.get(c * time.periodCount + p) ?? new Expr(),
    mayBeInClubs: (c, p) => may.get(c * time.periodCount + p)?.size ?? 0,
    eachInClubs: () => [],
  };
}

/** The pupils of one class who may have one club, and how many of them do. */
interface Party {
  c: number;
  s: number;
  pupils: number[];
  granted: Expr;
}

/** Each pupil's cost, and the clubs that they have, class by class. */
function addWishes(scene: Scene, sessions: readonly SeriesBlock[]): Party[] {
  const { lp, model } = scene;
  const parties = new Map<string, Party>();
  scene.problem.students?.forEach((student, i) => {
    const c = model.pupils.classOf[i];
    const wishes: Wish[] = [];
    student.choices?.forEach((activityId, r) => {
      const found = model.index.seriesOf(activityId, student.classId);
      const s = found === undefined ? -1 : model.series.list.indexOf(found);
      if (s < 0 || model.series.enrol[s] !== ENROL_CHOICE) return;
      const { held, spots, patterns } = sessions[s];
      if (held === undefined || spots.length === 0) return;
      // A roster that is known needs the club to be held only, and so does one without patterns.
      let when = held;
      if (patterns !== undefined) {
        when = new Expr();
        for (const { spots: list, column } of patterns)
          if (list.every((spot) => canCome(scene, i, spot))) when.add(column);
        if (when.isConstant) return;
      }
      const granted = Expr.of(lp.column(1));
      lp.atMost(new Expr().plus(granted).plus(when, -1), 0);
      const ways = waysToCome(scene, i, sessions[s]);
      wishes.push({ rank: r + 1, granted, during: new Map(), ways });
      if (model.series.fixed[s] === 1) return;
      const party = parties.get(`${c} ${s}`) ?? { c, s, pupils: [], granted: new Expr() };
      parties.set(`${c} ${s}`, party);
      party.pupils.push(i);
      party.granted.plus(granted);
    });
    addChoice(scene, i, wishes, scene.weight('choice') * pupilFactor(student));
  });
  return [...parties.values()];
}
