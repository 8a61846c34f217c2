import { expect, it } from 'vitest';
import { solve, verify } from '../../solver/index.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { publishability } from '../../src/domain/publishable.ts';
import { readWorkbook } from '../../src/files/workbook/read-workbook.ts';
import { usualWeek } from '../../src/generator/index.ts';
import { openTemplate, save, typeSchool } from './small-school.ts';

it('the template with a newcomer’s classes, staff and rooms is taken and solves to a plan', async () => {
  const workbook = await openTemplate();
  typeSchool(workbook);
  const read = await readWorkbook(await save(workbook));
  if (!read.ok) throw new Error(JSON.stringify(read.faults, null, 1));
  const { problem } = read;
  expect(problem.school).toMatchObject({ id: '阳光小学', name: '阳光小学', stage: 'primary' });
  expect(problem.periods).toEqual(usualWeek().periods);
  expect(problem.classes).toHaveLength(3);
  const plan = await solve(problem, { steps: 5000, seed: 1 });
  expect(verify(problem, plan)).toMatchObject({ hard: 0, medium: 0 });
  expect(publishability(plan, indexProblem(problem)).openPosts).toEqual([]);
  // Somebody is with each class in each period of homework.
  const homework = problem.periods.filter(({ segment }) => segment === 'homework');
  for (const { id } of homework) {
    const hosted = plan.sessions.filter((s) => s.periodIds.includes(id)).flatMap((s) => s.classIds);
    expect(hosted.toSorted()).toEqual(problem.classes.map((c) => c.id).toSorted());
  }
});
