import { roomCare } from '../construct/room-care.ts';
import { NO_ROOM } from '../model/rooms.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import { mendTouched } from '../moves/pupils.ts';
import { RoomShifts } from '../moves/room-shifts.ts';
import { Sessions } from '../moves/session-steps.ts';
import type { Climb } from './climb.ts';

/**
 * Moves leave no due duty out, since an open post can be seen and a missing one cannot
 * (docs/adr/0007). Where the best assignment breaks a hard rule all the same, as with a pinned
 * club whose only room a duty has, care groups make room for each other if that helps, and sessions
 * whose absence mends the rest are left out: hard comes first.
 */
export function giveWay(climb: Climb): void {
  if (climb.best.hard === 0) return;
  const { state, evaluator, model } = climb;
  const { series, pins } = model;
  climb.goOnFrom(climb.best);
  const sessions = new Sessions(climb);
  sessions.groups.shifts = new RoomShifts(climb);
  roomCare(climb, sessions.groups);
  for (let e = 0; e < series.firstCare && evaluator.hard > 0; e++) {
    if (state.eventSpot[e] < 0 || pins.needed[e] === 1 || pins.spot[e] >= 0) continue;
    // A club's pupils would have to go elsewhere: that is for the moves of the search.
    if (series.enrol[series.eventSeries[e]] === ENROL_CHOICE) continue;
    state.setSpot(e, -1);
    for (const other of roomless()) sessions.findRoom(other);
    mendTouched(climb, sessions.groups);
    if (evaluator.score() && evaluator.addHard < 0) climb.keep();
    else state.undo();
  }
  climb.noteBest();

  function roomless(): number[] {
    const events: number[] = [];
    for (let e = 0; e < series.firstCare; e++) {
      const needsRoom = series.roomKind[series.eventSeries[e]] !== NO_ROOM;
      if (needsRoom && state.eventSpot[e] >= 0 && state.eventRoom[e] < 0) events.push(e);
    }
    return events;
  }
}
