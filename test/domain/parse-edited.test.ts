import { expect, it } from 'vitest';
import { parseEdited } from '../../src/domain/parse-edited.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { readWorkbook, writeWorkbook } from '../../src/files/index.ts';
import { open, save, sheetOf } from '../files/small-school.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** The school after a run that kept to its published plan: the plan stays in its data. */
const kept = (): Problem => tinyProblem({ baseline: tinyPlan() });

function without(problem: Problem, person: string): Problem {
  return { ...problem, staff: problem.staff.filter(({ id }) => id !== person) };
}

const seated = (problem: Problem | undefined, person: string) =>
  problem?.baseline?.sessions.filter(({ seats }) => seats.some((s) => s.staffId === person)).length;

it('a person who leaves takes nothing of the plan along but the own posts', () => {
  const left = without(kept(), 'T3');
  expect(parseProblem(left).ok).toBe(false);
  const edited = parseEdited(left);
  const problem = edited.ok ? edited.problem : undefined;
  expect(problem?.baseline?.sessions).toHaveLength(tinyPlan().sessions.length);
  expect(seated(problem, 'T3')).toBe(0);
  expect(seated(problem, 'T1')).toBe(seated(kept(), 'T1'));
});

it('only what people can mend is told: where else the person stands', () => {
  const edited = parseEdited(without(kept(), 'T1'));
  expect(edited.ok ? [] : edited.faults.map(({ path }) => path)).toEqual([
    '/classes/0/headTeacherId',
  ]);
});

it('what speaks of nobody who is gone stays as it is, and no plan is no plan', () => {
  expect(parseEdited(kept())).toEqual(parseProblem(kept()));
  const wrong = { ...kept(), baseline: { sessions: 3 } };
  expect(parseEdited(wrong)).toEqual(parseProblem(wrong));
});

it('a row of a person is taken out of a workbook with such a plan', async () => {
  const workbook = await open((await writeWorkbook(kept())).bytes);
  for (const name of ['教职工', '人员时间']) {
    const sheet = sheetOf(workbook, name);
    for (let row = sheet.rowCount; row > 2; row--)
      if (sheet.getRow(row).getCell(1).value === 'T3') sheet.spliceRows(row, 1);
  }
  const read = await readWorkbook(await save(workbook));
  expect(read.ok ? [] : read.faults).toEqual([]);
  expect(read.ok && seated(read.problem, 'T3')).toBe(0);
});

it.each<[string, (problem: Problem) => void]>([
  [
    'periods that are on two days now',
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
])('such a plan is no obstacle with %s', (_, change) => {
  const problem = kept();
  change(problem);
  expect(parseProblem(problem).ok).toBe(false);
  const read = parseEdited(problem);
  expect(read.ok ? [] : read.faults).toEqual([]);
});
