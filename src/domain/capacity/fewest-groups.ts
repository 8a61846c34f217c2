/**
 * A lower bound on the groups that classes of these sizes can be merged into, where a group of
 * several holds at most `most` pupils and a larger class is a group of its own: for each threshold
 * k, classes over most − k stand alone, those over most / 2 never share with each other, and the
 * rest fills what is left (the bound L2 of bin packing, Martello and Toth 1990).
 */
export function fewestGroups(sizes: readonly number[], most: number): number {
  let best = 0;
  const thresholds = new Set([0, ...sizes.filter((size) => size <= most / 2)]);
  for (const k of thresholds) {
    let alone = 0;
    let halves = 0;
    let room = 0;
    let small = 0;
    for (const size of sizes) {
      if (size > most - k) alone++;
      else if (size > most / 2) {
        halves++;
        room += most - size;
      } else if (size >= k) small += size;
    }
    const extra = most > 0 ? Math.max(0, Math.ceil((small - room) / most)) : 0;
    best = Math.max(best, alone + halves + extra);
  }
  return best;
}
