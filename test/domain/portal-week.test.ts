import { describe, expect, test } from 'vitest';
import { type PortalWeek, portalSubjects, portalWeek } from '../../src/domain/portal-week.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

/** 2025-09-01 is a Monday. */
const term: Problem['term'] = {
  start: '2025-09-01',
  end: '2025-12-31',
  holidays: [{ from: '2025-10-01', to: '2025-10-08', name: '国庆节' }],
  makeUpDays: [{ date: '2025-09-28', runsWeekday: 2 }],
};
const problem = tinyProblem({ term });
const plan = tinyPlan();

function week(kind: 'class' | 'pupil' | 'staff', id: string, date: string): PortalWeek {
  const found = portalWeek(problem, plan, { kind, id }, date);
  if (!found) throw new Error(`no ${kind} ${id}`);
  return found;
}

/** "Mon 16:40-17:20 Chess" */
function told({ days }: PortalWeek): string[] {
  return days.flatMap(({ date, items }) =>
    items.map((item) => `${date} ${item.start}-${item.end} ${item.activity ?? item.kind}`),
  );
}

describe('a dated week', () => {
  test('of a pupil says where to be in each period up to the own leave point', () => {
    expect(told(week('pupil', 'C1-a', '2025-09-03'))).toEqual([
      '2025-09-01 15:50-16:30 care',
      '2025-09-01 16:40-17:20 Chess',
      '2025-09-01 17:20-18:00 care',
      '2025-09-02 15:50-16:30 care',
      '2025-09-02 16:40-17:20 Micro theme',
      '2025-09-02 17:20-18:00 care',
    ]);
    // Not in chess, and gone at 17:20 on Monday; absent on Tuesday.
    expect(told(week('pupil', 'C3-d', '2025-09-01'))).toEqual([
      '2025-09-01 15:50-16:30 care',
      '2025-09-01 16:40-17:20 care',
    ]);
  });

  test('of a class shows its care and whole-class sessions, of a person every post', () => {
    expect(told(week('class', 'C3', '2025-09-01'))).toContain('2025-09-02 16:40-17:20 Micro theme');
    expect(told(week('class', 'C3', '2025-09-01')).join()).not.toContain('Chess');
    expect(told(week('staff', 'H1', '2025-09-01'))).toContain('2025-09-01 17:10-18:10 Gate duty');
  });

  test('of a class names the clubs of its pupils that day, and of nobody else', () => {
    const clubs = (kind: 'class' | 'pupil' | 'staff', id: string) =>
      week(kind, id, '2025-09-01').days.map((day) => day.clubs);
    expect(clubs('class', 'C3')[0]).toEqual([
      {
        start: '16:40',
        end: '17:20',
        name: 'Chess',
        room: expect.objectContaining({ name: 'Chess room' }),
      },
    ]);
    expect(clubs('class', 'C3').slice(1).flat()).toEqual([]);
    expect([...clubs('pupil', 'C3-a'), ...clubs('staff', 'H1')]).toEqual(Array(14).fill(undefined));
    // A class with nobody in it has none, whatever the session says.
    const without = tinyPlan();
    without.placements = without.placements?.filter(({ studentId }) => studentId.startsWith('C1'));
    const found = portalWeek(problem, without, { kind: 'class', id: 'C3' }, '2025-09-01');
    expect(found?.days[0]?.clubs).toEqual([]);
  });

  test('says when one goes home, and from where', () => {
    const leaves = (one: PortalWeek) => one.days.map((day) => day.leaves);
    // Gone at 17:20 on Monday; absent on Tuesday.
    const pupil = leaves(week('pupil', 'C3-d', '2025-09-01'));
    expect(pupil[0]?.map(({ time }) => time)).toEqual(['17:20']);
    expect(pupil.slice(1).flat()).toEqual([]);
    const care = week('pupil', 'C3-d', '2025-09-01').days[0]?.items.at(-1);
    expect(pupil[0]?.[0]?.from).toBe(care?.room?.name);
    // Of a class, every time at which one of its pupils goes, once.
    const times = new Set(
      (problem.students ?? [])
        .filter((one) => one.classId === 'C3' && one.leave['1'] !== undefined)
        .map((one) => problem.leavePoints.find(({ id }) => id === one.leave['1'])?.time),
    );
    const ofClass = leaves(week('class', 'C3', '2025-09-01'))[0] ?? [];
    expect(ofClass.map(({ time }) => time)).toEqual([...times].sort());
    expect(leaves(week('staff', 'H1', '2025-09-01')).flat()).toEqual([]);
  });

  test('says when a class goes home that is in clubs alone, and not from its last care', () => {
    const leaves = (isCare: (periodId: string) => boolean) => {
      const sessions = plan.sessions.filter(
        ({ kind, periodIds }) => kind !== 'care' || periodIds.every(isCare),
      );
      const subject = { kind: 'class', id: 'C3' } as const;
      return portalWeek(problem, { ...plan, sessions }, subject, '2025-09-01')?.days[0]?.leaves;
    };
    const times = ['17:20', '18:00'].map((time) => ({ time, from: null }));
    expect(leaves(() => false)).toEqual(times);
    expect(leaves((id) => id === 'mon-hw')).toEqual(times);
    expect(leaves(() => true)?.every(({ from }) => from !== null)).toBe(true);
  });

  test('can be had of every class and of whoever has a post; pupils are not listed', () => {
    const all = portalSubjects(problem, plan);
    for (const { id } of all.classes) week('class', id, '2025-09-01');
    for (const { id } of all.staff) {
      expect(told(week('staff', id, '2025-09-01')).length).toBeGreaterThan(0);
    }
    const text = JSON.stringify(all);
    for (const pupil of problem.students ?? []) expect(text).not.toContain(pupil.id);
    expect(text).not.toMatch(/leftBehind|priority/);
  });

  test('follows holidays and make-up days', () => {
    const before = week('class', 'C1', '2025-09-22');
    const sunday = before.days[6];
    expect(sunday).toMatchObject({ date: '2025-09-28', isMakeUp: true, runsWeekday: 2 });
    expect(sunday?.items.map((item) => item.activity)).toContain('Micro theme');
    const holiday = week('class', 'C1', '2025-10-06');
    expect(holiday.days[0]).toMatchObject({ holiday: '国庆节', runsWeekday: null, items: [] });
    expect(week('class', 'C1', '2026-01-05').days.every((day) => day.items.length === 0)).toBe(
      true,
    );
  });

  test('runs as planned where there is no term calendar', () => {
    const { term: _, ...without } = problem;
    const found = portalWeek(without, plan, { kind: 'class', id: 'C1' }, '2030-05-08');
    expect(found?.week).toBeNull();
    expect(found?.days[1]?.items.length).toBeGreaterThan(0);
  });

  test('says where a place outdoors goes when it rains', () => {
    const outdoors = structuredClone(problem);
    for (const room of outdoors.rooms) if (room.id === 'R3') room.fallbackRoomId = 'R2';
    const other = outdoors.rooms.find(({ id }) => id === 'R2')?.name;
    const rain = (kind: 'class' | 'pupil') =>
      portalWeek(outdoors, plan, { kind, id: kind === 'class' ? 'C1' : 'C1-a' }, '2025-09-01');
    const clubs = rain('class')?.days.flatMap((day) => day.clubs ?? []);
    expect(clubs?.map(({ room }) => room?.rain)).toEqual([other]);
    const chess = rain('pupil')?.days.flatMap(({ items }) => items);
    expect(chess?.find(({ activity }) => activity === 'Chess')?.room?.rain).toBe(other);
  });

  test('leaves out what is held only in the other weeks', () => {
    const odd = structuredClone(problem);
    for (const period of odd.periods) if (period.id === 'mon-club') period.weeks = 'odd';
    expect(parseProblem(odd).ok).toBe(true);
    const clubs = (date: string) =>
      told(portalWeek(odd, plan, { kind: 'pupil', id: 'C1-a' }, date) as PortalWeek).filter(
        (text) => text.includes('Chess'),
      );
    expect(clubs('2025-09-01')).toHaveLength(1);
    expect(clubs('2025-09-08')).toHaveLength(0);
    expect(clubs('2025-09-15')).toHaveLength(1);
  });

  test('sends home who stays for late care in the weeks without it when the rest is over', () => {
    const odd = structuredClone(problem);
    for (const period of odd.periods) if (period.id === 'mon-late') period.weeks = 'odd';
    const home = (date: string, kind: 'class' | 'pupil', id: string) =>
      portalWeek(odd, plan, { kind, id }, date)?.days[0]?.leaves.map(({ time }) => time);
    expect(home('2025-09-01', 'pupil', 'C1-a')).toEqual(['18:00']);
    expect(home('2025-09-08', 'pupil', 'C1-a')).toEqual(['17:20']);
    expect(home('2025-09-01', 'class', 'C1')).toEqual(['17:20', '18:00']);
    expect(home('2025-09-08', 'class', 'C1')).toEqual(['17:20']);
  });

  test('tells nothing of other pupils, of wishes, numbers or priority flags', () => {
    const all = [
      ...(problem.students ?? []).map((pupil) => week('pupil', pupil.id, '2025-09-01')),
      ...problem.classes.map((c) => week('class', c.id, '2025-09-01')),
      ...problem.staff.map((person) => week('staff', person.id, '2025-09-01')),
    ];
    for (const one of all) {
      const text = JSON.stringify({ ...one, subject: null });
      for (const pupil of problem.students ?? []) expect(text).not.toContain(`"${pupil.id}"`);
      expect(text).not.toMatch(/leftBehind|priority|choices|headcount|rate/);
    }
  });

  test('of somebody who is not there is not there', () => {
    for (const kind of ['class', 'pupil', 'staff'] as const) {
      expect(portalWeek(problem, plan, { kind, id: 'nobody' }, '2025-09-01')).toBeUndefined();
    }
  });
});
