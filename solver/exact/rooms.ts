import { NO_ROOM } from '../model/rooms.ts';
import type { CareBlock } from './care-group.ts';
import { Expr } from './linear-model.ts';
import type { Scene } from './scene.ts';
import { periodsOf, type SeriesBlock } from './sessions.ts';

/**
 * Rooms (`roomClash`, `roomFit`): at every instant at which a period starts, the sessions whose
 * rooms all lie in a set of rooms are no more than the groups that these rooms take.
 */
export function addRooms(
  scene: Scene,
  sessions: readonly SeriesBlock[],
  care: readonly CareBlock[],
): void {
  if (!scene.on('roomClash') || !scene.on('roomFit')) return;
  const { lp, model } = scene;
  const { time, rooms, series } = model;
  const instants = new Set<string>();
  for (let p = 0; p < time.periodCount; p++) {
    const now = periodsAt(scene, time.spotDay[p], time.spotStart[p]);
    const key = now.join();
    if (instants.has(key)) continue;
    instants.add(key);
    const running = new Map<number, Expr>();
    let most = 0;
    for (let s = 0; s < series.count; s++) {
      const kind = series.roomKind[s];
      if (kind === NO_ROOM) continue;
      for (const spot of sessions[s].spots) {
        if (!periodsOf(time, spot).some((q) => now.includes(q))) continue;
        const sum = running.get(kind) ?? new Expr();
        running.set(kind, sum.plus(sessions[s].at(spot)));
        most += sessions[s].most;
      }
    }
    for (const { period, groups } of care)
      if (now.includes(period)) {
        running.set(0, (running.get(0) ?? new Expr()).plus(groups));
        most += rooms.count;
      }
    for (const kind of new Set([...running.keys(), 0])) {
      const all = new Expr();
      for (const [other, sum] of running) if (isWithin(scene, other, kind)) all.plus(sum);
      if (all.isConstant) continue;
      const capacity = capacityOf(scene, kind, now);
      if (capacity < most && all.cols.length > 1) lp.atMost(all, capacity);
    }
  }
}

/** Periods of a day that are running at a minute. */
function periodsAt({ model: { time } }: Scene, day: number, minute: number): number[] {
  const list: number[] = [];
  for (let p = 0; p < time.periodCount; p++)
    if (time.spotDay[p] === day && time.spotStart[p] <= minute && minute < time.spotEnd[p])
      list.push(p);
  return list;
}

function isWithin({ model: { rooms } }: Scene, kind: number, outer: number): boolean {
  if (kind === outer) return true;
  for (let r = 0; r < rooms.count; r++)
    if (rooms.kindOk[kind * rooms.count + r] > rooms.kindOk[outer * rooms.count + r]) return false;
  return true;
}

/** Groups that the rooms of a kind take, those closed in all of the periods left out. */
function capacityOf({ model }: Scene, kind: number, now: readonly number[]): number {
  const { rooms, time } = model;
  let groups = 0;
  for (let r = 0; r < rooms.count; r++) {
    if (rooms.kindOk[kind * rooms.count + r] === 0) continue;
    if (now.every((p) => rooms.closed[r * time.spotCount + p] === 1)) continue;
    groups += rooms.groups[r];
  }
  return groups;
}
