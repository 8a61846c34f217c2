import { expect, it } from 'vitest';
import { club } from '../support/golden-parts.ts';
import { byId, held, scoreOf } from '../support/plan-builder.ts';
import { tinyProblem } from '../support/tiny.ts';

const chess = (staffId: string | null) => held('chess', 'mon-club', [staffId], { room: 'R3' });

it('one person leads every session of a club; an open seat is nobody', () => {
  const problem = tinyProblem();
  expect(scoreOf('sameLead', problem, [chess('T3'), chess('T3'), chess(null)]).cost).toBe(0);
  expect(scoreOf('sameLead', problem, [chess('T3'), chess('T1')])).toEqual({ count: 1, cost: 1 });
  expect(scoreOf('sameLead', problem, [chess('T3'), chess('T1'), chess('T2')]).cost).toBe(2);
  byId(problem.activities, 'chess').sameLead = false;
  expect(scoreOf('sameLead', problem, [chess('T3'), chess('T1')]).cost).toBe(0);
});

it('other kinds only if they say so, and each class is a series of its own', () => {
  const problem = tinyProblem();
  const micro = (forKey: string, staffId: string) =>
    held('micro', 'tue-micro', [staffId], { forKey });
  const changed = [micro('C1', 'T1'), micro('C1', 'T2'), micro('C3', 'T3')];
  expect(scoreOf('sameLead', problem, changed).cost).toBe(0);
  byId(problem.activities, 'micro').sameLead = true;
  expect(scoreOf('sameLead', problem, changed).cost).toBe(1);
});

it('as many people as there are lead seats; assistants may change', () => {
  const problem = tinyProblem();
  const seats = [{ role: 'lead' as const, count: 2 }, { role: 'assistant' as const }];
  problem.activities.push(club('band', { seats }));
  const band = (...staff: string[]) => held('band', 'mon-club', staff);
  expect(scoreOf('sameLead', problem, [band('T1', 'T2', 'T3'), band('T2', 'T1', 'H1')]).cost).toBe(
    0,
  );
  expect(scoreOf('sameLead', problem, [band('T1', 'T2', 'T3'), band('T2', 'H1', 'T3')]).cost).toBe(
    1,
  );
});
