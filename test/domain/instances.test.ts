import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseProblemText } from '../../src/domain/validate.ts';

/** Whole schools that lie beside the checkout on some machines. */
const folder = new URL('../../../shared/instances/', import.meta.url);
const files = existsSync(folder) ? readdirSync(folder).filter((f) => f.endsWith('.json')) : [];

describe.skipIf(files.length === 0)('the schools beside the checkout', () => {
  it.each(files)('%s is accepted', (file) => {
    const parsed = parseProblemText(readFileSync(new URL(file, folder), 'utf8'));
    expect(parsed.ok ? [] : parsed.faults).toEqual([]);
  });
});
