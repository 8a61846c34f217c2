import { expect, it } from 'vitest';
import type { Period } from '../../src/domain/problem.ts';
import { tinyWith } from '../support/golden-parts.ts';
import { care, held, scoreOf } from '../support/plan-builder.ts';

const evening = (id: string, weekday: number): Period => ({
  id,
  weekday,
  segment: 'lateCare',
  start: '17:20',
  end: '18:00',
});
const late = (day: string) => care(`${day}-late`, ['C1'], ['T1']);

it('each pair of weekdays in a row costs 1, x 5', () => {
  const problem = tinyWith(evening('wed-late', 3), evening('thu-late', 4));
  expect(scoreOf('lateStreak', problem, [late('mon'), late('wed')]).cost).toBe(0);
  expect(scoreOf('lateStreak', problem, [late('mon'), late('tue')])).toEqual({ count: 1, cost: 5 });
  const all = ['mon', 'tue', 'wed', 'thu'].map(late);
  expect(scoreOf('lateStreak', problem, all).cost).toBe(15);
  const gates = ['mon-gate', 'tue-gate'].map((id) => held('gate', id, ['T1']));
  expect(scoreOf('lateStreak', problem, gates).cost).toBe(5);
});

it('does not wrap from Sunday to Monday', () => {
  const sessions = [late('sun'), late('mon')];
  expect(scoreOf('lateStreak', tinyWith(evening('sun-late', 7)), sessions).cost).toBe(0);
});
