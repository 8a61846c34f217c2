import { expect, test } from 'vitest';
import { makeReport, reportText } from '../../src/cli/report.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

test('what keeps a plan from being published is told in Chinese first, by day, time and name', () => {
  const plan = tinyPlan();
  plan.score.hard = 2;
  const chess = plan.sessions.find(({ activityId }) => activityId === 'chess');
  for (const seat of chess?.seats ?? []) seat.staffId = null;
  plan.sessions = plan.sessions.filter(({ id }) => id !== 'gate-tue-gate');
  const told = reportText(makeReport(tinyProblem(), plan)).split('\n');
  expect(told.filter((line) => line.startsWith('!'))).toEqual([
    '! 方案违反硬规则 2 处。 The plan has 2 violations of hard rules.',
    '! 周一 16:40-17:20  Chess：有学生，没有人看护。 The session chess-1 has pupils and no adult.',
    '! 周二 17:10-18:10  Gate duty：这个时段没有排上。 The duty gate is missing in tue-gate.',
  ]);
});
