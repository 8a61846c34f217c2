import { describe, expect, it } from 'vitest';
import { rules, ruleWeights } from '../../solver/rules/registry.ts';
import { hardRuleIds, mediumRuleIds, ruleIds, softRuleIds } from '../../src/domain/rule-ids.ts';
import { tinyProblem } from '../support/tiny.ts';

const idsOf = (level: string) => rules.filter((r) => r.level === level).map((r) => r.id);

describe('the registry is the catalogue of the contract', () => {
  it('in its order, level by level', () => {
    expect(rules.map((rule) => rule.id)).toEqual(ruleIds);
    expect(idsOf('hard')).toEqual(hardRuleIds);
    expect(idsOf('medium')).toEqual(mediumRuleIds);
    expect(idsOf('soft')).toEqual(softRuleIds);
  });

  it('with the default weights of the contract', () => {
    // Section 4.3, read from its brackets.
    const soft = [10, 5, 3, 8, 5, 3, 1, 1, 2, 3, 2, 1, 1, 1, 2, 2, 1, 3, 1, 2, 1, 1, 4];
    expect(rules.map((r) => r.defaultWeight)).toEqual([...new Array(22).fill(1), ...soft]);
  });

  it('and each rule says what it is in both languages', () => {
    for (const { title, sentence } of rules) {
      for (const text of [title.zh, title.en, sentence.zh, sentence.en]) expect(text).not.toBe('');
      expect(sentence.en).toMatch(/\.$/);
      expect(sentence.zh).toMatch(/。$/);
    }
    expect(new Set(rules.map((r) => r.title.zh)).size).toBe(rules.length);
    expect(new Set(rules.map((r) => r.title.en)).size).toBe(rules.length);
  });
});

describe('weights', () => {
  it('are set by the problem for soft rules only', () => {
    const problem = tinyProblem({ rules: { weights: { posts: 7, staffClash: 7, openSeat: 7 } } });
    const weights = ruleWeights(problem);
    expect(weights.get('posts')).toBe(7);
    expect(weights.get('staffClash')).toBe(1);
    expect(weights.get('openSeat')).toBe(1);
    expect(weights.get('choice')).toBe(1);
    expect(weights.get('fairLoad')).toBe(10);
  });

  it('are 0 for what is off, at any level', () => {
    const off = ['posts', 'staffClash', 'openSeat'];
    const weights = ruleWeights(tinyProblem({ rules: { off, weights: { posts: 7 } } }));
    expect(off.map((id) => weights.get(id))).toEqual([0, 0, 0]);
  });
});
