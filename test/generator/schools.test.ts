import { describe, expect, it } from 'vitest';
import { attendance } from '../../src/domain/attendance.ts';
import { type Activity, type Problem, presetIds } from '../../src/domain/problem.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { minuteOf } from '../../src/domain/time.ts';
import { generateProblem, type Size, sizes, variants } from '../../src/generator/index.ts';
import { faultsOf } from './valid.ts';

const medium = generateProblem({ size: 'medium', seed: 1 });

describe('a generated school', () => {
  it.each(sizes)('of size %s is valid by the contract', (size) => {
    expect(faultsOf(generateProblem({ size, seed: 1 }))).toEqual([]);
  });

  it.each(presetIds)('under the preset %s is valid in every variant', (preset) => {
    for (const variant of [undefined, ...variants]) {
      const options = {
        size: 'village',
        seed: 3,
        preset,
        ...(variant ? { variant } : {}),
      } as const;
      expect(faultsOf(generateProblem(options)), `${preset} ${variant}`).toEqual([]);
    }
  });

  it('is the same for the same seed and another for another', () => {
    const text = (seed: number) => JSON.stringify(generateProblem({ size: 'village', seed }));
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('is the same on every machine: the digest of one school is written here', () => {
    expect(digest(generateProblem({ size: 'village', seed: 1 }))).toBe('361dc450');
    expect(digest(generateProblem({ size: 'medium', seed: 42, preset: 'hebi' }))).toBe('1dd3923f');
  });

  it.each([
    ['village', 6, 120, 200],
    ['town', 12, 380, 520],
    ['medium', 24, 850, 1050],
    ['scarce', 24, 850, 1050],
    ['large', 42, 1550, 1850],
    ['county', 60, 2550, 2950],
    ['mega', 120, 4300, 4900],
  ] as const)('of size %s has %i classes and %i to %i pupils', (size, classes, least, most) => {
    const problem = generateProblem({ size, seed: 2 });
    expect(problem.classes).toHaveLength(classes);
    expect(problem.students?.length).toBeGreaterThan(least);
    expect(problem.students?.length).toBeLessThan(most);
  });

  it('names its clubs, rooms, classes and people in Chinese', () => {
    const named = [...medium.activities, ...medium.rooms, ...medium.classes, ...medium.staff];
    for (const { name } of named) expect(name).toMatch(/^[\p{Script=Han}\d（）、]+$/u);
  });

  it('has a few clubs that draw many of the first wishes', () => {
    const first = new Map<string, number>();
    for (const { choices = [] } of medium.students ?? []) {
      if (choices[0]) first.set(choices[0], (first.get(choices[0]) ?? 0) + 1);
    }
    const counts = [...first.values()].sort((a, b) => b - a);
    const top = counts.slice(0, 6).reduce((sum, n) => sum + n, 0);
    const all = counts.reduce((sum, n) => sum + n, 0);
    expect(top / all).toBeGreaterThan(0.28);
    expect(top / all).toBeLessThan(0.55);
  });

  it('has somebody for every club, and a head teacher for every class', () => {
    for (const size of ['village', 'town', 'medium', 'scarce', 'large'] as const) {
      const problem = generateProblem({ size, seed: 1 });
      for (const club of problem.activities.filter((a) => a.kind === 'club')) {
        const able = problem.staff.filter((t) =>
          t.qualifications?.includes(club.seats[0]?.qualification ?? ''),
        );
        expect(able.length, `${size} ${club.name}`).toBeGreaterThan(0);
      }
      const heads = problem.classes.map((c) => c.headTeacherId);
      expect(new Set(heads).size).toBe(problem.classes.length);
    }
  });
});

describe('enough staff in principle', () => {
  it.each([
    ...presetIds.map((preset) => ['medium', preset, undefined] as const),
    ...(['village', 'town', 'large', 'county', 'mega'] as const).map(
      (size) => [size, 'weifang', undefined] as const,
    ),
    ['medium', 'weifang', 'junior'],
    ['medium', 'weifang', 'nineYear'],
    ['village', 'jilin-district', undefined],
  ] as const)(
    '%s %s %s: more people are free in every period than are needed',
    (size, preset, variant) => {
      const problem = generateProblem({ size, seed: 1, preset, ...(variant ? { variant } : {}) });
      const index = indexProblem(problem);
      for (const period of problem.periods) {
        const needed =
          period.segment === 'duty'
            ? 0
            : problem.classes.filter((c) => attendance(index, c.id, period) > 0).length *
              (period.segment === 'lateCare' || period.segment === 'earlyArrival' ? 0.4 : 1);
        expect(freeStaff(problem, period), period.id).toBeGreaterThan(
          needed + dutiesAt(problem, period),
        );
      }
    },
  );
});

describe('regions', () => {
  it('the Jilin district has Monday to Thursday, and a Friday on which no teacher is free', () => {
    const problem = generateProblem({ size: 'medium', seed: 1, preset: 'jilin-district' });
    expect([...new Set(problem.periods.map((p) => p.weekday))]).toEqual([1, 2, 3, 4]);
    const busy = problem.staff
      .filter((t) => t.kind === 'teacher' || t.kind === 'leader')
      .every((t) => t.unavailable?.some((i) => i.weekday === 5 && i.start === '15:30'));
    expect(busy).toBe(true);
    expect(problem.activities.find((a) => a.id === 'sup')?.forEach).toBe('grade');
  });

  it('Hebi ends at 18:00 and has mentors who meet their pupils in homework time', () => {
    const problem = generateProblem({ size: 'medium', seed: 1, preset: 'hebi' });
    const ends = problem.periods.filter((p) => p.segment !== 'duty').map((p) => p.end);
    expect(ends.every((end) => end <= '18:00')).toBe(true);
    const tutoring = problem.activities.filter((a) => a.kind === 'tutoring');
    expect(tutoring.length).toBeGreaterThan(3);
    const mentored = new Set(problem.students?.filter((s) => s.mentorId).map((s) => s.id));
    for (const group of tutoring) {
      for (const id of group.studentIds ?? []) expect(mentored.has(id)).toBe(true);
    }
  });

  it('Hebi offers no tutoring where classes are numbers: some of a class would study twice', () => {
    const options = { size: 'village', seed: 12, preset: 'hebi' } as const;
    const byName = generateProblem(options);
    const byNumber = generateProblem({ ...options, variant: 'numbers' });
    const isTutoring = (a: Activity) => a.kind === 'tutoring';
    expect(byName.activities.some(isTutoring)).toBe(true);
    expect(byNumber.activities.some(isTutoring)).toBe(false);
  });

  it('the Yan region lets outsiders of every kind look after pupils', () => {
    const problem = generateProblem({ size: 'medium', seed: 1, preset: 'yan' });
    expect(problem.rules?.params?.care?.kinds).toContain('volunteer');
  });
});

describe('variants', () => {
  const variant = (name: (typeof variants)[number], size: Size = 'village') =>
    generateProblem({ size, seed: 1, variant: name });

  it('a junior school has grades 7 to 9 and evening study until 20:30', () => {
    const problem = variant('junior', 'medium');
    expect(new Set(problem.classes.map((c) => c.grade))).toEqual(new Set([7, 8, 9]));
    expect(
      problem.periods.filter((p) => p.segment === 'lateCare').every((p) => p.end === '20:30'),
    ).toBe(true);
  });

  it('a nine-year school has grades 1 to 9', () => {
    expect(new Set(variant('nineYear').classes.map((c) => c.grade)).size).toBe(9);
  });

  it('classes as numbers: as many pupils leave at each point as in the school by name', () => {
    const byName = generateProblem({ size: 'medium', seed: 1 });
    const byNumber = generateProblem({ size: 'medium', seed: 1, variant: 'numbers' });
    expect(byNumber.students).toBeUndefined();
    const names = indexProblem(byName);
    const numbers = indexProblem(byNumber);
    for (const period of byName.periods) {
      for (const { id } of byName.classes) {
        expect(attendance(numbers, id, period)).toBe(attendance(names, id, period));
      }
    }
    const clubs = byNumber.activities.filter((a) => a.enrol === 'choice');
    expect(clubs.length).toBeGreaterThan(10);
    for (const club of clubs) {
      const places = (club.enrolment ?? []).reduce((sum, row) => sum + row.count, 0);
      expect(places).toBeGreaterThanOrEqual(club.size?.min ?? 0);
      expect(places).toBeLessThanOrEqual(club.size?.max ?? 0);
    }
  });

  it('one leave point: nobody stays after it', () => {
    const problem = variant('oneLeavePoint');
    expect(problem.leavePoints).toHaveLength(1);
    const end = problem.leavePoints[0]?.time ?? '';
    expect(problem.periods.filter((p) => p.segment !== 'duty').every((p) => p.end <= end)).toBe(
      true,
    );
  });

  it('the odd ones: no pupils, one class, no clubs, no staff', () => {
    expect(variant('noPupils').students).toEqual([]);
    expect(variant('oneClass').classes).toHaveLength(1);
    expect(variant('noClubs').activities.some((a) => a.kind === 'club')).toBe(false);
    expect(variant('noStaff').staff).toEqual([]);
  });
});

/** FNV-1a of the JSON text, so that a change of one character shows. */
function digest(problem: Problem): string {
  let hash = 0x811c9dc5;
  const text = JSON.stringify(problem);
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return (hash >>> 0).toString(16);
}

function freeStaff(problem: Problem, period: Problem['periods'][number]): number {
  const start = minuteOf(period.start);
  const end = minuteOf(period.end);
  return problem.staff.filter(
    (t) =>
      (t.kind === 'teacher' || t.kind === 'leader') &&
      ![...(t.unavailable ?? []), ...(t.lessons ?? []).map((l) => ({ ...l, rest: 10 }))].some(
        (i) =>
          i.weekday === period.weekday &&
          minuteOf(i.start) < end &&
          start < minuteOf(i.end) + ('rest' in i ? 10 : 0),
      ),
  ).length;
}

/** Duty seats that overlap a period. */
function dutiesAt(problem: Problem, period: Problem['periods'][number]): number {
  let seats = 0;
  for (const duty of problem.activities.filter((a) => a.kind === 'duty')) {
    const series = duty.forEach === 'grade' ? new Set(problem.classes.map((c) => c.grade)).size : 1;
    const windows = problem.periods.filter(
      (p) =>
        duty.periodIds?.includes(p.id) &&
        p.weekday === period.weekday &&
        p.start < period.end &&
        period.start < p.end,
    );
    const count = duty.seats.reduce((sum, seat) => sum + (seat.count ?? 1), 0);
    seats += windows.length * series * count;
  }
  return seats;
}
