import type { PupilTables } from '../model/pupils.ts';

/**
 * What a pupil's wishes cost by the rule `choice`, before its weight: as granted now, or with one
 * `wish` thought granted (1) or not (0) and one `other` thought not granted.
 */
export function wishCost(
  pupils: PupilTables,
  wishGranted: Uint8Array,
  pupil: number,
  wish = -1,
  granted = 0,
  other = -1,
): number {
  const wanted = pupils.wanted[pupil];
  const first = pupils.first[pupil];
  const end = pupils.first[pupil + 1];
  let cost = 0;
  let j = 0;
  for (let w = first; w < end && j < wanted; w++) {
    const is = w === wish ? granted : w === other ? 0 : wishGranted[w];
    if (is === 0) continue;
    // The place is w - first + 1, and it is the (j + 1)-th best.
    const lost = w - first - j;
    cost += lost === 0 ? 0 : lost === 1 ? 2 : 5;
    j++;
  }
  if (j < wanted) cost += (j === 0 ? 12 : 6) + 6 * (wanted - j - 1);
  return cost * pupils.weight[pupil];
}
