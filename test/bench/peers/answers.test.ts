import { expect, it } from 'vitest';
import { lastOfEachTenth } from '../../../bench/peers/answers.ts';
import { answerAt } from '../../../bench/peers/compare.ts';
import type { Levels } from '../../../bench/quality/results.ts';

it('what stood at a whole second is kept, also of answers that never paused', () => {
  const answers = Array.from({ length: 100 }, (_, i) => {
    const cost: Levels = [0, 0, 1000 - i];
    return { seconds: (i + 1) / 25, cost };
  });
  const kept = lastOfEachTenth(answers);
  expect(kept.length).toBeLessThanOrEqual(40);
  expect(kept.at(-1)).toBe(answers.at(-1));
  for (const second of [1, 2, 3])
    expect(answerAt({ answers: kept }, second)).toEqual(answerAt({ answers }, second));
});
