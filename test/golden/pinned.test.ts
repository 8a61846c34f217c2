import { expect, it } from 'vitest';
import type { Pin } from '../../src/domain/problem.ts';
import { tinyWith, tuesdayClub } from '../support/golden-parts.ts';
import { byId, care, type Draft, held, scoreOf } from '../support/plan-builder.ts';

function broken(pin: Pin, sessions: Draft[]) {
  const problem = tinyWith(tuesdayClub);
  byId(problem.activities, 'chess').sessions = { perWeek: 2 };
  byId(problem.rooms, 'R2').kind = 'activity';
  problem.pins = [pin];
  return scoreOf('pinned', problem, sessions);
}
const chess = (periodId: string, staffId: string | null, room: string) =>
  held('chess', periodId, [staffId], { room });
const week = [chess('tue-club', 'T3', 'R2'), chess('mon-club', 'T1', 'R3')];
const lead = (staffId: string) => [{ role: 'lead' as const, staffId }];

it('with a period: 1 where the session is missing, else 1 for the room and 1 for each person', () => {
  const pin: Pin = { activityId: 'chess', periodId: 'mon-club', roomId: 'R3', seats: lead('T1') };
  expect(broken(pin, week).cost).toBe(0);
  expect(broken(pin, week.slice(0, 1))).toEqual({ count: 1, cost: 1 });
  expect(broken(pin, [chess('mon-club', 'T1', 'R2')]).cost).toBe(1);
  expect(broken(pin, [chess('mon-club', null, 'R2')]).cost).toBe(2);
});

it('without one: the index-th session in time order, the first if nothing is said', () => {
  expect(broken({ activityId: 'chess', roomId: 'R3' }, week).cost).toBe(0); // Monday
  expect(broken({ activityId: 'chess', index: 1, roomId: 'R3' }, week).cost).toBe(1); // Tuesday
  expect(broken({ activityId: 'chess', index: 1, seats: lead('T3') }, week).cost).toBe(0);
  expect(broken({ activityId: 'chess', index: 1 }, week.slice(0, 1)).cost).toBe(1);
});

it('with a key: the series of that class', () => {
  const micro = ['C1', 'C3'].map((forKey, i) =>
    held('micro', 'tue-micro', [['T1', 'T2'][i] as string], { forKey }),
  );
  expect(broken({ activityId: 'micro', forKey: 'C3', seats: lead('T2') }, micro).cost).toBe(0);
  expect(broken({ activityId: 'micro', forKey: 'C3', seats: lead('T1') }, micro).cost).toBe(1);
});

it('of care: the session that hosts the class in the period, and a person in that role', () => {
  const pin: Pin = { care: { classId: 'C3', periodId: 'mon-late' }, seats: lead('T2') };
  const late = (...staff: string[]) => [care('mon-late', ['C1', 'C3'], staff, { room: 'R1' })];
  expect(broken(pin, late('T2')).cost).toBe(0);
  expect(broken(pin, late('T1', 'T2')).cost).toBe(1); // there, but as assistant
  expect(broken({ ...pin, roomId: 'R2' }, late('T1')).cost).toBe(2);
  expect(broken({ ...pin, roomId: 'R2' }, []).cost).toBe(1);
});
