import { spawn } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { smallCtt } from './small-ctt.ts';

const main = fileURLToPath(new URL('../../../dist/bench/ctt/main.js', import.meta.url));
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'ctt-'));
  writeFileSync(join(folder, 'one.ctt'), smallCtt(1));
  writeFileSync(join(folder, 'two.CTT'), smallCtt(2));
  writeFileSync(join(folder, 'broken.ctt'), smallCtt(3).replace('ROOMS:\nr0 ', 'ROOMS:\nr0 x'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]): Promise<{ code: number | null; stdout: string; stderr: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [main, ...args]);
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (text) => {
      stdout += text;
    });
    child.stderr.on('data', (text) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

it('solves the files of a folder, names what is broken, and writes verified solutions', async () => {
  const out = join(folder, 'out');
  const { code, stdout, stderr } = await run(
    folder,
    '--steps',
    '3000',
    '--seeds',
    '3',
    '--out',
    out,
  );
  expect(stderr).toMatch(/broken\.ctt:20: capacity is "x\d+"/);
  expect(code).toBe(2);
  expect(stdout).toMatch(/\| one \| \d+ \| \d+ \| \d+ \| 0 \|/);
  expect(stdout).toMatch(/\| two \| \d+ \| \d+ \| \d+ \| 0 \|/);
  expect(stdout).toMatch(/\| \*\*sum\*\* \|/);
  const seeds = ['one', 'two'].flatMap((n) => [1, 2, 3].map((s) => `${n}.seed${s}.sol`));
  expect(readdirSync(out).sort()).toEqual(['one.sol', 'two.sol', 'results.json', ...seeds].sort());
  const { instances } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
  const best = Math.min(...instances[0].runs.map((r: { soft: number }) => r.soft));
  const verified = await run('--verify', join(folder, 'one.ctt'), join(out, 'one.sol'));
  expect(verified.code).toBe(0);
  expect(verified.stdout).toMatch(new RegExp(`hard 0, cost ${best}\\n$`));
});

it('goes on beside files that cannot be opened, that are unknown or that have no lectures', async () => {
  const odd = join(folder, 'odd');
  mkdirSync(join(odd, 'folder.ctt'), { recursive: true });
  symlinkSync(join(odd, 'nowhere'), join(odd, 'gone.ctt'));
  writeFileSync(join(odd, 'constructor.ctt'), smallCtt(4));
  writeFileSync(join(odd, 'idle.ctt'), smallCtt(5).replace(/^(c\d+ t\d+) \d+/gm, '$1 0'));
  const { code, stdout, stderr } = await run(odd, '--steps', '500', '--seeds', '1');
  expect(stderr).toMatch(/folder\.ctt: EISDIR/);
  expect(stderr).toMatch(/gone\.ctt: ENOENT/);
  expect(code).toBe(2);
  expect(stdout).toMatch(/\| constructor \| \d+ \|/);
  expect(stdout).toMatch(/\| idle \| \d+ \|/);
});

it('refuses two files whose solutions would go to one name', async () => {
  const other = join(folder, 'other');
  mkdirSync(other);
  writeFileSync(join(other, 'one.ctt'), smallCtt(6));
  const files = [join(folder, 'one.ctt'), join(other, 'one.ctt')];
  const limit = ['--steps', '500', '--seeds', '1'];
  const refused = await run(...files, ...limit, '--out', join(folder, 'out2'));
  expect(refused.code).toBe(2);
  expect(refused.stderr).toMatch(/there are two files one\.ctt/);
  expect((await run(...files, ...limit)).code).toBe(0);
});

it('takes the best of several threads', async () => {
  const args = ['--steps', '2000', '--seeds', '1', '--only', 'one'];
  const { code, stdout } = await run(folder, ...args, '--threads', '2');
  expect(code).toBe(0);
  expect(stdout).toMatch(/2 threads/);
  expect(stdout).toMatch(/\| one \| \d+ \|/);
});

it.each([
  [['nowhere'], /no file or folder nowhere/],
  [['--seeds', '0'], /--seeds is "0"; it must be at least 1/],
  [['--seconds', 'x'], /--seconds is "x"/],
  [['--speed', '9'], /Unknown option '--speed'/],
  [['--only', 'three'], /there is no three.ctt/],
  [['--verify'], /--verify takes two files/],
])('refuses %j', async (args, expected) => {
  const { code, stderr } = await run(...(args[0] === 'nowhere' ? [] : [folder]), ...args);
  expect(code).toBe(2);
  expect(stderr).toMatch(expected);
});
