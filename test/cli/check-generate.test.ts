import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { generateProblem } from '../../src/generator/index.ts';
import { tinyProblem } from '../support/tiny.ts';
import { cli, jsonLines, runCli, runHere } from './run-cli.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbell-cli-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const file = (name: string) => join(folder, name);

describe('afterbell', () => {
  it('says what it can do, in Chinese first, and its version', async () => {
    const help = await runCli(['--help']);
    expect(help.code).toBe(0);
    expect(help.stdout).toContain('自动排班');
    for (const command of ['solve', 'score', 'check', 'generate', 'rules']) {
      expect(help.stdout).toContain(`afterbell ${command}`);
    }
    const manifest = JSON.parse(await readFile('package.json', 'utf8'));
    expect(await runCli(['--version'])).toMatchObject({ code: 0, stdout: `${manifest.version}\n` });
  });

  it('gives the help of one command', async () => {
    const { code, stdout } = await runHere(['solve', '--help']);
    expect(code).toBe(0);
    expect(stdout).toContain('--threads');
    expect(stdout).not.toContain('--preset');
  });

  it.each([
    [[], 'no command'],
    [['sovle'], '"sovle"'],
    [['help', 'sovle'], '没有“sovle”这个命令'],
    [['check'], 'the problem file is missing'],
    [['check', 'a.json', 'b.json'], 'one argument too many'],
    [['check', 'no-such-file.json'], 'no-such-file.json'],
    [['check', '.'], 'a folder'],
    [['score', '-', '-'], 'standard input can be read only once'],
    [['generate', '--size', 'huge'], 'village, town, medium'],
    [['generate', '--seed', '1.5'], 'a whole number'],
    [['generate', '--seed', '1', '--seed', '2'], 'twice'],
    [['generate', '--sized', 'medium'], '--sized'],
    [['generate', '--out'], '--out'],
    [['generate', '--out', 'no-such-folder/x.json'], 'no-such-folder'],
    [['solve', 'x.json', '--seconds', 'ten'], '--seconds'],
    [['solve', 'x.json', '--seconds', '0'], '--seconds'],
    [['solve', 'x.json', '--threads', '0'], '--threads'],
    [['solve', 'x.json', '--steps', '-1'], '--steps 后面没有内容'],
    [['solve', 'x.json', '--steps', '-1'], 'what begins with "-" as --steps=…'],
    [['solve', 'x.json', '--out'], '--out 后面没有内容'],
    [['solve', 'x.json', '--Steps', '1'], '没有 --Steps 这个选项'],
    [['solve', 'x.json', '--json=1'], '--json 后面不写内容'],
    [['solve', 'x.json', '--weights', 'posts=1,posts=2'], '规则“posts”写了两次'],
    [['score', 'x.json'], '没有写方案文件'],
    [['remote', 'follow'], '没有写任务编号。建议：写上编号'],
    [['remote', 'follow', 'x', '--out', 'plan.json'], 'remote follow 没有 --out 这个选项'],
    [['remote', 'login', '--url', 'http://me:word@127.0.0.1:9'], '网址里不能有用户名'],
    [['export', '.'], '没有写 --out'],
  ] as const)('%j is refused with code 2 and a fault that says %s', async (args, what) => {
    const { code, stdout, stderr } = await runHere(args);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(/^bad-option {2}/);
    expect(stderr).toContain(what);
    // What is wrong and what to try, in Chinese, is more than the table's words for all of them.
    expect(stderr).not.toContain('参数或选项不对');
    expect(stderr).not.toContain('允许的选项见文档');
  });

  it.each(['check', 'import'])('%s refuses a file that is far too large', async (command) => {
    const huge = file('huge.json');
    await writeFile(huge, '');
    // It takes no room on the disk.
    await truncate(huge, 3 * 1024 ** 3);
    const { code, stderr } = await runHere([command, huge]);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^too-large .*文件有 3072 MB，上限是 128 MB/),
    ]);
  });

  it('gives a usage fault as a JSON line too', async () => {
    const { code, stderr } = await runCli(['check', '--json']);
    expect(code).toBe(2);
    expect(jsonLines(stderr)).toMatchObject([{ code: 'bad-option', path: '' }]);
    const bare = await runHere(['remote', 'login', '--url', 'localhost:3000', '--json']);
    expect(jsonLines(bare.stderr)).toMatchObject([
      { code: 'bad-option', hint: 'such as https://…' },
    ]);
  });
});

describe('afterbell generate', () => {
  it('prints the school of its options', async () => {
    const { code, stdout } = await runCli(['generate', '--size', 'village', '--seed', '4']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual(generateProblem({ size: 'village', seed: 4 }));
  });

  it('writes presets and variants to a file, and leaves nothing else behind', async () => {
    const out = file('hebi.json');
    const args = ['generate', '--size', 'village', '--preset', 'hebi', '--variant', 'junior'];
    expect(await runHere([...args, '--out', out])).toMatchObject({ code: 0, stdout: '' });
    const options = { size: 'village', seed: 1, preset: 'hebi', variant: 'junior' } as const;
    expect(JSON.parse(await readFile(out, 'utf8'))).toEqual(generateProblem(options));
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('writes through a link to the file behind it', async () => {
    await writeFile(file('target.json'), 'old');
    await symlink(file('target.json'), file('link.json'));
    await runHere(['generate', '--size', 'village', '--out', file('link.json')]);
    expect(JSON.parse(await readFile(file('target.json'), 'utf8')).school.id).toBe('village-1');
  });

  it('ends quietly when its reader goes away', async () => {
    // A large school does not fit into a pipe, so the writer meets the closed end.
    const { code, stdout, stderr } = await runCli(['generate', '--size', 'mega'], {
      readOnly: 100,
    });
    expect(stdout).toContain('afterschool.problem/1');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  });

  it('says that the disk is full, in Chinese', (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full');
    for (const args of [['rules'], ['generate', '--size', 'village', '--out', '/dev/full']]) {
      const command = `"$0" "$@" ${args.length === 1 ? '> /dev/full' : ''}`;
      const { status, stderr } = spawnSync('sh', ['-c', command, process.execPath, cli, ...args]);
      expect(status).toBe(1);
      expect(String(stderr)).toMatch(/^disk-full {2}\/ {2}磁盘已满.*\n$/);
    }
  });

  it('writes into a device as it is', async () => {
    const args = ['generate', '--size', 'village', '--out', '/dev/null'];
    expect(await runCli(args)).toEqual({ code: 0, stdout: '', stderr: '' });
  });
});

describe('afterbell check', () => {
  it('takes a valid problem from a file and from standard input', async () => {
    await writeFile(file('tiny.json'), JSON.stringify(tinyProblem()));
    const fromFile = await runCli(['check', file('tiny.json')]);
    expect(fromFile).toMatchObject({ code: 0, stderr: '' });
    expect(fromFile.stdout).toContain('有效 Valid');
    const fromStdin = await runCli(['check', '-', '--json'], {
      stdin: JSON.stringify(tinyProblem()),
    });
    expect(jsonLines(fromStdin.stdout)).toMatchObject([{ ok: true, id: 'tiny', classes: 2 }]);
  });

  it('lists every fault: code, pointer and message', async () => {
    const broken = { ...tinyProblem(), extra: 1, leavePoints: [{ id: 'L1', time: '16:00' }] };
    await writeFile(file('broken.json'), JSON.stringify(broken));
    const { code, stdout, stderr } = await runHere(['check', file('broken.json')]);
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toContain('unknown-field  /extra  这里没有“extra”这个字段。建议：');
    expect(stderr).toContain('leave-inside-period  /leavePoints/0/time');
    expect(stderr).toMatch(/unknown-reference {2}\/students\/0\/leave\/1 .*"L2"/);
    const asJson = await runHere(['check', file('broken.json'), '--json']);
    const codes = jsonLines(asJson.stderr).map((fault) => fault.code);
    expect(codes).toContain('unknown-field');
    expect(codes.length).toBeGreaterThan(3);
  });

  it('warns of what a valid problem surely will not let a plan do, and says what would help', async () => {
    const problem = tinyProblem();
    problem.activities.push({
      ...(problem.activities[2] as (typeof problem.activities)[number]),
      id: 'helper',
      name: '引导',
      seats: [{ role: 'duty', kinds: ['volunteer'] }],
    });
    problem.rules = { params: { latestEnd: { primary: '17:30' } } };
    const stdin = JSON.stringify(problem);
    const { code, stdout } = await runHere(['check', '-'], stdin);
    expect(code).toBe(0);
    expect(stdout).toContain('! 周一、周二 17:20-18:00（延时托管）有学生在校');
    expect(stdout).toContain('! 周一 17:10-18:10 引导：需要 1 人，可排 0 人，至少缺 1 人');
    expect(stdout).toContain(
      '  → 放宽引导的人员类别（现为志愿者）：Teacher 1、Teacher 2、Teacher 3、Head 1 / ',
    );
    expect(stdout).toContain('! 引导的值班岗没有人能上：没有“志愿者”类人员');
    const asJson = await runHere(['check', '-', '--json'], stdin);
    expect(jsonLines(asJson.stderr).map(({ warning }) => warning)).toEqual([
      'hard-conflict',
      'shortage',
      'shortage',
      'seat-for-nobody',
    ]);
  });

  it('warns of afternoons that were typed on the 12-hour clock', async () => {
    const problem = tinyProblem();
    const duty = problem.periods.find(({ segment }) => segment === 'duty');
    Object.assign(duty ?? {}, { start: '05:10', end: '06:10' });
    const stdin = JSON.stringify(problem);
    const { code, stdout } = await runHere(['check', '-'], stdin);
    expect(code).toBe(0);
    expect(stdout).toContain(
      '! 有时段在早上 06:00 以前开始（周一 05:10-06:10）：下午的时间要按24小时制写，05:10 要写成 17:10\n',
    );
    const asJson = await runHere(['check', '-', '--json'], stdin);
    expect(jsonLines(asJson.stderr)).toContainEqual(
      expect.objectContaining({ warning: 'before-dawn', periodIds: [duty?.id] }),
    );
  });

  it.each(['gbk', 'utf16le'])(
    'refuses a file in %s rather than garble its names',
    async (coding) => {
      // 中文学校 in GBK.
      const gbk = Buffer.from('d6d0cec4d1a7d0a3', 'hex').toString('latin1');
      const text = JSON.stringify({ ...tinyProblem(), school: { name: gbk } });
      const bytes = Buffer.from(
        `${coding === 'gbk' ? '' : '\ufeff'}${text}`,
        coding === 'gbk' ? 'latin1' : 'utf16le',
      );
      await writeFile(file('coded.json'), bytes);
      const { code, stderr } = await runHere(['check', file('coded.json')]);
      expect(code).toBe(2);
      expect(stderr).toMatch(/^not-json .*文件不是 UTF-8 编码.*\n$/);
      expect((await runHere(['score', file('tiny.json'), file('coded.json')])).stderr).toMatch(
        /^not-json {2}plan:\//,
      );
    },
  );

  it('says where text stops being JSON', async () => {
    const { code, stderr } = await runHere(['check', '-', '--json'], '{"schema": 1,}');
    expect(code).toBe(2);
    expect(jsonLines(stderr)).toMatchObject([
      { code: 'not-json', path: '', messageZh: expect.stringContaining('第 1 行第 14 列') },
    ]);
  });

  it('does not let a file write control characters to the terminal', async () => {
    const evil = { ...tinyProblem(), '\u001b[2Jx\nok': 1 };
    const { stderr } = await runHere(['check', '-'], JSON.stringify(evil));
    expect(stderr).not.toContain('\u001b');
    expect(stderr.split('\n').filter((line) => line !== '')).toHaveLength(1);
  });
});
