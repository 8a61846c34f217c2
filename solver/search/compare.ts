import type { Score } from '../../src/domain/problem.ts';

/** Lexicographic; soft values within 1e-6 are equal. Negative when `a` is better. */
export function compareScores(
  a: Pick<Score, 'hard' | 'medium' | 'soft'>,
  b: Pick<Score, 'hard' | 'medium' | 'soft'>,
): number {
  if (a.hard !== b.hard) return a.hard - b.hard;
  if (a.medium !== b.medium) return a.medium - b.medium;
  return Math.abs(a.soft - b.soft) <= 1e-6 ? 0 : a.soft - b.soft;
}
