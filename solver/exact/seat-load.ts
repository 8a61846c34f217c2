import type { Token } from './links.ts';
import type { Scene } from './scene.ts';

/** The token of a session of series s there, or of care where s is -1. */
export function tokenOf({ model }: Scene, s: number, spot: number): Token {
  const { series, time } = model;
  const own = s < 0 ? Number.NaN : series.load[s];
  const given = !Number.isNaN(own);
  const load = given ? own : time.spotLoad[spot];
  const longMinutes = given ? own : time.spotMinutes[spot];
  return { key: `${spot} ${load} ${longMinutes}`, spot, load, longMinutes };
}

/** Whether a person may take a seat of this kind there (`staffQualified`, `staffAvailable`). */
export function canSit({ model, on }: Scene, t: number, kind: number, spot: number): boolean {
  const { staff, time } = model;
  if (on('staffQualified') && staff.kinds.ok[kind * staff.count + t] === 0) return false;
  return !on('staffAvailable') || staff.barred[t * time.spotCount + spot] === 0;
}
