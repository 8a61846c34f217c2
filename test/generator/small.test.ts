import { describe, expect, it } from 'vitest';
import type { Problem } from '../../src/domain/problem.ts';
import { randomSmallProblem } from '../../src/generator/index.ts';
import { faultsOf } from './valid.ts';

const seeds = Array.from({ length: 400 }, (_, i) => i + 1);
const problems = seeds.map((seed) => randomSmallProblem(seed));

describe('random small problems', () => {
  it('are valid by the contract', () => {
    for (const problem of problems) expect(faultsOf(problem), problem.school.id).toEqual([]);
  });

  it('are small: 1 to 5 classes of at most 12 pupils on 2 to 4 weekdays', () => {
    for (const { classes, students = [], periods } of problems) {
      expect(classes.length).toBeGreaterThanOrEqual(1);
      expect(classes.length).toBeLessThanOrEqual(5);
      for (const { id } of classes) {
        expect(students.filter((s) => s.classId === id).length).toBeLessThanOrEqual(12);
      }
      const days = new Set(periods.map((p) => p.weekday)).size;
      expect(days).toBeGreaterThanOrEqual(1);
      expect(days).toBeLessThanOrEqual(4);
    }
  });

  it('are the same for the same seed', () => {
    for (const seed of [1, 2, 3]) {
      expect(randomSmallProblem(seed)).toEqual(randomSmallProblem(seed));
    }
  });

  const activity = (test: (a: Problem['activities'][number]) => boolean) => (p: Problem) =>
    p.activities.some(test);
  const person = (test: (t: Problem['staff'][number]) => boolean) => (p: Problem) =>
    p.staff.some(test);
  const params = (name: string) => (p: Problem) => name in (p.rules?.params ?? {});
  const features: Record<string, (problem: Problem) => boolean> = {
    'a span of 2': activity((a) => a.span === 2),
    'choice for each class': activity((a) => a.enrol === 'choice' && a.forEach === 'class'),
    'choice for each grade': activity((a) => a.enrol === 'choice' && a.forEach === 'grade'),
    'whole classes for each grade': activity((a) => a.enrol === 'class' && a.forEach === 'grade'),
    'a fixed roster': activity((a) => (a.studentIds?.length ?? 0) > 0),
    'groups as numbers': activity((a) => (a.enrolment?.length ?? 0) > 0),
    'sessions in every period': activity((a) => 'every' in a.sessions),
    tutoring: activity((a) => a.kind === 'tutoring'),
    'an activity load': activity((a) => a.load !== undefined),
    'least days': activity((a) => (a.minDays ?? 0) > 0),
    'one leader asked or not': activity((a) => a.sameLead === false),
    'no room needed': activity((a) => a.room === null),
    'a room by feature': activity((a) => a.room?.features !== undefined),
    'a room by id': activity((a) => a.room?.roomIds !== undefined),
    'two assistants': activity((a) => a.seats.some((s) => (s.count ?? 1) > 1)),
    'allowed periods': activity((a) => a.kind === 'club' && a.periodIds !== undefined),
    outsiders: person((t) => t.kind === 'volunteer' || t.kind === 'parent'),
    'the barred': person((t) => t.cleared === false),
    limits: person((t) => t.limits !== undefined),
    'unavailable times': person((t) => t.unavailable !== undefined),
    'avoided times': person((t) => t.avoid !== undefined),
    shares: person((t) => t.share !== undefined),
    mentors: (p) => p.students?.some((s) => s.mentorId !== undefined) ?? false,
    'early arrival': (p) => p.periods.some((x) => x.segment === 'earlyArrival'),
    breaks: (p) => p.periods.some((x) => x.segment === 'break'),
    'overlapping duties': (p) =>
      p.periods.some(
        (a) =>
          a.segment === 'duty' &&
          p.periods.some(
            (b) =>
              b !== a &&
              b.segment === 'duty' &&
              b.weekday === a.weekday &&
              a.start < b.end &&
              b.start < a.end,
          ),
      ),
    'shared rooms': (p) => p.rooms.some((r) => (r.groups ?? 1) > 1),
    'fallback rooms': (p) => p.rooms.some((r) => r.fallbackRoomId !== undefined),
    'closed rooms': (p) => p.rooms.some((r) => r.unavailable !== undefined),
    floors: (p) => p.rooms.some((r) => (r.floor ?? 0) > 1),
    'nine years': (p) => p.school.stage === 'nineYear',
    'classes as numbers': (p) => p.classes.some((c) => c.leave !== undefined),
    'both kinds of classes': (p) =>
      p.classes.some((c) => c.leave !== undefined) && p.students !== undefined,
    'activity pins': (p) => p.pins?.some((pin) => pin.activityId !== undefined) ?? false,
    'care pins': (p) => p.pins?.some((pin) => pin.care !== undefined) ?? false,
    'a baseline': (p) => p.baseline !== undefined,
    weights: (p) => p.rules?.weights !== undefined,
    'rules off': (p) => p.rules?.off !== undefined,
    'a preset': (p) => p.preset !== undefined,
    'no staff': (p) => p.staff.length === 0,
    'no activities': (p) => p.activities.length === 0,
    'a class without pupils': (p) =>
      p.classes.some((c) => c.leave === undefined && !p.students?.some((s) => s.classId === c.id)),
    'a budget': params('budget'),
    'a homework cap': params('learningPerDay'),
    'a latest end': params('latestEnd'),
    'an earliest start': params('earliestStart'),
    'a late evening of its own': params('lateFrom'),
    'load factors': params('loadFactor'),
    'clubs a pupil': params('maxClubs'),
    'partners of outsiders': params('outsiderNeedsPartner'),
    'pupils an adult': (p) => p.rules?.params?.care?.pupilsPerAdult !== undefined,
    merging: (p) => p.rules?.params?.care?.mergeWithin !== undefined,
  };

  it.each(Object.entries(features))('have %s, neither never nor always', (_, has) => {
    const count = problems.filter(has).length;
    expect(count).toBeGreaterThanOrEqual(6);
    expect(count).toBeLessThan(problems.length);
  });
});
