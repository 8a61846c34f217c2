import { describe, expect, it } from 'vitest';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const index = indexProblem(tinyProblem());

const judge = (change: (plan: Plan) => void, on = index) => {
  const plan = tinyPlan();
  change(plan);
  return publishability(plan, on);
};
const session = (plan: Plan, id: string) => {
  const found = plan.sessions.find((s) => s.id === id);
  if (found === undefined) throw new Error(id);
  return found;
};
const open = (plan: Plan, id: string) => {
  for (const seat of session(plan, id).seats) seat.staffId = null;
};
const codes = (change: (plan: Plan) => void, on = index) =>
  judge(change, on).reasons.map((r) => r.code);

describe('a plan', () => {
  it('with every post taken is publishable', () => {
    expect(judge(() => {})).toEqual({ publishable: true, openPosts: [], reasons: [] });
  });

  it('that breaks a hard rule is not', () => {
    const { publishable, reasons } = judge((p) => (p.score.hard = 2));
    expect(publishable).toBe(false);
    expect(reasons).toMatchObject([
      { code: 'hard-rules', message: 'The plan has 2 violations of hard rules.' },
    ]);
  });

  it('with an open care seat is not, and says which', () => {
    const { publishable, openPosts, reasons } = judge((p) => open(p, 'care-mon-late-C1+C3'));
    expect(publishable).toBe(false);
    expect(openPosts).toEqual([
      {
        sessionId: 'care-mon-late-C1+C3',
        seat: 0,
        role: 'lead',
        periodIds: ['mon-late'],
        classIds: ['C1', 'C3'],
      },
    ]);
    expect(reasons.map((r) => r.code)).toEqual(['open-post', 'no-adult']);
  });

  it('with one of two care seats open is not, though an adult is there', () => {
    expect(
      codes((p) => session(p, 'care-mon-hw-C1').seats.push({ role: 'assistant', staffId: null })),
    ).toEqual(['open-post']);
  });

  it('with an open duty seat is not', () => {
    expect(judge((p) => open(p, 'gate-mon-gate')).openPosts).toMatchObject([
      { role: 'duty', activityId: 'gate' },
    ]);
    expect(codes((p) => open(p, 'gate-mon-gate'))).toEqual(['open-post']);
  });

  it('with a club or a whole class and no adult is not', () => {
    expect(codes((p) => open(p, 'chess-1'))).toEqual(['no-adult']);
    expect(codes((p) => open(p, 'micro-C3'))).toEqual(['no-adult']);
    // Whoever looks for what is open finds it among the open posts.
    expect(judge((p) => open(p, 'micro-C3')).openPosts).toMatchObject([
      { sessionId: 'micro-C3', seat: 0, role: 'lead', activityId: 'micro', classIds: ['C3'] },
    ]);
    expect(codes((p) => (session(p, 'micro-C3').seats = []))).toEqual(['no-adult']);
  });

  it('is not held up by a club without pupils, whatever its own figures say', () => {
    expect(
      codes((p) => {
        open(p, 'chess-1');
        p.placements = [];
      }),
    ).toEqual([]);
    const left = judge((p) => {
      open(p, 'chess-1');
      p.placements = [];
    });
    expect(left.openPosts).toEqual([]);
  });

  it.each([
    ['a roster', { studentIds: ['C1-a', 'C1-b'] }, ['no-adult']],
    ['an empty roster', { studentIds: [] }, []],
    ['numbers', { enrolment: [{ classId: 'C1', count: 2 }] }, ['no-adult']],
    ['numbers of nobody', { enrolment: [{ classId: 'C1', count: 0 }] }, []],
    [
      'numbers of another series',
      { forEach: 'class' as const, enrolment: [{ classId: 'C3', count: 2 }] },
      [],
    ],
  ])('counts the pupils of a club by %s', (_what, chess, expected) => {
    const activities = tinyProblem().activities.map((a) =>
      a.id === 'chess' ? { ...a, ...chess } : a,
    );
    const change = (p: Plan) => {
      open(p, 'chess-1');
      if ('forEach' in chess) session(p, 'chess-1').forKey = 'C1';
    };
    expect(codes(change, indexProblem(tinyProblem({ activities })))).toEqual(expected);
  });

  it('that lacks a duty which is due in every period is not', () => {
    const drop = (p: Plan) => (p.sessions = p.sessions.filter((s) => s.id !== 'gate-tue-gate'));
    expect(judge(drop).reasons).toMatchObject([
      { code: 'duty-missing', activityId: 'gate', periodIds: ['tue-gate'] },
    ]);
    const activities = tinyProblem().activities.map((a) =>
      a.id === 'gate' ? { ...a, periodIds: ['mon-gate'] } : a,
    );
    expect(codes(drop, indexProblem(tinyProblem({ activities })))).toEqual([]);
  });
});
