/**
 * A small seeded generator (sfc32) on 32-bit integers only, so that a seed gives the same school
 * on every machine: no `Math.random`, no clock, and none of the functions of `Math` whose last
 * digits an engine may choose (`pow`, `log`, `sin`).
 */
export interface Random {
  /** An integer from 0 to `bound` - 1. */
  below(bound: number): number;
  /** An integer from `low` to `high`, both included. */
  between(low: number, high: number): number;
  /** True `percent` times in a hundred. */
  chance(percent: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** An index of `weights` (non-negative integers, not all 0), as often as its weight says. */
  weighted(weights: readonly number[]): number;
  /** A new array in random order. */
  shuffled<T>(list: readonly T[]): T[];
  /** `count` different items in random order; all of them where there are fewer. */
  sample<T>(list: readonly T[], count: number): T[];
}

/**
 * `stream` names what the numbers are for. Each part of a school draws from a stream of its own,
 * so that one more draw in a part leaves the other parts as they were.
 */
export function seededRandom(seed: number, stream: string): Random {
  const next = sfc32(seed | 0, Math.floor(seed / 4294967296) | 0, hashText(stream));
  const random: Random = {
    below: (bound) => {
      if (!(bound >= 1)) throw new Error(`below() needs a bound of at least 1, got ${bound}`);
      // The remainder's bias is below 1 in a million for the bounds of a school.
      return next() % bound;
    },
    between: (low, high) => low + random.below(high - low + 1),
    chance: (percent) => next() % 10_000 < percent * 100,
    pick: <T>(list: readonly T[]): T => list[random.below(list.length)],
    weighted: (weights) => {
      let total = 0;
      for (const weight of weights) total += weight;
      let left = random.below(total);
      for (let i = 0; i < weights.length; i++) {
        left -= weights[i];
        if (left < 0) return i;
      }
      throw new Error('weighted() needs integer weights');
    },
    shuffled: <T>(list: readonly T[]): T[] => {
      const copy = [...list];
      for (let i = copy.length - 1; i > 0; i--) {
        const j = random.below(i + 1);
        const held = copy[i];
        copy[i] = copy[j];
        copy[j] = held;
      }
      return copy;
    },
    sample: (list, count) => random.shuffled(list).slice(0, count),
  };
  return random;
}

function sfc32(seedLow: number, seedHigh: number, stream: number): () => number {
  let a = seedLow;
  let b = seedHigh;
  let c = stream;
  let counter = 1;
  const next = () => {
    const result = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11) | 0;
    c = (c + result) | 0;
    return result >>> 0;
  };
  // The first outputs of near seeds are alike; they are thrown away.
  for (let i = 0; i < 16; i++) next();
  return next;
}

/** FNV-1a over UTF-16 code units. */
function hashText(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  }
  return hash | 0;
}
