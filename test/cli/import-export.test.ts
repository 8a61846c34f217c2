import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { problemHash } from '../../src/domain/hash.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { jsonLines, runCli, runHere } from './run-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbell-files-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const problem = generateProblem({ size: 'village', seed: 1 });

describe('afterbell template, import, export', () => {
  it('export writes the workbook that import reads', async () => {
    const json = join(folder, 'school.json');
    await writeFile(json, JSON.stringify(problem));
    const out = join(folder, 'new', 'folder');
    const made = await runCli(['export', json, '--as', 'xlsx', '--out', out, '--json']);
    expect(made.stderr).toBe('');
    expect(made.code).toBe(0);
    const [line] = jsonLines(made.stdout) as { files: string[] }[];
    expect(line?.files).toHaveLength(1);
    const back = await runCli(['import', line?.files[0] as string]);
    expect(back.code).toBe(0);
    expect(problemHash(JSON.parse(back.stdout))).toBe(problemHash(problem));
  });

  it('template writes an empty workbook and an example that can be imported', async () => {
    const out = join(folder, 'template');
    expect((await runHere(['template', '--out', out])).code).toBe(0);
    expect((await readdir(out)).sort()).toEqual(
      ['课后服务模板.xlsx', '课后服务示例学校.xlsx'].sort(),
    );
    const example = await runHere(['import', join(out, '课后服务示例学校.xlsx')]);
    expect(problemHash(JSON.parse(example.stdout))).toBe(problemHash(problem));
    const empty = await runHere(['import', join(out, '课后服务模板.xlsx'), '--json']);
    expect(empty.code).toBe(2);
    expect(empty.stdout).toBe('');
    const faults = jsonLines(empty.stderr);
    expect(faults.map(({ sheet, code }) => [sheet, code])).toContainEqual(['学校', 'missing']);
  });

  // The kernel says of a new folder in /proc that it is not there, and not that it may not be made.
  it.runIf(process.platform === 'linux')('a folder that nothing can make is told', async () => {
    const run = await runHere(['template', '--out', '/proc/1/none']);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('"/proc/1/none" cannot be written (ENOENT)');
  });

  it('import and check warn of data without classes and people, and take them', async () => {
    const { school, periods, leavePoints } = problem;
    const lists = { classes: [], staff: [], rooms: [], activities: [] };
    // Typed on the 12-hour clock.
    const early = periods.map((one, i) =>
      i === 0 ? { ...one, start: '03:50', end: '04:20' } : one,
    );
    const book = join(folder, 'bare.xlsx');
    const bare = join(folder, 'bare.json');
    const { writeWorkbook } = await import('../../src/files/index.ts');
    const whole = { schema: problem.schema, school, periods: early, leavePoints, ...lists };
    await writeFile(book, (await writeWorkbook(whole)).bytes);
    const run = await runHere(['import', book, '--out', bare]);
    expect(run.code).toBe(0);
    expect(run.stderr).toMatch(
      /^! 数据里没有班级、教职工、场地，补上才能排班\n {2}The data have no /,
    );
    const asJson = await runHere(['import', book, '--json', '--out', bare]);
    expect(jsonLines(asJson.stderr)).toMatchObject([
      { warning: 'empty' },
      { warning: 'before-dawn' },
    ]);
    const checked = await runHere(['check', bare]);
    expect(checked.code).toBe(0);
    expect(checked.stdout).toContain('! 数据里没有班级、教职工、场地，补上才能排班');
    expect(run.stderr).toContain('03:50 要写成 15:50');
  });

  it('import names faults by sheet and cell, and writes nothing', async () => {
    const wrong = structuredClone(problem);
    (wrong.staff[2] as { kind: string }).kind = 'teacher';
    (wrong.classes[1] as { homeRoomId: string }).homeRoomId = 'R999';
    const json = join(folder, 'wrong.json');
    await writeFile(json, JSON.stringify(problem));
    const { writeWorkbook } = await import('../../src/files/index.ts');
    const book = join(folder, 'wrong.xlsx');
    await writeFile(book, (await writeWorkbook(wrong)).bytes);
    const out = join(folder, 'none.json');
    const run = await runHere(['import', book, '--out', out]);
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/^unknown-reference {2}班级!D4 {2}.*"R999"/);
    expect(await readdir(folder)).not.toContain('none.json');
  });

  it('a command that takes a problem takes the workbook of a school', async () => {
    const { writeWorkbook } = await import('../../src/files/index.ts');
    const book = join(folder, 'whole.xlsx');
    await writeFile(book, (await writeWorkbook(problem)).bytes);
    const run = await runHere(['check', book]);
    expect(run).toMatchObject({ code: 0, stderr: '' });
    expect(run.stdout).toContain(problemHash(problem));
    const empty = await runHere(['check', join(folder, 'template', '课后服务模板.xlsx'), '--json']);
    expect(empty.code).toBe(2);
    expect(jsonLines(empty.stderr)).toMatchObject([{ sheet: '学校' }, { sheet: '学校' }]);
  });

  it('import refuses what is no workbook', async () => {
    const run = await runCli(['import', '-', '--json'], { stdin: '编号,姓名\nT1,张三\n' });
    expect(run.code).toBe(2);
    expect(jsonLines(run.stderr)).toMatchObject([{ code: 'csv-file' }]);
    const page = await runCli(['import', '-', '--json'], { stdin: '%PDF-1.7 no workbook' });
    expect(page.code).toBe(2);
    expect(jsonLines(page.stderr)).toMatchObject([{ code: 'not-a-workbook' }]);
  });

  it('export says when a plan was made for other data, and not where only weights differ', async () => {
    const [json, plan, out] = ['own.json', 'plan.json', 'tables'].map((name) => join(folder, name));
    await writeFile(json, JSON.stringify(problem));
    const solved = await runHere([
      'solve',
      json,
      '--steps',
      '100',
      '--weights',
      'choice=3',
      '--out',
      plan,
    ]);
    expect(solved.code).not.toBe(2);
    const exporting = ['export', plan, '--problem', json, '--as', 'csv', '--out', out];
    expect((await runHere(exporting)).stderr).toBe('');
    const other = structuredClone(problem);
    other.staff[0].name = '新老师';
    await writeFile(json, JSON.stringify(other));
    const told = await runHere(exporting);
    expect(told.stderr).toContain('另一版数据');
    expect(told.code).toBe(0);
  });

  it('export refuses a wrong kind and a missing folder', async () => {
    const json = join(folder, 'school.json');
    await writeFile(json, JSON.stringify(problem));
    const kind = await runHere(['export', json, '--as', 'doc', '--out', folder, '--json']);
    expect(jsonLines(kind.stderr)).toMatchObject([{ code: 'bad-option', value: 'doc' }]);
    expect((await runHere(['export', json])).code).toBe(2);
    expect(await readFile(json, 'utf8')).toBe(JSON.stringify(problem));
  });
});
