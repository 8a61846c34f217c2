import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import {
  atLeast,
  type Check,
  existingFile,
  listOf,
  oneOf,
  wholeFrom,
} from '../../bench/read-options.ts';

const require = createRequire(import.meta.url);

/** A benchmark as built, as `npm run bench:…` starts it. */
function bench(script: string, args: readonly string[]) {
  const file = require.resolve(`#dist/bench/${script}.js`);
  return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
}

const folder = mkdtempSync(join(tmpdir(), 'afterbell-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** One of each benchmark; what the checks say of other values is below. */
const wrong: [script: string, ...args: string[]][] = [
  ['instances', '--only', 'nothere'],
  ['quality', '--clock', 'processor', '--threads', '2'],
  ['bounds/main', '--micro', 'abc'],
  ['bounds/table', '--files', 'none.json'],
  ['peers/main', '--schools', 'nothing'],
  ['micro', '--steps', '1e400'],
  ['profiles', '--seeds', '0'],
  ['files', '--runs', '0'],
  ['console', '--runs', 'x'],
  ['service', '--sed', '1'],
];

describe('a wrong option of a benchmark', () => {
  it.each(wrong)('%s %s %s', (script, ...args) => {
    const { status, stdout, stderr } = bench(script, args);
    // Nothing is measured, and no half a table is printed or written.
    expect(stdout).toBe('');
    expect(stderr).toContain(args[0]);
    expect(stderr).not.toMatch(/^\s+at /m);
    expect(status).toBe(2);
  });
});

it.each<[string, Check, right: string[], wrong: string[]]>([
  ['atLeast', atLeast(0.1), ['0.1', '20'], ['', ' ', '0', '-1', 'abc', '1e400', 'NaN']],
  ['wholeFrom', wholeFrom(1), ['1', '20'], ['', '0', '1.5', '1e400', 'x']],
  ['oneOf', oneOf(['village', 'town']), ['town'], ['', 'tiny', 'town,village']],
  ['listOf', listOf(wholeFrom(1)), ['', '3', '3,10'], ['3,x', '3,', ',']],
  ['existingFile', existingFile, ['package.json'], ['', 'none.json', 'bench']],
])('%s takes what a benchmark can work with, and nothing else', (_, check, right, wrong) => {
  expect(right.filter((text) => check(text) !== undefined)).toEqual([]);
  expect(wrong.filter((text) => check(text) === undefined)).toEqual([]);
});

it('tables are written again from what is there, as of the machine that it was measured on', () => {
  for (const name of ['quality.json', 'bounds.json'])
    copyFileSync(join('bench/results', name), join(folder, name));
  expect(bench('quality', ['--report', '--out', folder])).toMatchObject({ status: 0, stderr: '' });
  const written = readFileSync(join(folder, 'quality.md'), 'utf8');
  expect(written).toBe(readFileSync('bench/results/quality.md', 'utf8'));
});

it('results of timetabling are left alone where no file could be read', () => {
  const [file, out] = [join(folder, 'cut.ctt'), join(folder, 'out')];
  writeFileSync(file, 'Name: cut\n');
  const { status, stdout } = bench('ctt/main', [file, '--out', out]);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(readdirSync(folder)).not.toContain('out');
});
