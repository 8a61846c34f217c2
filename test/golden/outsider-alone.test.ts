import { expect, it } from 'vitest';
import { club, parent } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

function school() {
  const problem = tinyProblem();
  problem.staff.push(parent('P1'), parent('P2', { kind: 'retired' }));
  problem.activities.push(
    club('duo', { seats: [{ role: 'lead' }, { role: 'assistant' }] }),
    club('solo'),
  );
  return problem;
}
const pupils = [
  ['C1-a', 'duo'],
  ['C1-b', 'solo'],
] as const;
const duo = (...staff: (string | null)[]) => [held('duo', 'mon-club', staff)];

it('an outsider of several seats has school staff beside them', () => {
  expect(scoreOf('outsiderAlone', school(), duo('P1', 'T1'), pupils).cost).toBe(0);
  expect(scoreOf('outsiderAlone', school(), duo('P1', 'H1'), pupils).cost).toBe(0);
  expect(scoreOf('outsiderAlone', school(), duo('P1', 'P2'), pupils)).toEqual({
    count: 1,
    cost: 1,
  });
  // The other seat is open: still alone.
  expect(scoreOf('outsiderAlone', school(), duo('P1', null), pupils).cost).toBe(1);
  expect(scoreOf('outsiderAlone', school(), duo(null, null), pupils).cost).toBe(0);
});

it('a session of one seat is not meant, nor one without pupils', () => {
  expect(scoreOf('outsiderAlone', school(), [held('solo', 'mon-club', ['P1'])], pupils).cost).toBe(
    0,
  );
  expect(scoreOf('outsiderAlone', school(), duo('P1', 'P2')).cost).toBe(0);
});

it('holds in care too, where pupils are left in care', () => {
  const sessions = [care('mon-hw', ['C1'], ['P1', 'P2'])];
  expect(scoreOf('outsiderAlone', school(), sessions).cost).toBe(1);
});

it('can be switched off by its parameter', () => {
  const problem = school();
  problem.rules = { params: { outsiderNeedsPartner: false } };
  expect(scoreOf('outsiderAlone', problem, duo('P1', 'P2'), pupils).cost).toBe(0);
});
