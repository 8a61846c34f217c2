import { expect, test } from 'vitest';
import { solve } from '../../../solver/index.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { sideRows } from '../../../web/compare/side-rows.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { planViews, rowsOf } from '../../../web/plan/grid-rows.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';

/** Two plans in one grid. */

const problem = generateProblem({ size: 'village', seed: 5 });
const plan = await solve(problem, { seed: 1, steps: 5000 });
const model = modelPlan(problem, plan, zh);

test.each(planViews)('the same plan twice has nothing that differs, by %s', (view) => {
  const rows = rowsOf(model, view, zh);
  expect(sideRows(rows, rows, true).rows).toEqual([]);
  const all = sideRows(rows, rows, false);
  expect(all.rows.length).toBe(rows.length);
  expect(all.different.size).toBe(0);
  const blocks = all.rows.flatMap(({ blocks }) => blocks.map(({ key }) => key));
  expect(new Set(blocks).size).toBe(blocks.length);
});

test('another room is framed on both sides, in the rows that it concerns alone', () => {
  const [first] = plan.sessions.filter(({ kind, roomId }) => kind === 'care' && roomId !== null);
  if (!first) throw new Error('there is no care');
  const roomId = problem.rooms.find(({ id }) => id !== first.roomId)?.id ?? null;
  const sessions = plan.sessions.map((one) => (one === first ? { ...one, roomId } : one));
  const other = modelPlan(problem, { ...plan, sessions }, zh);
  const { rows, different } = sideRows(
    rowsOf(model, 'class', zh),
    rowsOf(other, 'class', zh),
    true,
  );
  expect(rows.map(({ key }) => key).sort()).toEqual([...first.classIds].sort());
  expect(different.size).toBe(2 * first.classIds.length);
  // The day on which it is; of another one there is nothing to see.
  const weekday = problem.periods.find(({ id }) => id === first.periodIds[0])?.weekday ?? 0;
  const on = (day: number) =>
    sideRows(rowsOf(model, 'class', zh), rowsOf(other, 'class', zh), true, day);
  expect([...on(0).days]).toEqual([weekday]);
  expect(on(weekday).rows.map(({ key }) => key)).toEqual(rows.map(({ key }) => key));
  expect(on(weekday === 1 ? 2 : 1).rows).toEqual([]);
});
