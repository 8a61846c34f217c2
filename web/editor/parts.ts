import type { Problem } from '../../src/domain/problem.ts';

/** Parts of a problem as the editor shows them, one at a time, in the order of filling them in. */
export const parts = [
  'school',
  'periods',
  'classes',
  'students',
  'staff',
  'rooms',
  'activities',
  'rules',
  'pins',
  'term',
] as const;
export type Part = (typeof parts)[number];

/** Which fields of the problem a part shows. */
const fieldsOfPart: Record<Part, readonly (keyof Problem)[]> = {
  school: ['school', 'preset', 'baseline', 'schema'],
  periods: ['periods', 'leavePoints'],
  classes: ['classes'],
  students: ['students'],
  staff: ['staff'],
  rooms: ['rooms'],
  activities: ['activities'],
  rules: ['rules'],
  pins: ['pins'],
  term: ['term'],
};

export function partOfPath(first: unknown): Part {
  return parts.find((part) => fieldsOfPart[part].includes(first as keyof Problem)) ?? 'school';
}
