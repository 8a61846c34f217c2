import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CttFileError } from '../../../bench/ctt/instance.ts';
import { parseInstance } from '../../../bench/ctt/parse-instance.ts';
import { formatSolution, parseSolution } from '../../../bench/ctt/solution.ts';
import { hardOf, softOf, verifySolution } from '../../../bench/ctt/verify.ts';

const instance = parseInstance(
  `Name: Toy
Courses: 3
Rooms: 2
Days: 2
Periods_per_day: 3
Curricula: 2
Constraints: 1
COURSES:
Geo Ann 3 2 30
Art Bob 1 1 12
Bio Ann 1 1 10
ROOMS:
A 20
B 40
CURRICULA:
Q1 2 Geo Art
Q2 1 Geo
UNAVAILABILITY_CONSTRAINTS:
Art 1 2
END.
`,
  'toy.ctt',
);
const costsOf = (solution: string) =>
  verifySolution(instance, parseSolution(instance, solution, 'toy.sol'));
const free = {
  lectures: 0,
  conflicts: 0,
  availability: 0,
  roomOccupancy: 0,
  roomCapacity: 0,
  minWorkingDays: 0,
  curriculumCompactness: 0,
  roomStability: 0,
};

describe('the verifier', () => {
  it('counts nothing where nothing is wrong', () => {
    const solution = 'Geo B 0 0\nGeo B 0 1\nGeo B 1 0\nArt A 1 1\nBio A 0 2\n';
    // Q2 has only Geo: its lecture on day 1 is alone there, 2.
    expect(costsOf(solution)).toEqual({ ...free, curriculumCompactness: 2 });
  });

  it('counts each soft cost by its words', () => {
    // Geo: 30 students in A (20 seats) twice: 20; all on day 0: one day short, 5; rooms A and B: 1.
    // Q1: Geo 0, 1, 2 of day 0 are neighbours; Art on day 1 is alone: 2. Q2: nothing alone.
    const solution = 'Geo A 0 0\nGeo A 0 1\nGeo B 0 2\nArt A 1 1\nBio A 1 0\n';
    const expected = {
      roomCapacity: 20,
      minWorkingDays: 5,
      curriculumCompactness: 2,
      roomStability: 1,
    };
    expect(costsOf(solution)).toEqual({ ...free, ...expected });
    expect(softOf(costsOf(solution))).toBe(28);
  });

  it('counts each hard constraint', () => {
    // Geo twice in one slot and one lecture short: 2; Art in a closed slot: 1; Geo and Bio share
    // Ann: 2 pairs; two lectures in room B at once: 1.
    const costs = costsOf('Geo B 0 0\nGeo B 0 0\nArt A 1 2\nBio A 0 0\n');
    expect(costs).toMatchObject({ lectures: 2, availability: 1, conflicts: 2, roomOccupancy: 1 });
    expect(hardOf(costs)).toBe(6);
    // Geo and Art share the curriculum Q1.
    expect(costsOf('Geo B 0 0\nArt A 0 0\n').conflicts).toBe(1);
    expect(costsOf('').lectures).toBe(5);
  });

  it('does not call the last period of a day and the first of the next neighbours', () => {
    // Q1: Geo on the last period of day 0, Art on the first of day 1: both alone; Q2: Geo alone.
    expect(costsOf('Geo B 0 2\nArt A 1 0\n').curriculumCompactness).toBe(6);
  });
});

describe('a solution file', () => {
  it('comes back as it was written', () => {
    const lectures = [
      { course: 0, room: 1, slot: 4 },
      { course: 1, room: 0, slot: 2 },
    ];
    const text = formatSolution(instance, lectures);
    expect(text).toBe('Geo B 1 1\nArt A 0 2\n');
    expect(parseSolution(instance, text, 'toy.sol')).toEqual(lectures);
  });

  it.each([
    ['Geo B 0', /^toy.sol:2: a line has 3 words/],
    ['Geography B 0 0', /^toy.sol:2: there is no course "Geography"/],
    ['Geo C 0 0', /^toy.sol:2: there is no room "C"/],
    ['Geo B 2 0', /^toy.sol:2: day "2" is not one of 0 to 1/],
    ['Geo B 0 x', /^toy.sol:2: period "x" is not one of 0 to 2/],
  ])('is refused with its line for "%s"', (line, expected) => {
    const read = () => parseSolution(instance, `Art A 0 0\n${line}\n`, 'toy.sol');
    expect(read).toThrow(CttFileError);
    expect(read).toThrow(expected);
  });
});

/** The competition's files lie beside the checkout on some machines; they have no licence. */
const folder = new URL('../../../../shared/benchmarks/itc2007/', import.meta.url);
describe.skipIf(!existsSync(folder))('best-known solutions beside the checkout', () => {
  it.each([
    ['comp01', 5],
    ['comp05', 284],
    ['comp11', 0],
  ])('%s costs %i', (name, cost) => {
    const read = (path: string) => readFileSync(new URL(path, folder), 'utf8');
    const own = parseInstance(read(`${name}.ctt`), name);
    const solution = parseSolution(own, read(`solutions/${name}.sol`), name);
    const costs = verifySolution(own, solution);
    expect([hardOf(costs), softOf(costs)]).toEqual([0, cost]);
  });
});
