import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sizeLimits } from '../../src/domain/checks/size-limits.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { numbersProblem } from '../support/golden-parts.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const faultsOf = (input: unknown): string[] => {
  const parsed = parseProblem(input);
  return parsed.ok ? [] : parsed.faults.map((f) => `${f.code} ${f.path}`);
};

const village: Problem = {
  schema: 'afterschool.problem/1',
  school: { id: 'v', name: '', stage: 'nineYear' },
  periods: [{ id: 'p', weekday: 1, segment: 'homework', start: '15:50', end: '16:30' }],
  leavePoints: [{ id: 'L', time: '16:30' }],
  classes: [{ id: 'c', grade: 1, homeRoomId: 'r' }],
  staff: [],
  rooms: [{ id: 'r', kind: 'classroom', seats: 0 }],
  activities: [],
};

describe('what is accepted', () => {
  it('the tiny school, as a copy that later changes of the input do not reach', () => {
    const input = tinyProblem();
    const parsed = parseProblem(input);
    expect(parsed).toEqual({ ok: true, problem: tinyProblem() });
    (input.school as { name: string }).name = 'changed';
    expect(parsed.ok && parsed.problem.school.name).toBe('Tiny school');
  });

  const accepted: [string, Problem][] = [
    ['a village with one class, no pupils, no staff and no clubs', village],
    [
      'a school with nothing in it',
      { ...village, periods: [], leavePoints: [], classes: [], rooms: [] },
    ],
    [
      'a class known as numbers',
      {
        ...village,
        classes: [
          {
            id: 'c',
            grade: 9,
            homeRoomId: 'r',
            leave: [{ weekday: 1, leavePointId: 'L', count: 0 }],
            early: [],
          },
        ],
      },
    ],
    ['a full plan as baseline', tinyProblem({ baseline: tinyPlan() })],
    ['a duty that overlaps late care', tinyProblem()],
    [
      'leave points at the edge of a period',
      {
        ...village,
        leavePoints: [
          { id: 'a', time: '15:50' },
          { id: 'b', time: '16:30' },
        ],
      },
    ],
    [
      'a choice outside of the audience',
      tinyProblem({
        activities: tinyProblem().activities.map((a) =>
          a.id === 'chess' ? { ...a, grades: [3] } : a,
        ),
      }),
    ],
    [
      'more homework than the cap where the rule is off',
      tinyProblem({
        preset: 'hebi',
        rules: { off: ['learningCap'], params: { learningPerDay: 0 } },
      }),
    ],
    [
      'a pin that breaks rules',
      tinyProblem({
        pins: [
          {
            activityId: 'chess',
            periodId: 'tue-gate',
            roomId: 'R1',
            seats: [{ role: 'lead', staffId: 'H1' }],
          },
        ],
      }),
    ],
    [
      'a pin of an every-duty with period and index',
      tinyProblem({
        pins: [
          { activityId: 'gate', index: 1, periodId: 'mon-gate' },
          { activityId: 'micro', forKey: 'C1' },
          {
            care: { classId: 'C1', periodId: 'mon-hw' },
            roomId: 'R1',
            seats: [{ role: 'lead', staffId: 'T1' }],
          },
        ],
      }),
    ],
    [
      'weights for every level, and rules off',
      tinyProblem({ rules: { weights: { posts: 0, staffClash: 2 }, off: ['openSeat', 'choice'] } }),
    ],
    [
      'a term with a make-up day outside of it',
      tinyProblem({
        term: {
          start: '2025-09-01',
          end: '2025-09-01',
          makeUpDays: [{ date: '2024-01-01', runsWeekday: 5 }],
        },
      }),
    ],
    [
      'an activity over the two periods around a break',
      {
        ...village,
        periods: [
          { id: 'a', weekday: 1, segment: 'club', start: '16:30', end: '17:00' },
          { id: 'b', weekday: 1, segment: 'break', start: '17:00', end: '17:10' },
          { id: 'c', weekday: 1, segment: 'club', start: '17:10', end: '17:40' },
        ],
        activities: [
          {
            id: 'x',
            kind: 'club',
            segments: ['club'],
            enrol: 'choice',
            sessions: { perWeek: 1 },
            span: 2,
            seats: [],
          },
        ],
      },
    ],
    [
      'a room that falls back on itself, and zero assistants',
      tinyProblem({
        rooms: tinyProblem().rooms.map((r) => ({ ...r, fallbackRoomId: r.id })),
        activities: [
          {
            id: 'x',
            kind: 'club',
            segments: ['club'],
            enrol: 'choice',
            sessions: { perWeek: 0 },
            seats: [{ role: 'assistant', count: 0 }],
          },
        ],
        students: [],
      }),
    ],
  ];
  it.each(accepted)('%s', (_what, problem) => {
    expect(faultsOf(problem)).toEqual([]);
  });

  it('lists that are full to their limits', () => {
    const many = <T>(n: number | undefined, make: (i: number) => T) =>
      Array.from({ length: n as number }, (_, i) => make(i));
    const problem: Problem = {
      ...village,
      classes: many(sizeLimits.classes, (i) => ({ id: `c${i}`, grade: 1, homeRoomId: 'r0' })),
      students: many(sizeLimits.students, (i) => ({
        id: `s${i}`,
        classId: `c${i % 200}`,
        leave: { 1: 'L' },
      })),
      staff: many(sizeLimits.staff, (i) => ({ id: `t${i}`, kind: 'teacher' as const })),
      rooms: many(sizeLimits.rooms, (i) => ({ id: `r${i}`, kind: 'classroom', seats: 40 })),
      activities: many(sizeLimits.activities, (i) => ({
        id: `a${i}`,
        kind: 'club' as const,
        segments: ['club' as const],
        enrol: 'choice' as const,
        sessions: { perWeek: 1 },
        seats: [],
      })),
      periods: many(sizeLimits.periods, (i) => ({
        id: `p${i}`,
        weekday: 1 + (i % 7),
        segment: 'duty' as const,
        start: '08:00',
        end: '09:00',
      })),
    };
    expect(faultsOf(problem)).toEqual([]);
  });
});

describe('several faults', () => {
  it('are all reported, of shape and of the whole, also in one entry', () => {
    const p = tinyProblem() as unknown as Record<string, never> & {
      [key: string]: Record<string, unknown>[];
    };
    Object.assign(p.classes?.[0] as object, { grade: 'one', homeRoomId: 'R9' });
    Object.assign(p.periods?.[1] as object, { start: '16:10', weekday: 1 });
    Object.assign(p.staff?.[2] as object, { classIds: ['C1', 7, 'C9'], shoeSize: 42 });
    Object.assign(p, {
      term: {
        start: '2025-13-01',
        end: '2025-12-31',
        holidays: [{ from: '2025-10-08', to: '2025-10-01' }],
      },
      comment: 'hello',
    });
    expect(faultsOf(p).toSorted()).toEqual(
      [
        'bad-date /term/start',
        'holiday-order /term/holidays/0/to',
        'period-overlap /periods/1',
        'unknown-field /comment',
        'unknown-field /staff/2/shoeSize',
        'unknown-reference /classes/0/homeRoomId',
        'unknown-reference /staff/2/classIds/2',
        'wrong-type /classes/0/grade',
        'wrong-type /staff/2/classIds/1',
      ].toSorted(),
    );
  });

  it('do not breed: an unreadable list does not leave every id that refers to it dangling', () => {
    expect(faultsOf({ ...tinyProblem(), rooms: 'none' })).toEqual(['wrong-type /rooms']);
    expect(faultsOf({ ...tinyProblem(), classes: undefined })).toEqual(['missing /classes']);
  });

  it('do not breed: an entry with a fault is still there for those who refer to it', () => {
    const problem = tinyProblem();
    (problem.staff[0] as { kind: string }).kind = 'robot';
    expect(faultsOf(problem)).toEqual(['bad-enum /staff/0/kind']);
  });

  it('are told even when a list is far over its limit', () => {
    const students = Array.from({ length: 10_500 }, (_, i) => ({
      id: `s${i}`,
      classId: 'C1',
      leave: {},
    }));
    const faults = faultsOf(tinyProblem({ students, preset: 'moon' as never }));
    expect(faults).toEqual(['too-many /students', 'bad-enum /preset']);
  });

  it('pupils that come as numbers are as few, and the largest number is pointed at', () => {
    const problem = numbersProblem();
    const leave = problem.classes[0]?.leave;
    if (leave?.[1]) leave[1].count = 9985;
    expect(faultsOf(problem)).toEqual([]);
    if (leave?.[1]) leave[1].count = 9986;
    expect(faultsOf(problem)).toEqual(['too-many /classes/0/leave/1/count']);
  });
});

describe('odd input', () => {
  it.each([null, undefined, 3, 'text', [], true])('%j is refused as no object', (input) => {
    expect(faultsOf(input)).toEqual(['wrong-type ']);
  });

  it('ids that every object has by nature are ordinary ids', () => {
    const odd = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];
    const rooms = odd.map((id) => ({ id, kind: 'classroom', seats: 9 }));
    const problem = {
      ...village,
      rooms,
      classes: odd.map((id) => ({ id, grade: 1, homeRoomId: id })),
    };
    expect(faultsOf(problem)).toEqual([]);
    expect(
      faultsOf({ ...village, classes: [{ id: 'c', grade: 1, homeRoomId: 'valueOf' }] }),
    ).toEqual(['unknown-reference /classes/0/homeRoomId']);
  });

  it('a prototype key anywhere does no harm and is not taken', () => {
    const weights = JSON.parse('{"__proto__": {"posts": 7}}');
    expect(faultsOf(tinyProblem({ rules: { weights } }))).toEqual([
      'unknown-rule /rules/weights/__proto__',
    ]);
    expect(({} as Record<string, unknown>).posts).toBeUndefined();
  });

  it('any JSON in any one place gives an answer, and a refusal never lacks a fault', () => {
    const places = Object.keys(tinyProblem()).flatMap((key) => {
      const value = tinyProblem()[key as keyof Problem];
      return Array.isArray(value)
        ? [[key], ...Object.keys(value[0]).map((k) => [key, 0, k])]
        : [[key]];
    });
    fc.assert(
      fc.property(fc.constantFrom(...places), fc.jsonValue({ maxDepth: 3 }), (place, value) => {
        const problem = tinyProblem() as unknown as Record<string | number, never>;
        let here = problem;
        for (const step of place.slice(0, -1)) here = here[step as string] as typeof here;
        here[place.at(-1) as string] = value as never;
        const parsed = parseProblem(problem);
        expect(parsed.ok || parsed.faults.length > 0).toBe(true);
        if (!parsed.ok)
          for (const fault of parsed.faults)
            expect(JSON.stringify(fault).length).toBeLessThan(2000);
      }),
      { numRuns: 300 },
    );
  });
});
