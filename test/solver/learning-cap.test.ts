import { describe, expect, it } from 'vitest';
import { explainPlan, solve } from '../../solver/index.ts';
import type { Pin, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { club, numbersProblem } from '../support/golden-parts.ts';

/** A class of 20 as numbers with one homework period, tutoring of some of them, and a cap of 1. */
function capped(count: number, more: Partial<Problem> = {}): Problem {
  const problem = numbersProblem([
    club('help', {
      kind: 'tutoring',
      segments: ['homework'],
      enrolment: [{ classId: 'N', count }],
    }),
  ]);
  return { ...problem, rules: { params: { learningPerDay: 1 } }, ...more };
}

describe('tutoring by numbers under a cap of one session a day', () => {
  it('is not held beside the homework of the others, and the plan says why', async () => {
    const problem = capped(6);
    const plan = await solve(problem, { steps: 1_000, checkLevel: 'phase' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    expect(plan.sessions.some((s) => s.activityId === 'help')).toBe(false);
    const { missingSessions } = explainPlan(indexProblem(problem), plan);
    expect(missingSessions[0]?.cause.sentence.en).toContain(
      'would have 2 study sessions, the limit is 1',
    );
  });

  it('is not held either where a published plan has it', async () => {
    const free = capped(6, { rules: {} });
    const baseline = await solve(free, { steps: 1_000 });
    expect(baseline.sessions.some((s) => s.activityId === 'help')).toBe(true);
    const plan = await solve(capped(6, { baseline }), { steps: 1_000, checkLevel: 'phase' });
    expect(plan.score.hard).toBe(0);
    expect(plan.sessions.some((s) => s.activityId === 'help')).toBe(false);
  });

  it('is held where all of the class come to it', async () => {
    const plan = await solve(capped(20), { steps: 1_000, checkLevel: 'phase' });
    expect(plan.score).toMatchObject({ hard: 0, medium: 0 });
    expect(plan.sessions.some((s) => s.activityId === 'help')).toBe(true);
  });

  it('is held where a pin wants it: the pin alone breaks the cap', async () => {
    const pins: Pin[] = [{ activityId: 'help', periodId: 'mon-hw' }];
    const plan = await solve(capped(6, { pins }), { steps: 1_000, checkLevel: 'phase' });
    expect(plan.score.hard).toBe(1);
  });
});
