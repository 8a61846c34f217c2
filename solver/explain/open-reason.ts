import { ENROL_CLASS } from '../model/series.ts';
import type { State } from '../state/state.ts';

/** Why a series has fewer sessions than it should, in one bilingual sentence. */
export function openReason(state: State, s: number): string {
  const { series, rooms, time } = state.model;
  const from = series.spots.start[s];
  const n = series.spots.start[s + 1] - from;
  if (n === 0)
    return '没有可用的时段（检查活动的环节、最晚结束时间） / No period is allowed: check the segments of the activity and the latest end of the day.';
  if (series.should[s] > n)
    return `每周要 ${series.should[s]} 次，可用时段只有 ${n} 个 / ${series.should[s]} sessions a week are wanted and only ${n} periods are allowed.`;
  let blockedByClass = 0;
  let blockedByRoom = 0;
  let blockedByPeople = 0;
  for (let k = from; k < from + n; k++) {
    const spot = series.spots.items[k];
    if (isTaken(spot)) {
      blockedByClass++;
      continue;
    }
    const kind = series.roomKind[s];
    if (kind >= 0) {
      let free = false;
      for (let i = rooms.kindRooms.start[kind]; i < rooms.kindRooms.start[kind + 1] && !free; i++)
        free =
          rooms.seats[rooms.kindRooms.items[i]] >= pupilsAt(spot) &&
          state.isRoomFree(rooms.kindRooms.items[i], spot);
      if (!free) {
        blockedByRoom++;
        continue;
      }
    }
    blockedByPeople++;
  }
  if (blockedByRoom >= blockedByPeople && blockedByRoom >= blockedByClass)
    return `${n} 个可用时段中有 ${blockedByRoom} 个没有合适的空场地 / No fitting room is free in ${blockedByRoom} of the ${n} allowed periods.`;
  if (blockedByClass >= blockedByPeople)
    return `${n} 个可用时段中有 ${blockedByClass} 个班级已有别的安排 / The classes have another session in ${blockedByClass} of the ${n} allowed periods.`;
  return '人员不足：放入后会有更重要的岗位空缺，或违反硬规则 / Too few people: placing it would leave a more important post open or break a hard rule.';

  /** Pupils of a whole-class session at a spot; 0 for others. */
  function pupilsAt(spot: number): number {
    if (series.enrol[s] !== ENROL_CLASS) return 0;
    const { start, items } = time.spotPeriods;
    let pupils = 0;
    for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
      pupils +=
        state.model.attendance[series.classes.items[i] * time.periodCount + items[start[spot]]];
    return pupils;
  }

  function isTaken(spot: number): boolean {
    if (series.enrol[s] !== ENROL_CLASS) return false;
    const { start, items } = time.spotPeriods;
    for (let i = series.classes.start[s]; i < series.classes.start[s + 1]; i++)
      for (let k = start[spot]; k < start[spot + 1]; k++)
        if (state.wholeClass[series.classes.items[i] * time.periodCount + items[k]] > 0)
          return true;
    return false;
  }
}
