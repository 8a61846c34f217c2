import type { Groups } from '../moves/groups.ts';
import type { Climb } from '../search/climb.ts';
import { leavePosts } from './leave-posts.ts';

/**
 * Care groups whose room is closed, too small or shared get another one, for which others may have
 * to make room; where no room holds a group its classes part, or join another.
 */
export function roomCare(climb: Climb, groups: Groups): void {
  const { state, model, evaluator } = climb;
  const { series } = model;
  for (let e = series.firstCare; e < series.eventCount; e++) {
    if (state.memberCount[e] === 0 || groups.fitsItsRoom(e)) continue;
    const mends = (change: () => boolean) => climb.attempt(() => change() && evaluator.hard > 0);
    if (mends(() => groups.findRoom(e)) || mends(() => groups.regroupForRoom(e))) continue;
    groups.waysToJoin(e).some((join) =>
      climb.attempt(() => {
        join();
        return evaluator.score() && evaluator.addHard < 0;
      }),
    );
  }
  leavePosts(climb);
}
