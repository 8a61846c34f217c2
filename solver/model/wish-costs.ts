/** Pupils with more choices than this have no table: 2 to that power entries would be too many. */
export const MOST_IN_TABLE = 8;
const SETS = 1 << MOST_IN_TABLE;

/** What each set of granted wishes costs by the rule `choice`, before its weight. */
export interface WishCosts {
  /** By pupil: where their costs begin in `costs`; -1 for a pupil without a table. */
  readonly start: Int32Array;
  /** At `start[pupil]` plus a set (bit i for the i-th choice): the cost. */
  readonly costs: Float64Array;
}

/** One table for all pupils with the same number of wanted places and the same weight. */
export function tabulateWishes(
  first: Int32Array,
  wanted: Int32Array,
  weight: Int32Array,
): WishCosts {
  const known = new Map<string, number>();
  const costs: number[] = [];
  const start = wanted.map((places, pupil) => {
    const choices = first[pupil + 1] - first[pupil];
    if (choices > MOST_IN_TABLE) return -1;
    const key = `${places} ${weight[pupil]}`;
    let at = known.get(key);
    if (at === undefined) {
      at = costs.length;
      known.set(key, at);
      for (let set = 0; set < SETS; set++)
        costs.push(weight[pupil] * costOf(places, MOST_IN_TABLE, (i) => (set >> i) & 1));
    }
    return at;
  });
  return { start, costs: Float64Array.from(costs) };
}

/** The cost for weight 1 of so many wanted places, where `isGranted` tells of each choice. */
export function costOf(wanted: number, choices: number, isGranted: (i: number) => number): number {
  let cost = 0;
  let j = 0;
  for (let i = 0; i < choices && j < wanted; i++) {
    if (isGranted(i) === 0) continue;
    // The place is i + 1, and it is the (j + 1)-th best.
    const lost = i - j;
    cost += lost === 0 ? 0 : lost === 1 ? 2 : 5;
    j++;
  }
  if (j < wanted) cost += (j === 0 ? 12 : 6) + 6 * (wanted - j - 1);
  return cost;
}
