import { describe, expect, it } from 'vitest';
import { CttFileError } from '../../../bench/ctt/instance.ts';
import { parseInstance } from '../../../bench/ctt/parse-instance.ts';
import { smallCtt } from './small-ctt.ts';

const text = `Name: Toy one
Courses: 2
Rooms: 1
Days: 2
Periods_per_day: 3
Curricula: 1
Constraints: 1

COURSES:
Geo Ann 2 2 30
Art Bob 1 1 12

ROOMS:
A 20

CURRICULA:
Q1 2 Geo Art

UNAVAILABILITY_CONSTRAINTS:
Art 1 2

END.
`;
const toy = {
  name: 'Toy one',
  days: 2,
  periodsPerDay: 3,
  courses: [
    {
      id: 'Geo',
      teacher: 'Ann',
      lectures: 2,
      minWorkingDays: 2,
      students: 30,
      unavailable: new Set(),
    },
    {
      id: 'Art',
      teacher: 'Bob',
      lectures: 1,
      minWorkingDays: 1,
      students: 12,
      unavailable: new Set([5]),
    },
  ],
  rooms: [{ id: 'A', capacity: 20 }],
  curricula: [{ id: 'Q1', courses: [0, 1] }],
};

describe('a .ctt file', () => {
  it('is read whole', () => {
    expect(parseInstance(text, 'toy.ctt')).toEqual(toy);
  });

  it.each([
    ['Windows line ends', text.replaceAll('\n', '\r\n')],
    ['tabs and spaces around', text.replaceAll(' ', ' \t ').replaceAll('\n', ' \t\n  ')],
    ['a byte order mark', `\uFEFF${text}`],
    ['no blank lines', text.replaceAll('\n\n', '\n')],
    ['more blank lines', text.replaceAll('\n', '\n\n\n')],
    ['no END.', text.replace('END.\n', '')],
    ['END without its full stop', text.replace('END.\n', 'END\n')],
    ['no line end at the end', text.trimEnd()],
    ['words after END.', `${text}whatever\nmore: of it\n`],
    ['headers without a space', text.replaceAll(': ', ':')],
    ['headers in another order', text.replace('Rooms: 1\nDays: 2\n', 'Days: 2\nRooms: 1\n')],
  ])('may have %s', (_, variant) => {
    expect(parseInstance(variant, 'toy.ctt')).toEqual(toy);
  });

  it('may leave out a section that its header says is empty', () => {
    const without = text
      .replace('Constraints: 1', 'Constraints: 0')
      .replace(/UNAVAILABILITY_CONSTRAINTS:\n.*\n/, '');
    expect(parseInstance(without, 'toy.ctt').courses[1].unavailable.size).toBe(0);
  });

  it.each([1, 2, 3])('of other sizes is read (random file %i)', (seed) => {
    const shape = { courses: 20, rooms: 7, days: 9, periodsPerDay: 11, curricula: 12 };
    const instance = parseInstance(smallCtt(seed, shape), 'small.ctt');
    expect(instance.courses).toHaveLength(20);
    expect(instance.curricula).toHaveLength(12);
  });
});

describe('a broken .ctt file', () => {
  const faultsOf = (broken: string) => {
    try {
      parseInstance(broken, 'toy.ctt');
    } catch (error) {
      if (error instanceof CttFileError) return error.message.split('\n');
      throw error;
    }
    return [];
  };

  it('of the extended format is refused in one line', () => {
    const extended = text
      .replace('Periods_per_day: 3', 'Periods_per_day: 3\nMin_Max_Daily_Lectures: 1 4')
      .replace('Constraints: 1', 'UnavailabilityConstraints: 1\nRoomConstraints: 0')
      .replace(/^(Geo|Art) (.*)/gm, '$1 $2 1');
    expect(faultsOf(extended)).toEqual([expect.stringMatching(/^toy.ctt:6: .*extended file/)]);
  });

  it.each([
    ['a number is none', 'Geo Ann 2 2 30', 'Geo Ann two 2 30', /^toy.ctt:10: lectures is "two"/],
    ['a number is negative', 'A 20', 'A -20', /^toy.ctt:14: capacity is "-20"/],
    ['a line is short', 'Geo Ann 2 2 30', 'Geo Ann 2 2', /:10: .*4 words instead of 5/],
    ['a line is long', 'A 20', 'A 20 3', /:14: .*3 words instead of 2/],
    [
      'a course is unknown in a curriculum',
      'Q1 2 Geo Art',
      'Q1 2 Geo Arts',
      /:17: there is no course "Arts"/,
    ],
    [
      'a curriculum is cut',
      'Q1 2 Geo Art',
      'Q1 2 Geo',
      /:17: curriculum Q1 says 2 courses and lists 1/,
    ],
    ['a course is unknown in a constraint', 'Art 1 2', 'At 1 2', /:20: there is no course "At"/],
    ['a day is none of the week', 'Art 1 2', 'Art 2 2', /:20: day 2 is not one of 0 to 1/],
    ['a period is none of the day', 'Art 1 2', 'Art 1 3', /:20: period 3 is not one of 0 to 2/],
    ['a course comes twice', 'Art Bob', 'Geo Bob', /:11: the id "Geo" is used before, in line 10/],
    ['a header is missing', 'Days: 2\n', '', /the header Days is missing/],
    ['a header is unknown', 'Days: 2', 'Days: 2\nWeeks: 3', /:5: unknown header "Weeks: 3"/],
    [
      'a header is given twice',
      'Days: 2',
      'Days: 2\nDays: 3',
      /:5: Days is given before, in line 4/,
    ],
    ['there are no days', 'Days: 2', 'Days: 0', /:4: Days is 0/],
    [
      'there are too many periods',
      'Periods_per_day: 3',
      'Periods_per_day: 9000',
      /:5: .* more than/,
    ],
    [
      'a section has too few lines',
      'Art Bob 1 1 12\n',
      '',
      /:9: COURSES has 1 lines, and Courses in line 2 says 2/,
    ],
    ['a section is unknown', 'ROOMS:', 'ROOM:', /:13: unknown section "ROOM:"/],
    [
      'a section comes twice',
      'END.',
      'ROOMS:\nA 20',
      /:22: a second section ROOMS; the first is in line 13/,
    ],
    [
      'it is cut off',
      /CURRICULA:[\s\S]*/,
      '',
      /the section CURRICULA is missing: is the file cut off/,
    ],
  ])('is refused with the line where %s', (_, part, by, expected) => {
    const broken = text.replace(part, by);
    expect(broken).not.toBe(text);
    expect(faultsOf(broken).filter((fault) => expected.test(fault))).toHaveLength(1);
  });

  it('is told all its faults at once, in order', () => {
    const broken = text.replace('A 20', 'A x').replace('Geo Ann 2', 'Geo Ann y');
    expect(faultsOf(broken).map((fault) => fault.split(':')[1])).toEqual(['10', '14']);
  });

  it('is refused when it is empty, or something else', () => {
    expect(faultsOf('').length).toBeGreaterThan(5);
    expect(faultsOf('{"a": 1}').length).toBeGreaterThan(5);
  });
});
