import { expect, it } from 'vitest';
import { mornings, tinyWith } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';

const lateMonday = care('mon-late', ['C1'], ['T1']); // ends 18:00, the last leave point
const earlyTuesday = care('tue-early', ['C1'], ['T1']);

it('a late post and an early one on the next weekday are one violation', () => {
  const problem = tinyWith(...mornings);
  expect(scoreOf('nightRest', problem, [lateMonday]).cost).toBe(0);
  expect(scoreOf('nightRest', problem, [lateMonday, earlyTuesday])).toEqual({ count: 1, cost: 1 });
  // Gate duty to 18:10 is late too, and one evening is late only once.
  const both = [lateMonday, held('gate', 'mon-gate', ['T1']), earlyTuesday];
  expect(scoreOf('nightRest', problem, both).cost).toBe(1);
});

it('late on Tuesday and early on the Monday before, or on the Tuesday itself, is nothing', () => {
  const sessions = [
    care('mon-early', ['C1'], ['T1']),
    earlyTuesday,
    care('tue-late', ['C1'], ['T1']),
  ];
  expect(scoreOf('nightRest', tinyWith(...mornings), sessions).cost).toBe(0);
});

it('takes the late hour from the parameters', () => {
  const problem = tinyWith(...mornings);
  const sessions = [care('mon-club', ['C1'], ['T1']), earlyTuesday]; // ends 17:20
  expect(scoreOf('nightRest', problem, sessions).cost).toBe(0);
  problem.rules = { params: { lateFrom: '17:20' } };
  expect(scoreOf('nightRest', problem, sessions).cost).toBe(1);
});

it('weekdays do not wrap: Sunday evening and Monday morning', () => {
  const sunday = {
    id: 'sun-late',
    weekday: 7,
    segment: 'lateCare' as const,
    start: '17:20',
    end: '18:00',
  };
  const problem = tinyWith(...mornings, sunday);
  const sessions = [care('sun-late', ['C1'], ['T1']), care('mon-early', ['C1'], ['T1'])];
  expect(scoreOf('nightRest', problem, sessions).cost).toBe(0);
});
