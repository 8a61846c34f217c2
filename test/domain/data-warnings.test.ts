import { describe, expect, it } from 'vitest';
import { dataWarnings } from '../../src/domain/data-warnings.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
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

  it('and whoever is limited to nothing is told in the same way', () => {
    const limited = (limits: object, more = {}) => warningsOf(ill([], { limits, ...more }));
    for (const limits of [{ daysPerWeek: 0 }, { minutesPerWeek: 0 }])
      expect(limited(limits)).toMatchObject([
        {
          code: 'away-all-week',
          staffIds: ['T2'],
          sentence: { zh: expect.stringMatching(/^Teacher 2每周的天数或分钟上限是 0.*写成 0$/) },
        },
      ]);
    expect(limited({ minutesPerWeek: 0 }, { share: 0 })).toEqual([]);
    expect(limited({ latePerWeek: 0, clubs: 0, minutesPerWeek: 60 })).toEqual([]);
  });

  it.each([
    ['with a share of 0', [1, 2], { share: 0 }],
    ['who is barred and has none', [1, 2], { cleared: false }],
    ['on one of the two days only', [1], {}],
  ])('%s is no news', (_, weekdays, more) => {
    expect(warningsOf(ill(weekdays, more))).toEqual([]);
  });
});

describe('dates outside the term', () => {
  const september = { from: '2025-09-10', to: '2025-09-10' };
  const winter = { from: '2026-01-17', to: '2026-02-28' };
  const term = { start: '2025-09-01', end: '2026-01-16', holidays: [september, winter] };

  it('are no news of a holiday after it beside one within', () => {
    expect(warningsOf(tinyProblem({ term }))).toEqual([]);
  });

  it('are told of make-up days, and of holidays that are all of the last term', () => {
    const makeUpDays = [
      { date: '2025-09-28', runsWeekday: 2 },
      { date: '2027-09-28', runsWeekday: 2 },
    ];
    const holidays = [{ from: '2025-05-01', to: '2025-05-05' }];
    expect(
      warningsOf(tinyProblem({ term: { ...term, holidays, makeUpDays } })).map(
        ({ code, sentence }) => [code, sentence.zh.split('：')[0]],
      ),
    ).toEqual([
      ['dates-outside-term', '放假 2025-05-01 不在学期（2025-09-01 至 2026-01-16）内，不起作用'],
      ['dates-outside-term', '调休 2027-09-28 不在学期（2025-09-01 至 2026-01-16）内，不起作用'],
    ]);
  });
});

it('tells places that are their own rain plan', () => {
  const problem = tinyProblem();
  const [first, second] = problem.rooms;
  Object.assign(first ?? {}, { name: '操场', fallbackRoomId: first?.id });
  Object.assign(second ?? {}, { fallbackRoomId: first?.id });
  expect(warningsOf(problem)).toMatchObject([
    {
      code: 'own-fallback',
      sentence: { zh: expect.stringMatching(/^操场的雨天备用写的是场地自己/) },
    },
  ]);
});
