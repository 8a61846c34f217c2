import { ROLE_LEAD } from '../model/series.ts';
import type { MoveContext } from './move.ts';
import { People } from './people.ts';

/**
 * Seats the people whom pins name on an event that is in the plan, whoever sat there. Where a series
 * has one lead and a pin of another of its sessions names them, they lead this one too if they can.
 */
export function seatPinned(context: MoveContext, event: number): void {
  const { state, model } = context;
  const { series, pins } = model;
  if (!pins.any || !state.exists(event)) return;
  const first = series.seatStart[event];
  for (let k = first; k < first + state.seatsNeeded(event); k++) {
    if (pins.person[k] >= 0) state.setSeat(k, pins.person[k]);
    else if (state.seatPerson[k] < 0) {
      const lead = leadOfPins(context, k);
      if (lead >= 0 && new People(context).canSit(k, lead)) state.setSeat(k, lead);
    }
  }
}

/** Whom pins name on the same seat of another session of a series with one lead; -1 without one. */
export function leadOfPins({ model }: MoveContext, seat: number): number {
  const { series, pins } = model;
  const event = series.seatEvent[seat];
  const s = series.eventSeries[event];
  if (s < 0 || pins.held[s] === 0 || series.sameLead[s] === 0) return -1;
  if (series.seatRole[seat] !== ROLE_LEAD) return -1;
  const nth = seat - series.seatStart[event];
  for (let e = series.firstEvent[s]; e < series.firstEvent[s + 1]; e++) {
    const lead = pins.person[series.seatStart[e] + nth];
    if (lead >= 0) return lead;
  }
  return -1;
}
