import type { MergeScope } from './params.ts';
import type { SchoolClass } from './problem.ts';

/** Classes with the same key may be merged. */
export function scopeKey(
  { id, grade }: Pick<SchoolClass, 'id' | 'grade'>,
  scope: MergeScope,
): string {
  switch (scope) {
    case 'class':
      return id;
    case 'grade':
      return String(grade);
    case 'band':
      return String(bandOf(grade));
    case 'school':
      return '';
  }
}

/** Grades 1-2, 3-4, 5-6 and 7-9 are bands 1 to 4. */
export function bandOf(grade: number): number {
  return Math.min(4, Math.ceil(grade / 2));
}
