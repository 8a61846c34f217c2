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

const require = createRequire(import.meta.url);

/** A benchmark as built, as `npm run bench:…` starts it. */
function bench(script: string, args: readonly string[]) {
  const file = require.resolve(`#dist/bench/${script}.js`);
  return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8' });
}

const folder = mkdtempSync(join(tmpdir(), 'afterbell-bench-'));
afterAll(() => rmSync(folder, { recursive: true }));

const wrong: [script: string, ...args: string[]][] = [
  ['instances', '--only', 'nothere'],
  ['instances', '--seconds', 'abc'],
  ['instances', '--threads', '0'],
  ['quality', '--sizes', 'tiny'],
  ['quality', '--presets', 'weifang,nope'],
  ['quality', '--limits', '3,x'],
  ['quality', '--files', 'none.json'],
  ['quality', '--seeds', '1.5'],
  ['quality', '--clock', 'processor', '--threads', '2'],
  ['bounds/main', '--micro', 'abc'],
  ['bounds/table', '--files', 'none.json'],
  ['bounds/table', '--seconds', ''],
  ['peers/main', '--peers', 'none'],
  ['peers/main', '--schools', 'nothing'],
  ['micro', '--size', 'giant'],
  ['micro', '--steps', '1e400'],
  ['profiles', '--schools', 'abc'],
  ['profiles', '--seeds', '0'],
  ['files', '--runs', '0'],
  ['console', '--runs', 'x'],
  ['service', '--only', 'nothing'],
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
