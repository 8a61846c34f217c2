import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { errorTableMarkdown, faultCodes, faultTable, makeFault } from '../../src/domain/faults.ts';

const page = new URL('../../docs/errors.md', import.meta.url);

describe('the table of errors', () => {
  it('is the same in docs/errors.md (UPDATE_DOCS=1 writes the page)', () => {
    if (process.env.UPDATE_DOCS) writeFileSync(page, errorTableMarkdown());
    expect(readFileSync(page, 'utf8')).toBe(errorTableMarkdown());
  });

  it('is the same code by code in docs/errors.md, either way', () => {
    const documented = [...readFileSync(page, 'utf8').matchAll(/^\| `([^`]+)` \|/gm)].map(
      (m) => m[1],
    );
    expect(documented.toSorted()).toEqual(faultCodes.toSorted());
  });

  it.each(faultCodes)('%s has a title and an advice in both languages', (code) => {
    const { title, try: advice } = faultTable[code];
    expect(title.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(advice.zh).toMatch(/[\u4e00-\u9fff]/);
    expect(title.en).toMatch(/^[\x20-\x7e]+[^.]$/);
    expect(advice.en).toMatch(/^[\x20-\x7e]+[^.]$/);
    for (const text of [title.zh, title.en, advice.zh, advice.en]) expect(text).not.toContain('|');
  });

  it('says of a plan that is not there that it may have been deleted, not that it may still come', () => {
    const { hint, hintZh } = makeFault('plan-not-found', []);
    expect([hint, hintZh]).toEqual([
      expect.stringContaining('deleted'),
      expect.stringContaining('已被删除'),
    ]);
  });

  it('gives a fault a pointer with escapes, a message with the advice, and a short value', () => {
    const fault = makeFault('unknown-field', ['a/b', '~', 0], 'no field here', {
      value: 'x'.repeat(999),
    });
    expect(fault.path).toBe('/a~1b/~0/0');
    expect(fault.message).toBe('no field here. Try: check the spelling, or remove the field.');
    expect(String(fault.value)).toHaveLength(60);
  });
});
