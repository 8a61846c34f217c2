import { ENROL_CLASS } from '../../../solver/model/series.ts';
import { careSeatCount } from '../../../solver/rules/group-size.ts';
import { expandSeats } from '../../../solver/rules/session-view.ts';
import type { Placement, Plan, Session } from '../../../src/domain/problem.ts';
import { peerPlan } from '../peer-plan.ts';
import type { PeerModel } from './build.ts';
import { rowOf } from './scene.ts';

/** The plan that a solution stands for. `on` says whether a column is 1. */
export function decode(built: PeerModel, on: (column: number) => boolean): Plan {
  const { scene, series, care, pupils } = built;
  const { problem, model } = scene;
  const { time } = model;
  const periodIds = (spot: number) => rowOf(time.spotPeriods, spot).map((p) => time.periods[p].id);
  const roomIn = (rooms: readonly { room: number; column: number }[]) => {
    const found = rooms.find((r) => on(r.column));
    return found === undefined ? null : problem.rooms[found.room].id;
  };
  const sessions: Session[] = [];
  for (const { s, spots } of series) {
    const { activity, forKey, classIds } = model.series.list[s];
    for (const { spot, held, rooms, seats } of spots) {
      if (!on(held)) continue;
      const specs = expandSeats(activity);
      sessions.push({
        id: `S${sessions.length + 1}`,
        kind: activity.kind,
        activityId: activity.id,
        ...(forKey === undefined ? {} : { forKey }),
        periodIds: periodIds(spot),
        roomId: roomIn(rooms),
        classIds: model.series.enrol[s] === ENROL_CLASS ? [...classIds] : [],
        headcount: 0,
        seats: specs.map(({ role }, k) => {
          const taken = seats.find((seat) => seat.seat === k && on(seat.column));
          return { role, staffId: taken === undefined ? null : problem.staff[taken.person].id };
        }),
      });
    }
  }
  const placements: Placement[] = [];
  /** Pupils of each class and period who are in a club or a whole-class session. */
  const away = new Int32Array(model.classCount * time.periodCount);
  for (const [w, x] of pupils.granted) {
    if (!x.cols.some(on)) continue;
    const i = model.pupils.wishPupil[w];
    const s = model.pupils.wishSeries[w];
    placements.push({
      studentId: (problem.students ?? [])[i].id,
      activityId: model.series.list[s].activity.id,
      rank: w - model.pupils.first[i] + 1,
    });
    for (const { spot, held } of series[s].spots)
      if (on(held))
        for (const p of rowOf(time.spotPeriods, spot))
          away[model.pupils.classOf[i] * time.periodCount + p]++;
  }
  for (const { s, spots } of series) {
    const fixed = model.series.fixedCount[s];
    if (fixed === null) continue;
    for (const { spot, held } of spots)
      if (on(held))
        for (const p of rowOf(time.spotPeriods, spot))
          for (let c = 0; c < model.classCount; c++)
            away[c * time.periodCount + p] += fixed[c * time.periodCount + p];
  }
  for (const { period, exists, members, rooms, seats } of care) {
    if (!on(exists)) continue;
    const inside = members.filter((m) => on(m.column)).map((m) => m.c);
    const headcount = inside.reduce((n, c) => {
      const at = c * time.periodCount + period;
      return n + Math.max(0, model.attendance[at] - away[at]);
    }, 0);
    const people = seats
      .filter((seat) => on(seat.column))
      .map((seat) => problem.staff[seat.person].id);
    const needed = careSeatCount(headcount, model.params);
    sessions.push({
      id: `S${sessions.length + 1}`,
      kind: 'care',
      periodIds: [time.periods[period].id],
      roomId: roomIn(rooms),
      classIds: inside.map((c) => problem.classes[c].id),
      headcount,
      seats: Array.from({ length: needed }, (_, k) => ({
        role: k === 0 ? ('lead' as const) : ('assistant' as const),
        staffId: people[k] ?? null,
      })),
    });
  }
  return peerPlan(problem, 'peer', sessions, placements);
}
