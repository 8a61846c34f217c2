import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';
import { runHere } from './run-cli.ts';

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbell-out-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it.each([
  ['solve', ['in.json'], 'in.json'],
  ['solve', ['in.json'], './link.json'],
  ['score', ['in.json', 'of.json'], 'of.json'],
  ['explain', ['in.json', 'of.json'], 'in.json'],
  ['compare', ['in.json', 'of.json', 'of.json'], 'of.json'],
  ['import', ['of.json'], 'of.json'],
])('%s %j does not write over what it reads (%s)', async (command, inputs, out) => {
  const [problem, plan] = [JSON.stringify(tinyProblem()), JSON.stringify(tinyPlan())];
  await writeFile(file('in.json'), problem);
  await writeFile(file('of.json'), plan);
  await rm(file('link.json'), { force: true });
  await symlink('in.json', file('link.json'));
  const run = await runHere([command, ...inputs.map(file), '--out', file(out)]);
  expect(run.code).toBe(2);
  expect(run.stderr).toContain('--out 是要读取的文件');
  expect(await readFile(file('in.json'), 'utf8')).toBe(problem);
  expect(await readFile(file('of.json'), 'utf8')).toBe(plan);
});

it.each(['score', 'explain'])('%s tells before its work where it cannot write', async (command) => {
  await writeFile(file('in.json'), JSON.stringify(tinyProblem()));
  await writeFile(file('of.json'), JSON.stringify(tinyPlan()));
  const args = [command, file('in.json'), file('of.json'), '--out'];
  const run = await runHere([...args, join(folder, 'none', 'x.json')]);
  expect([run.code, run.stderr]).toEqual([2, expect.stringMatching(/^bad-option .*这个文件夹/)]);
  expect((await runHere([...args, folder])).stderr).toMatch(/^bad-option .*是文件夹/);
});
