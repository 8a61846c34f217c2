import type { PupilTables } from '../model/pupils.ts';
import { costOf } from '../model/wish-costs.ts';

/**
 * What a pupil's wishes cost by the rule `choice`, before its weight: as granted now, or with one
 * `wish` thought granted (1) or not (0) and one `other` thought not granted.
 */
export function wishCost(
  pupils: PupilTables,
  wishGranted: Uint8Array,
  wishSet: Uint8Array,
  pupil: number,
  wish = -1,
  granted = 0,
  other = -1,
): number {
  const first = pupils.first[pupil];
  const from = pupils.wishCosts.start[pupil];
  if (from < 0)
    return (
      pupils.weight[pupil] *
      costOf(pupils.wanted[pupil], pupils.first[pupil + 1] - first, (i) =>
        first + i === wish ? granted : first + i === other ? 0 : wishGranted[first + i],
      )
    );
  let set = wishSet[pupil];
  if (other >= 0) set &= ~(1 << (other - first));
  if (wish >= 0) set = granted === 1 ? set | (1 << (wish - first)) : set & ~(1 << (wish - first));
  return pupils.wishCosts.costs[from + set];
}
