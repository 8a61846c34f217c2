import { describe, expect, it } from 'vitest';
import { withReasons } from '../../solver/explain/explain.ts';
import { inLanguage, oneLine } from '../../src/domain/bilingual.ts';
import { byId } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

describe('two languages in one line', () => {
  it.each([
    [{ zh: '没有场地', en: 'no room' }],
    [{ zh: '家长 / 课堂只差一项', en: '家长 / 课堂 lacks only one thing' }],
    // The name is not in both as often.
    [{ zh: '甲 / 乙、甲 / 乙', en: 'it lacks 甲 / 乙' }],
  ])('are told apart again: %j', (text) => {
    const line = oneLine(text);
    expect(inLanguage(line, 'zh')).toBe(text.zh.replaceAll(' / ', '/'));
    expect(inLanguage(line, 'en')).toBe(text.en.replaceAll(' / ', '/'));
  });

  it('in the reasons of a plan, whatever the activity is called', () => {
    const problem = tinyProblem();
    const micro = byId(problem.activities, 'micro');
    micro.name = '家长 / 课堂';
    micro.seats = [{ role: 'lead', qualification: 'psychology' }];
    const plan = tinyPlan();
    plan.sessions = plan.sessions.filter(({ id }) => id !== 'micro-C1');
    plan.openSessions = [{ activityId: 'micro', forKey: 'C1', reason: '' }];
    const [{ reason } = { reason: '' }] = withReasons(problem, plan).openSessions;
    expect(inLanguage(reason, 'zh')).toMatch(/^家长\/课堂（Class 1-1）.*资质/);
    expect(inLanguage(reason, 'en')).toMatch(/^家长\/课堂 \(Class 1-1\).*qualification/);
  });

  it('also in lines of stored plans with names that hold the mark of the middle', () => {
    const line = '家长 / 课堂只差一项 / 家长 / 课堂 lacks only one thing';
    expect(inLanguage(line, 'zh')).toBe('家长 / 课堂只差一项');
    expect(inLanguage(line, 'en')).toBe('家长 / 课堂 lacks only one thing');
    expect(inLanguage('只有中文', 'en')).toBe('只有中文');
  });
});
