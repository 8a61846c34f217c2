import { createHash } from 'node:crypto';
import type { Problem } from './problem.ts';

/**
 * A name for the content of a problem: the same for the same values, however the file orders its
 * fields or lays out its text, and another for any other value. Plans carry it.
 */
export function problemHash(problem: Problem): string {
  return `sha256:${createHash('sha256').update(canonicalJson(problem)).digest('hex')}`;
}

/**
 * JSON with the keys of every object in the order of their code units, and without blanks; fields
 * that are undefined are left out. Lists keep their order: in `choices` it means something.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) {
    return `[${value.map((item) => canonicalJson(item === undefined ? null : item)).join(',')}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value);
}
