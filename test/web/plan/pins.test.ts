import { describe, expect, test } from 'vitest';
import { solve, verify } from '../../../solver/index.ts';
import { parseProblem } from '../../../src/domain/validate.ts';
import { generateProblem } from '../../../src/generator/index.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { dropEdit } from '../../../web/plan/drop-edit.ts';
import { rowsOf } from '../../../web/plan/grid-rows.ts';
import { pinnedIds, withPins } from '../../../web/plan/pins.ts';
import { modelPlan } from '../../../web/plan/plan-model.ts';

/** What people do to a plan by hand, as edits and pins that the service takes. */

const problem = generateProblem({ size: 'village', seed: 5 });
const plan = await solve(problem, { seed: 1, steps: 20_000 });
const model = modelPlan(problem, plan, zh);

describe('pins', () => {
  const some = plan.sessions.filter((_, i) => i % 5 === 0).map(({ id }) => id);
  const pins = withPins([], plan.sessions, new Set(some));

  test('hold sessions as they are: the problem stays valid and the plan breaks none', () => {
    const parsed = parseProblem({ ...problem, pins });
    expect(parsed.ok ? [] : parsed.faults).toEqual([]);
    expect(verify({ ...problem, pins }, plan).rules.pinned ?? { count: 0 }).toMatchObject({
      count: 0,
    });
  });

  test('are found again, and go when they are taken away', () => {
    expect(pinnedIds(pins, plan.sessions)).toEqual(new Set(some));
    expect(withPins(pins, plan.sessions, new Set(some))).toEqual(pins);
    expect(withPins(pins, plan.sessions, new Set())).toEqual([]);
  });

  test('follow a session that was moved by hand', () => {
    const session = plan.sessions.find(({ activityId }) => activityId !== undefined);
    if (!session) throw new Error('the plan has care alone');
    const { activityId, forKey, periodIds, id } = session;
    const isFree = ({ id: period }: { id: string }) =>
      !plan.sessions.some(
        (one) =>
          one.activityId === activityId && one.forKey === forKey && one.periodIds.includes(period),
      );
    const periodId = problem.periods.find(isFree)?.id as string;
    const before = {
      activityId: activityId as string,
      ...(forKey === undefined ? {} : { forKey }),
      periodId,
    };
    const after = withPins([before], plan.sessions, new Set([id]));
    expect(after).toMatchObject([{ activityId, periodId: periodIds[0] }]);
    expect(withPins([before], plan.sessions, new Set())).toEqual([before]);
  });

  test('of other things stay', () => {
    const activityId = problem.activities[0]?.id as string;
    const inOrder = { activityId, index: 0 };
    expect(withPins([inOrder], plan.sessions, new Set())).toEqual([inOrder]);
  });
});

describe('dropping a block', () => {
  const rows = rowsOf(model, 'teacher', zh);
  const busy = rows.filter(({ blocks }) => blocks.length > 0);

  test('on a person who holds a post then exchanges the two', () => {
    for (const row of busy) {
      for (const block of row.blocks) {
        const to = busy.find(
          (other) =>
            other !== row &&
            other.blocks.filter(
              (one) =>
                one.weekday === block.weekday && one.start < block.end && one.end > block.start,
            ).length === 1,
        );
        if (!to) continue;
        const edits = dropEdit(
          model,
          'teacher',
          { block, row },
          { row: to, columnKey: '1', day: undefined },
        );
        const seats = edits?.map(({ seat }) => seat?.staffId);
        // Two people in one session have nothing to exchange.
        if (edits?.length === 2) expect(seats).toEqual([to.key, row.key]);
        else expect(seats).toEqual([to.key]);
      }
    }
  });

  test('of care on another class merges the two in that period', () => {
    const classes = rowsOf(model, 'class', zh);
    const [row, to] = classes as [(typeof classes)[0], (typeof classes)[0]];
    const block = row.blocks.find(
      ({ sessions: [one] }) => one?.kind === 'care' && one.classIds.length === 1,
    );
    if (!block) throw new Error('the class is never alone in care');
    const edits = dropEdit(
      model,
      'class',
      { block, row },
      { row: to, columnKey: '1', day: undefined },
    );
    const host = model.host(to.key, block.periodIds[0] as string);
    if (host?.kind !== 'care') expect(edits).toBeUndefined();
    else
      expect(edits).toEqual([
        { care: { classId: row.key, periodId: block.periodIds[0], into: host.id } },
      ]);
  });
});
