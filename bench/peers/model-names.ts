import type { School } from '../quality/schools.ts';
import { buildPeerModel, leanLeavesOut, type PeerModel } from './model/build.ts';
import { makePeerSchool } from './schools.ts';

/** `whole` has every rule; `lean` leaves out the soft ones that need many helper columns. */
export const modelNames = ['whole', 'lean'] as const;
export type ModelName = (typeof modelNames)[number];

export async function buildFor(school: School, model: ModelName): Promise<PeerModel> {
  return buildPeerModel(makePeerSchool(school), model === 'lean' ? leanLeavesOut : new Set());
}
