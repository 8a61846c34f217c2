import { expect, test } from 'vitest';
import { en } from '../../../web/i18n/en.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { boundText } from '../../../web/plan/bound-text.ts';

const number = (value: number, digits = 0) => value.toFixed(digits);
const score = { hard: 0, medium: 0, soft: 1000, rules: {} };
const bound = { soft: 800, method: 'LP' };

test('the page of a plan says how far it is from the best one at most, from its stored bound', () => {
  expect(boundText({ score, bound }, zh, number)).toBe(
    '离最优最多还差 200.0 分（20.0%）：已经证明，任何方案的软扣分都不低于 800.0。',
  );
  expect(boundText({ score, bound }, en, number)).toMatch(/^At most 200\.0 \(20\.0 %\)/);
  expect(boundText({ score, bound: { ...bound, soft: 1000 } }, zh, number)).toBe(zh.plan.isBest);
});

test('nothing is claimed without a bound, or of a plan that breaks hard rules', () => {
  expect(boundText({ score }, zh, number)).toBeUndefined();
  expect(boundText({ score: { ...score, hard: 1 }, bound }, zh, number)).toBeUndefined();
});
