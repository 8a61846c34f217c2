import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { problemHash } from '../../src/domain/hash.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { fromSheets } from '../../src/files/workbook/from-sheets.ts';
import { readWorkbook } from '../../src/files/workbook/read-workbook.ts';
import { readList, readText, writeList, writeText } from '../../src/files/workbook/text.ts';
import { writeWorkbook } from '../../src/files/workbook/write-workbook.ts';
import { generateProblem, randomSmallProblem } from '../../src/generator/index.ts';
import { foundSheets } from './workbook-parts.ts';

function expectSame(back: ReturnType<typeof fromSheets>, problem: Problem) {
  if (!back.ok) throw new Error(JSON.stringify(back.faults.slice(0, 5), null, 1));
  // The hash tells any two values apart, and absent from empty.
  if (problemHash(back.problem) !== problemHash(problem)) expect(back.problem).toEqual(problem);
}

/** Text that is hard on cells: separators, quotes, blanks, escapes of Excel, broken surrogates. */
const oddText = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }),
  fc
    .array(
      fc.constantFrom(
        '、',
        ',',
        '，',
        ';',
        '\n',
        ' ',
        '"',
        '\\',
        '[]',
        'a',
        '班',
        '_x000D_',
        '\r',
        '\ud800',
        '\u0000',
        '=',
        '=1+1',
        'TRUE',
        '3-1',
        '007',
        "'",
      ),
    )
    .map((parts) => parts.join('')),
);
const oddId = oddText.filter((text) => text.length > 0 && text.length <= 200);

describe('text of cells', () => {
  it('is read as it was written', () => {
    fc.assert(
      fc.property(oddText, (text) => readText(writeText(text)) === text),
      { numRuns: 2000 },
    );
  });

  it('lists are read as they were written', () => {
    fc.assert(
      fc.property(fc.array(oddText, { maxLength: 6 }), (items) => {
        expect(readList(writeList(items))).toEqual(items);
      }),
      { numRuns: 2000 },
    );
  });

  it('takes lists as people type them', () => {
    expect(readList(' 足球, 书法，合唱;舞蹈\n阅读、 ')).toEqual([
      '足球',
      '书法',
      '合唱',
      '舞蹈',
      '阅读',
    ]);
    expect(readText('“阳光”合唱团')).toBe('“阳光”合唱团');
    expect(readText('"阳光"合唱团')).toBe('"阳光"合唱团');
  });
});

/** Puts odd texts and empty lists wherever the contract allows them. */
function oddProblem(seed: number, ids: readonly string[], texts: readonly string[]): Problem {
  const problem = structuredClone(randomSmallProblem(seed));
  const textAt = (i: number) => texts[i % texts.length] as string;
  const renamed = new Map<string, string>();
  // Every id of the school gets odd characters, and so does whatever refers to it.
  const json = JSON.stringify(problem, (key, value) => {
    if (key === 'id' && typeof value === 'string' && value.length < 8) {
      renamed.set(value, `${value}${ids[renamed.size % ids.length]}`.slice(0, 200));
    }
    return value;
  });
  const odd = JSON.parse(json, (key, value) => {
    if (typeof value === 'string' && key !== 'segment' && key !== 'kind') {
      return renamed.get(value) ?? value;
    }
    return value;
  }) as Problem;
  odd.school.name = textAt(0);
  for (const [i, period] of odd.periods.entries()) {
    if (i % 3 === 0) period.weeks = i % 2 === 0 ? 'odd' : 'even';
  }
  for (const [i, one] of [
    ...odd.classes,
    ...odd.staff,
    ...odd.rooms,
    ...odd.activities,
  ].entries()) {
    if (i % 3 !== 0) one.name = textAt(i);
  }
  for (const [i, person] of odd.staff.entries()) {
    if (i % 2 === 0) person.qualifications ??= [];
    if (i % 3 === 0) person.lessons ??= [];
    if (i % 4 === 0) person.limits ??= {};
    for (const lesson of person.lessons ?? []) lesson.reason = textAt(i);
  }
  for (const [i, activity] of odd.activities.entries()) {
    if (i % 3 === 0) activity.size ??= {};
    if (i % 4 === 0 && activity.room === undefined) activity.room = {};
    if (activity.room && i % 5 === 0) activity.room.features ??= [];
  }
  odd.pins ??= [];
  odd.term ??= { start: '2025-09-01', end: '2025-12-31', holidays: [] };
  odd.rules ??= {};
  odd.rules.weights ??= {};
  odd.rules.off ??= ['posts', 'fairLoad', 'posts'];
  return odd;
}

describe('problem -> sheets -> problem', () => {
  it('is exact for random small problems', () => {
    for (let seed = 1; seed <= 80; seed++) {
      const problem = randomSmallProblem(seed);
      expectSame(fromSheets(foundSheets(problem)), problem);
    }
  });

  it('is exact for odd ids, odd texts and lists that are empty rather than absent', () => {
    const property = fc.property(
      fc.integer({ min: 1, max: 5000 }),
      fc.array(oddId, { minLength: 1, maxLength: 5 }),
      fc.array(oddText, { minLength: 1, maxLength: 5 }),
      (seed, ids, texts) => {
        const problem = oddProblem(seed, ids, texts);
        expectSame(fromSheets(foundSheets(problem)), problem);
      },
    );
    fc.assert(property, { numRuns: 50 });
  });

  it('is exact for names that nobody sees', () => {
    const problem = generateProblem({ size: 'village', seed: 1 });
    for (const one of [...problem.staff, ...problem.rooms]) one.name = '\u200b';
    for (const person of problem.staff) person.qualifications = ['\u200b'];
    expectSame(fromSheets(foundSheets(problem)), problem);
  });

  it('is exact where a list or a baseline is longer than a cell', () => {
    const problem = generateProblem({ size: 'medium', seed: 2 });
    const team = problem.activities.find((a) => a.enrol === 'choice');
    const pupils = problem.students ?? [];
    if (team === undefined) throw new Error('the school has no club');
    team.studentIds = pupils.map((s) => s.id);
    const long = pupils.map((s) => `${s.id}${'长'.repeat(80)}`);
    (problem.staff[0] as Problem['staff'][number]).qualifications = long;
    problem.baseline = {
      schema: 'afterschool.plan/1',
      problemId: problem.school.id,
      problemHash: 'x',
      sessions: [
        {
          id: 'one',
          kind: 'care',
          periodIds: [(problem.periods[0] as { id: string }).id],
          roomId: null,
          classIds: [],
          headcount: 0,
          seats: [],
          studentIds: long.slice(0, 700).map((_, i) => (pupils[i] as { id: string }).id),
        },
      ],
      openSessions: [],
      placements: [],
      score: { hard: 0, medium: 0, soft: 0, rules: {} },
      seed: 1,
      solver: { note: `${'很长的说明'.repeat(9000)}_x000D_ \u0007` },
    };
    expectSame(fromSheets(foundSheets(problem)), problem);
  });
});

describe('a workbook in which rows were taken out and added', () => {
  it('is read as it stands, whatever lists were empty when it was written', () => {
    const before = generateProblem({ size: 'village', seed: 1 });
    const empty = before.staff.filter(({ unavailable }) => unavailable?.length === 0);
    const [stays, goes] = empty.filter(({ id }) =>
      before.classes.every((c) => c.headTeacherId !== id),
    );
    const after = structuredClone(before);
    after.staff = after.staff.filter(({ id }) => id !== goes?.id);
    const person = after.staff.find(({ id }) => id === stays?.id);
    person?.unavailable?.push({ weekday: 3, start: '16:00', end: '17:00', reason: '教研' });
    const sheets = foundSheets(after).filter(({ name }) => name !== '其他数据');
    const other = foundSheets(before).find(({ name }) => name === '其他数据');
    expectSame(fromSheets([...sheets, ...(other ? [other] : [])]), after);
  });
});

describe('problem -> workbook -> problem', () => {
  it('is exact for random small problems', async () => {
    for (let seed = 1; seed <= 6; seed++) {
      const problem = randomSmallProblem(seed);
      expectSame(await readWorkbook(await writeWorkbook(problem)), problem);
    }
  });

  it('is exact for rare characters, wherever the library cuts the sheet into pieces', async () => {
    // Characters of two UTF-16 units, in names long enough to lie across the ends of many pieces.
    const problem = generateProblem({ size: 'village', seed: 1 });
    for (const [i, one] of [...problem.staff, ...problem.rooms].entries()) {
      one.name = `${'a'.repeat(i % 2)}${'𠮷'.repeat(900)}`;
    }
    expectSame(await readWorkbook(await writeWorkbook(problem)), problem);
  });

  it('is exact for odd ids and texts', async () => {
    const property = fc.asyncProperty(
      fc.integer({ min: 1, max: 5000 }),
      fc.array(oddId, { minLength: 1, maxLength: 5 }),
      fc.array(oddText, { minLength: 1, maxLength: 5 }),
      async (seed, ids, texts) => {
        const problem = oddProblem(seed, ids, texts);
        expectSame(await readWorkbook(await writeWorkbook(problem)), problem);
      },
    );
    await fc.assert(property, { numRuns: 6 });
  });

  it.each(['hebi', 'jilin-district'] as const)('is exact for a school of %s', async (preset) => {
    const problem = generateProblem({ size: 'medium', seed: 1, preset });
    expectSame(await readWorkbook(await writeWorkbook(problem)), problem);
  });

  it('writes the same bytes for the same problem', async () => {
    const problem = randomSmallProblem(3);
    const [one, two] = [await writeWorkbook(problem), await writeWorkbook(problem)];
    expect(Buffer.from(one).equals(Buffer.from(two))).toBe(true);
  });
});
