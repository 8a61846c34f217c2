import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, problemHash } from '../../src/domain/hash.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { tinyProblem } from '../support/tiny.ts';

/** The same value with the fields of every object in reverse order. */
function reversed<T>(value: T): T {
  if (Array.isArray(value)) return value.map(reversed) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([k, v]) => [k, reversed(v)]),
  ) as T;
}

/** Every scalar of a value with the path to it. */
function leaves(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([k, v]) => leaves(v, [...path, k]));
}

describe('the hash of a problem', () => {
  it('is SHA-256 in hex, with its name before it', () => {
    expect(problemHash(tinyProblem())).toMatch(/^sha256:[0-9a-f]{64}$/);
  });

  it('does not change with the order of fields', () => {
    expect(problemHash(reversed(tinyProblem()))).toBe(problemHash(tinyProblem()));
  });

  it('does not tell a field that is undefined from one that is absent', () => {
    const problem = { ...tinyProblem(), preset: undefined } as unknown as Problem;
    expect(problemHash(problem)).toBe(problemHash(tinyProblem()));
  });

  it('changes with any value', () => {
    const before = problemHash(tinyProblem());
    for (const path of leaves(tinyProblem())) {
      const problem = tinyProblem() as unknown as Record<string | number, never>;
      let here = problem;
      for (const step of path.slice(0, -1)) here = here[step] as typeof here;
      const last = path.at(-1) as string;
      here[last] = (typeof here[last] === 'number' ? here[last] + 1 : `${here[last]}'`) as never;
      expect(problemHash(problem as unknown as Problem), path.join('/')).not.toBe(before);
    }
  });

  it('changes with the order of a list', () => {
    const problem = tinyProblem();
    problem.classes.reverse();
    expect(problemHash(problem)).not.toBe(problemHash(tinyProblem()));
  });

  it('is over text that is the value again, whatever the order', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(text).toBe(canonicalJson(reversed(value)));
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});
