import type { Climb } from '../search/climb.ts';

/**
 * What a Change mends, as two groups in one room, may outweigh posts that break a rule with it. No
 * move leaves a post to nobody, so that is done here.
 */
export function leavePosts(climb: Climb): void {
  const { state, evaluator, model } = climb;
  for (let seat = 0; seat < model.series.seatCount && evaluator.hard > 0; seat++) {
    if (state.seatPerson[seat] < 0 || model.pins.person[seat] >= 0) continue;
    state.setSeat(seat, -1);
    if (evaluator.score() && evaluator.addHard < 0) climb.keep();
    else state.undo();
  }
}
