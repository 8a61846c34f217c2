import { describe, expect, it } from 'vitest';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parsePlan, parsePlanForScoring } from '../../src/domain/validate.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const index = indexProblem(tinyProblem());

// biome-ignore lint/suspicious/noExplicitAny: the point is to break the type
type Draft = any;

const session = (p: Draft, id: string): Draft => p.sessions.find((s: Draft) => s.id === id);
const at = (id: string) => tinyPlan().sessions.findIndex((s) => s.id === id);

/** What makes a plan malformed, with code and pointer. */
const cases: [string, string, (p: Draft) => void][] = [
  ['duplicate-id', '/sessions/1/id', (p) => (p.sessions[1].id = p.sessions[0].id)],
  ['empty-list', '/sessions/0/periodIds', (p) => (p.sessions[0].periodIds = [])],
  ['unknown-reference', '/sessions/0/periodIds/0', (p) => (p.sessions[0].periodIds = ['x'])],
  ['unknown-reference', '/sessions/0/roomId', (p) => (p.sessions[0].roomId = 'x')],
  ['unknown-reference', '/sessions/0/classIds/0', (p) => (p.sessions[0].classIds = ['x'])],
  [
    'unknown-reference',
    '/sessions/0/seats/0/staffId',
    (p) => (p.sessions[0].seats[0].staffId = 'x'),
  ],
  [
    'unknown-reference',
    `/sessions/${at('chess-1')}/activityId`,
    (p) => (session(p, 'chess-1').activityId = 'x'),
  ],
  [
    'unknown-reference',
    `/sessions/${at('chess-1')}/studentIds/4`,
    (p) => session(p, 'chess-1').studentIds.push('x'),
  ],
  [
    'session-two-weekdays',
    `/sessions/${at('chess-1')}/periodIds`,
    (p) => session(p, 'chess-1').periodIds.push('tue-micro'),
  ],
  ['care-two-periods', '/sessions/0/periodIds', (p) => p.sessions[0].periodIds.push('mon-club')],
  ['session-kind', '/sessions/0/activityId', (p) => (p.sessions[0].activityId = 'chess')],
  [
    'session-kind',
    `/sessions/${at('chess-1')}/kind`,
    (p) => (session(p, 'chess-1').kind = 'tutoring'),
  ],
  [
    'missing',
    `/sessions/${at('chess-1')}/activityId`,
    (p) => delete session(p, 'chess-1').activityId,
  ],
  [
    'for-key-missing',
    `/sessions/${at('micro-C1')}/forKey`,
    (p) => delete session(p, 'micro-C1').forKey,
  ],
  [
    'for-key-unknown',
    `/sessions/${at('micro-C1')}/forKey`,
    (p) => (session(p, 'micro-C1').forKey = 'x'),
  ],
  [
    'for-key-forbidden',
    `/sessions/${at('chess-1')}/forKey`,
    (p) => (session(p, 'chess-1').forKey = '1'),
  ],
  [
    'unknown-reference',
    '/openSessions/0/activityId',
    (p) => p.openSessions.push({ activityId: 'x', reason: '' }),
  ],
  [
    'for-key-missing',
    '/openSessions/0/forKey',
    (p) => p.openSessions.push({ activityId: 'micro', reason: '' }),
  ],
  ['unknown-reference', '/placements/0/studentId', (p) => (p.placements[0].studentId = 'x')],
  ['unknown-reference', '/placements/0/activityId', (p) => (p.placements[0].activityId = 'x')],
  ['unknown-field', '/colour', (p) => (p.colour = 'red')],
  [
    'too-deep',
    '/solver',
    (p) => (p.solver = JSON.parse(`{"a":${'['.repeat(99)}${']'.repeat(99)}}`)),
  ],
];

describe.each([
  ['parsePlan', parsePlan],
  ['parsePlanForScoring', parsePlanForScoring],
])('%s', (_name, parse) => {
  it('accepts a plan as this service writes it, unchanged', () => {
    expect(parse(tinyPlan(), index)).toEqual({ ok: true, plan: tinyPlan() });
  });

  it.each(cases)('refuses with %s at %s', (code, path, change) => {
    const plan = tinyPlan();
    change(plan);
    const parsed = parse(plan, index);
    expect(parsed.ok ? [] : parsed.faults.map((f) => [f.code, f.path])).toEqual([[code, path]]);
  });

  it('leaves to the rules what they score: a key outside the audience, a class named twice', () => {
    const problem = tinyProblem();
    for (const a of problem.activities) if (a.id === 'micro') a.grades = [3];
    const plan = tinyPlan();
    plan.sessions[0]?.classIds.push('C1');
    expect(parse(plan, indexProblem(problem)).ok).toBe(true);
  });

  it('takes an open seat and a session without a room', () => {
    const plan = tinyPlan();
    Object.assign(plan.sessions[0] as object, {
      roomId: null,
      seats: [{ role: 'lead', staffId: null }],
    });
    expect(parse(plan, index).ok).toBe(true);
  });
});

describe('a plan made by hand', () => {
  const byHand = { sessions: tinyPlan().sessions, placements: tinyPlan().placements };

  it('with sessions alone can be scored', () => {
    const parsed = parsePlanForScoring(byHand, index);
    expect(parsed.ok && parsed.plan).toMatchObject({
      ...byHand,
      openSessions: [],
      problemId: 'tiny',
      seed: 0,
    });
  });

  it('is not a whole plan', () => {
    const parsed = parsePlan(byHand, index);
    expect(parsed.ok ? [] : parsed.faults.map((f) => f.path)).toContain('/score');
  });

  it('without sessions is none', () => {
    const parsed = parsePlanForScoring({ placements: [] }, index);
    expect(parsed.ok ? [] : parsed.faults.map((f) => [f.code, f.path])).toEqual([
      ['missing', '/sessions'],
    ]);
  });
});
