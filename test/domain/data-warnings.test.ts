import { describe, expect, it } from 'vitest';
import { dataWarnings } from '../../src/domain/data-warnings.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

const warningsOf = (problem: Problem) => dataWarnings(indexProblem(problem));

it('says nothing of data in which all is as it should be', () => {
  expect(warningsOf(tinyProblem({ baseline: tinyPlan() }))).toEqual([]);
});

it('tells afternoons on the 12-hour clock by the time that was meant', () => {
  const problem = tinyProblem();
  for (const one of problem.periods) if (one.segment === 'homework') one.start = '03:50';
  expect(warningsOf(problem)).toMatchObject([
    {
      code: 'before-dawn',
      periodIds: ['mon-hw', 'tue-hw'],
      sentence: { zh: expect.stringContaining('03:50 要写成 15:50') },
    },
  ]);
});

describe('somebody who is away all week', () => {
  const allDay = (weekday: number) => ({ weekday, start: '00:00', end: '23:59', reason: '病假' });
  const ill = (weekdays: number[], more: object = {}) => {
    const problem = tinyProblem();
    Object.assign(problem.staff[1] ?? {}, { unavailable: weekdays.map(allDay), ...more });
    return problem;
  };

  it('and still counted in the fair share is told, with what to write', () => {
    expect(warningsOf(ill([1, 2, 3, 4, 5]))).toMatchObject([
      {
        code: 'away-all-week',
        staffIds: ['T2'],
        sentence: {
          zh: expect.stringMatching(/^Teacher 2在所有时段都不能来.*份额（share）写成 0$/),
        },
      },
    ]);
  });

  it.each([
    ['with a share of 0', [1, 2], { share: 0 }],
    ['who is barred and has none', [1, 2], { cleared: false }],
    ['on one of the two days only', [1], {}],
  ])('%s is no news', (_, weekdays, more) => {
    expect(warningsOf(ill(weekdays, more))).toEqual([]);
  });
});

describe('a baseline of what is gone', () => {
  const of = (change: (plan: Plan) => void) => {
    const baseline = tinyPlan();
    change(baseline);
    return tinyProblem({ baseline });
  };

  it('is taken, and names each thing once', () => {
    const problem = of((plan) => {
      const [first, second, chess] = plan.sessions;
      if (!first || !second || !chess) throw new Error('too few sessions');
      first.seats = [{ role: 'lead', staffId: 'T9' }];
      second.seats = [{ role: 'lead', staffId: 'T9' }];
      first.roomId = 'old hall';
      first.classIds = ['C9'];
      second.periodIds = ['sun'];
      plan.sessions.push({ ...chess, id: 'go-1', activityId: 'go' });
      plan.placements?.push({ studentId: 'moved away', activityId: 'chess', rank: 1 });
    });
    expect(parseProblem(problem)).toMatchObject({ ok: true });
    const [warning] = warningsOf(problem);
    expect(warning?.code).toBe('baseline-gone');
    expect(warning?.sentence.zh).toContain(
      '教职工“T9”；场地“old hall”；活动“go”；班级“C9”；时段“sun”；学生“moved away”',
    );
    expect(warning?.sentence.en).toContain('person "T9"; room "old hall"; activity "go"');
  });

  it.each<[string, (problem: Problem) => void]>([
    [
      'periods that are now on two days',
      ({ periods, baseline }) => {
        Object.assign(periods[1] ?? {}, { weekday: 3 });
        const chess = baseline?.sessions.find(({ activityId }) => activityId === 'chess');
        chess?.periodIds.push('mon-hw');
      },
    ],
    [
      'an activity that is of another kind now',
      ({ activities }) => void Object.assign(activities[0] ?? {}, { kind: 'tutoring' }),
    ],
    [
      'an activity that has one series for all classes now',
      ({ activities }) => void Object.assign(activities[1] ?? {}, { forEach: 'grade' }),
    ],
  ])('is taken with %s', (_, change) => {
    const problem = tinyProblem({ baseline: tinyPlan() });
    change(problem);
    const read = parseProblem(problem);
    expect(read.ok ? [] : read.faults).toEqual([]);
  });
});
