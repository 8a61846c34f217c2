import type { PeerModel } from '../../../bench/peers/model/build.ts';
import { rowOf } from '../../../bench/peers/model/scene.ts';
import type { Plan, Session } from '../../../src/domain/problem.ts';

/**
 * The columns that say what a plan decides, with their values: the opposite of `decode`. Helper
 * columns are left out; the solver finds what they come to at least.
 */
export function encode({ scene, series, care, pupils }: PeerModel, plan: Plan): Map<number, 0 | 1> {
  const { problem, model } = scene;
  const { time } = model;
  const values = new Map<number, 0 | 1>();
  const set = (column: number, on: boolean) => values.set(column, on ? 1 : 0);
  const periodIds = (spot: number) =>
    rowOf(time.spotPeriods, spot)
      .map((p) => time.periods[p].id)
      .sort()
      .join();
  const isIn = (room: number, session: Session | undefined) =>
    session !== undefined && session.roomId === problem.rooms[room].id;

  for (const { s, spots, held } of series) {
    const { activity, forKey } = model.series.list[s];
    const own = plan.sessions.filter((x) => x.activityId === activity.id && x.forKey === forKey);
    if (held !== undefined) set(held, own.length > 0);
    for (const block of spots) {
      const session = own.find((x) => [...x.periodIds].sort().join() === periodIds(block.spot));
      set(block.held, session !== undefined);
      if (block.rooms.length > 1)
        for (const { room, column } of block.rooms) set(column, isIn(room, session));
      for (const { seat, person, column } of block.seats)
        set(column, session?.seats[seat]?.staffId === problem.staff[person].id);
    }
  }

  const granted = (problem.students ?? []).map(({ id }) =>
    (plan.placements ?? []).filter((p) => p.studentId === id).map((p) => p.activityId),
  );
  const setsOf = new Map<number, number[]>();
  for (const [wish, { cols }] of pupils.granted)
    for (const column of cols) setsOf.set(column, [...(setsOf.get(column) ?? []), wish]);
  for (const [column, wishes] of setsOf) {
    const has = granted[model.pupils.wishPupil[wishes[0]]];
    const ids = wishes.map((w) => model.series.list[model.pupils.wishSeries[w]].activity.id);
    set(column, has.length === ids.length && ids.every((id) => has.includes(id)));
  }

  for (const { period, first, members, rooms, seats } of care) {
    const rank = (id: string) => problem.classes.findIndex((c) => c.id === id);
    const session = plan.sessions.find(
      (x) =>
        x.kind === 'care' &&
        x.periodIds[0] === time.periods[period].id &&
        Math.min(...x.classIds.map(rank)) === first,
    );
    for (const { c, column } of members)
      set(column, session?.classIds.includes(problem.classes[c].id) === true);
    for (const { room, column } of rooms) set(column, isIn(room, session));
    for (const { person, column } of seats)
      set(column, session?.seats.some((x) => x.staffId === problem.staff[person].id) === true);
  }
  return values;
}
