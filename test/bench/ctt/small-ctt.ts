import { Random } from '../../../solver/search/random.ts';

export interface SmallShape {
  courses?: number;
  rooms?: number;
  days?: number;
  periodsPerDay?: number;
  curricula?: number;
}

/** The text of a small random `.ctt` file with room enough that timetables without clashes exist. */
export function smallCtt(seed: number, shape: SmallShape = {}): string {
  const { courses = 8, rooms = 3, days = 4, periodsPerDay = 4, curricula = 4 } = shape;
  const random = new Random(seed);
  const courseLines = Array.from({ length: courses }, (_, c) => {
    const lectures = 1 + random.below(3);
    const days = 1 + random.below(lectures + 1);
    return `c${c} t${random.below(Math.ceil(courses * 0.75))} ${lectures} ${days} ${5 + random.below(60)}`;
  });
  const roomLines = Array.from({ length: rooms }, (_, r) => `r${r} ${10 + random.below(60)}`);
  const curriculumLines = Array.from({ length: curricula }, (_, q) => {
    const members = new Set([random.below(courses), random.below(courses), random.below(courses)]);
    return `q${q} ${members.size} ${[...members].map((c) => `c${c}`).join(' ')}`;
  });
  const closed = new Set<string>();
  for (let i = 0; i < courses; i++)
    closed.add(`c${random.below(courses)} ${random.below(days)} ${random.below(periodsPerDay)}`);
  return [
    `Name: Small ${seed}`,
    `Courses: ${courses}`,
    `Rooms: ${rooms}`,
    `Days: ${days}`,
    `Periods_per_day: ${periodsPerDay}`,
    `Curricula: ${curricula}`,
    `Constraints: ${closed.size}`,
    '',
    'COURSES:',
    ...courseLines,
    '',
    'ROOMS:',
    ...roomLines,
    '',
    'CURRICULA:',
    ...curriculumLines,
    '',
    'UNAVAILABILITY_CONSTRAINTS:',
    ...closed,
    '',
    'END.',
    '',
  ].join('\n');
}
