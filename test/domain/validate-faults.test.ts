import { describe, expect, it } from 'vitest';
import { faultLines } from '../../src/cli/fault-lines.ts';
import { MOST_FAULTS } from '../../src/domain/checks/fault-list.ts';
import { faultAreas } from '../../src/domain/fault-table.ts';
import { parseProblem, parseProblemText } from '../../src/domain/validate.ts';
import { tinyProblem } from '../support/tiny.ts';

import { referenceCases } from './cases/reference-cases.ts';
import { shapeCases } from './cases/shape-cases.ts';
import { wholeCases } from './cases/whole-cases.ts';

/** Each breaks one thing; the code and the pointer are exactly what must come back. */
const cases = [...shapeCases, ...referenceCases, ...wholeCases];

/** Codes of reading text, which `parseProblem` never gives. */
const ofText = ['not-json', 'too-large', 'more-faults'];

describe('a problem with one fault', () => {
  it.each(cases)('is refused with %s at %s: %s', (code, path, _why, change) => {
    const problem = tinyProblem();
    change(problem);
    const parsed = parseProblem(problem);
    expect(parsed.ok ? [] : parsed.faults.map((f) => [f.code, f.path])).toEqual([[code, path]]);
    const fault = parsed.ok ? undefined : parsed.faults[0];
    expect(fault?.message).toMatch(/\. Try: .+\.$/);
    expect(fault?.message.length).toBeLessThan(400);
    expect(fault?.messageZh).toMatch(/\p{Script=Han}.*。建议：.+。$/u);
  });

  it('has a case here for every code of validation', () => {
    const covered = new Set<string>([...cases.map(([code]) => code), ...ofText]);
    const codes = [...Object.keys(faultAreas.shape), ...Object.keys(faultAreas.problem)];
    expect(codes.filter((code) => !covered.has(code))).toEqual([]);
  });
});

describe('a problem with more faults than anybody reads', () => {
  it.each<[string, (problem: Record<string, unknown>) => void]>([
    ['of shape', (problem) => Object.assign(problem, { rules: { off: Array(50_000).fill(0) } })],
    [
      'of unknown fields',
      (problem) => {
        for (let i = 0; i < 50_000; i++) problem[`field${i}`] = i;
      },
    ],
    [
      'of what is not there',
      (problem) => Object.assign(problem, { rules: { off: Array(50_000).fill('nothing') } }),
    ],
  ])('%s is refused with some and their number', (_kind, change) => {
    const problem = tinyProblem() as unknown as Record<string, unknown>;
    change(problem);
    const parsed = parseProblem(problem);
    const faults = parsed.ok ? [] : parsed.faults;
    expect(faults).toHaveLength(MOST_FAULTS + 1);
    expect(faults.at(-1)).toMatchObject({ code: 'more-faults', path: '' });
    expect(faults.at(-1)?.message).toContain(String(50_000 - MOST_FAULTS));
    expect(faults.at(-1)?.messageZh).toContain('至少还有 40000 处错误没有列出');
    // The last is no fault of its own.
    expect(faultLines(faults, false)).toMatch(/\n列出了 10000 处错误，还有更多 .*\n$/);
  });
});

describe('text', () => {
  const faultOf = (text: string, max?: number) => {
    const parsed = parseProblemText(text, max);
    return parsed.ok ? undefined : parsed.faults[0];
  };

  it.each([
    ['{"a": 1,\n  "b": x}', 'line 2, column 8'],
    ['{"a": 1,}', 'line 1, column 9'],
    ['[1, 2', 'line 1, column 6'],
    ['{"a" 1}', 'line 1, column 6'],
    ['{"a": "un\nclosed"}', 'line 1, column 7'],
    ['{} {}', 'line 1, column 4'],
    ['[01]', 'line 1, column 3'],
    ['{"a": "\\x"}', 'line 1, column 7'],
    ['<!doctype html>', 'line 1, column 1'],
    ['[1]]', 'line 1, column 4'],
    [`["${'长'.repeat(200_000)}`, 'line 1, column 2'],
  ])('that is not JSON is refused with its place: %.40s', (text, place) => {
    expect(faultOf(text)).toMatchObject({ code: 'not-json', path: '' });
    expect(faultOf(text)?.message).toContain(place);
  });

  it('that is empty is said to be empty', () => {
    expect(faultOf(' \n')?.message).toContain('empty');
  });

  it('that is too long is not read', () => {
    expect(faultOf('{"a":1}', 6)).toMatchObject({ code: 'too-large', path: '', value: 7 });
  });

  it('may begin with a byte order mark', () => {
    expect(parseProblemText(`\uFEFF${JSON.stringify(tinyProblem())}`).ok).toBe(true);
  });
});
