import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rules, verify } from '../../solver/index.ts';
import { makeReport, reportText } from '../../src/cli/report.ts';
import { usableCores } from '../../src/cores.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';
import { cli, jsonLines, runCli, runHere } from './run-cli.ts';

let folder: string;
const file = (name: string) => join(folder, name);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'afterbell-cli-'));
  await writeFile(file('tiny.json'), JSON.stringify(tinyProblem()));
  const village = generateProblem({ size: 'village', seed: 1 });
  await writeFile(file('village.json'), JSON.stringify(village));
  const alone = generateProblem({ size: 'village', seed: 1, variant: 'noStaff' });
  await writeFile(file('no-staff.json'), JSON.stringify(alone));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('files that changed places are told as such, in one fault', async () => {
  const [problem, plan] = [file('tiny.json'), file('tiny-plan.json')];
  await runHere(['solve', problem, '--out', plan, '--steps', '100']);
  const told = (args: string[]) => runHere(args).then(({ stderr }) => stderr);
  expect(await told(['score', plan, problem])).toMatch(/^wrong-schema .*这是方案文件.*\n$/);
  expect(await told(['score', problem, problem])).toMatch(/^wrong-schema .*这里要写方案文件.*\n$/);
  expect(await told(['export', plan, '--out', folder])).toMatch(/^wrong-schema .*--problem.*\n$/);
  // As an exported timetable is.
  await writeFile(file('timetable.xlsx'), Buffer.from('504b030414000000ff', 'hex'));
  expect(await told(['compare', problem, plan, file('timetable.xlsx')])).toMatch(
    /^not-json {2}plan B:.*这是工作簿，这里要写方案文件.*\n$/,
  );
});

it('names do not reach a terminal as commands', async () => {
  const problem = generateProblem({ size: 'village', seed: 1, variant: 'noStaff' });
  for (const one of [problem.school, ...problem.classes, ...problem.activities])
    one.name = `\u001b[31m${one.name}`;
  const [data, plan] = [file('escapes.json'), file('escapes-plan.json')];
  await writeFile(data, JSON.stringify(problem));
  const printed = [
    await runHere(['check', data]),
    await runHere(['solve', data, '--out', plan, '--steps', '100']),
    await runHere(['explain', data, plan]),
    await runHere(['compare', data, plan, plan]),
  ];
  for (const { stdout, stderr } of printed) {
    expect(stdout.length).toBeGreaterThan(50);
    expect(stdout + stderr).not.toContain('\u001b');
  }
});

it('two plans are told apart by how fair they are, which is nearly 1 for both', async () => {
  const [data, ...plans] = ['village.json', 'fair-a.json', 'fair-b.json'].map(file) as [
    string,
    string,
    string,
  ];
  for (const [i, plan] of plans.entries())
    await runHere(['solve', data, '--out', plan, '--steps', String(3000 * (i + 1))]);
  const { stdout } = await runHere(['compare', data, ...plans]);
  const [, a, b] = /公平指数（1 为最公平）Jain +([\d.]+) +([\d.]+)/.exec(stdout) ?? [];
  expect(a).toMatch(/^0\.\d{4}$/);
  expect(b).toMatch(/^0\.\d{4}$/);
});

it('what keeps a plan from being published is told in words, and once', () => {
  const [problem, plan] = [tinyProblem(), tinyPlan()];
  const index = indexProblem(problem);
  const micro = plan.sessions.find(({ forKey }) => forKey === 'C1');
  if (micro?.seats[0]) micro.seats[0].staffId = null;
  for (const { activityId, seats } of plan.sessions) if (activityId === 'chess') seats.length = 0;
  plan.sessions = plan.sessions.filter(({ id }) => id !== 'gate-mon-gate');
  plan.score = verify(index, plan);
  const text = reportText(makeReport(problem, plan));
  expect(text).toContain('\n  周二 16:40-17:20  Micro theme（Class 1-1）  ');
  expect(text.split('\n').filter((line) => line.startsWith('!'))).toEqual([
    '! 违反硬规则 1 处，见 afterbell explain / hard rules are broken 1 time, see afterbell explain',
    '! 周一 16:40-17:20 Chess有学生，没有成人 / Chess on Monday 16:40-17:20 has pupils and no adult',
    '! 周一 17:10-18:10 没有安排Gate duty / Gate duty is missing on Monday 17:10-18:10',
  ]);
});

it('what two plans differ in is told by the names of rules and by what became of a session', async () => {
  const paths = ['full.json', 'less.json'].map(file) as [string, string];
  const plan = tinyPlan();
  await writeFile(paths[0], JSON.stringify(plan));
  plan.sessions = plan.sessions.filter(({ activityId }) => activityId !== 'chess');
  await writeFile(paths[1], JSON.stringify(plan));
  const { stdout } = await runHere(['compare', file('tiny.json'), ...paths]);
  expect(stdout).toMatch(/^未开设的社团 +closedClub +0 +3$/m);
  expect(stdout).toContain(
    '\n  取消  周一 16:40-17:20 Chess：Teacher 3 / dropped: Chess on Monday 16:40-17:20: Teacher 3\n',
  );
  const same = await runHere(['compare', file('tiny.json'), paths[0], paths[0]]);
  expect(same.stdout).toContain(
    '\n\n各条规则扣分相同 every rule costs the same\n\n改动 Changes: 0\n',
  );
});

describe('afterbell solve', () => {
  it('says that least change has no effect where there is no plan to keep to', async () => {
    const plan = file('least.json');
    const told = async (problem: string, profile: string) => {
      const args = ['solve', problem, '--profile', profile, '--out', plan, '--steps', '100'];
      return (await runHere(args)).stderr;
    };
    expect(await told(file('tiny.json'), 'leastChange')).toContain('“改动最少”不起作用');
    expect(await told(file('tiny.json'), 'balanced')).not.toContain('不起作用');
    const baseline = JSON.parse(await readFile(plan, 'utf8'));
    await writeFile(file('kept.json'), JSON.stringify({ ...tinyProblem(), baseline }));
    expect(await told(file('kept.json'), 'leastChange')).not.toContain('不起作用');
  });

  it('writes a publishable plan, prints the table, and ends with 0', async () => {
    const args = ['solve', file('tiny.json'), '--out', file('plan.json'), '--steps', '20000'];
    const { code, stdout } = await runCli(args);
    expect(stdout).toContain('可以发布 Publishable');
    expect(stdout).toContain('总分 Score');
    expect(code).toBe(0);
    const plan = JSON.parse(await readFile(file('plan.json'), 'utf8'));
    expect(plan).toMatchObject({ schema: 'afterschool.plan/1', problemId: 'tiny', seed: 1 });
    expect(plan.score.hard).toBe(0);
    expect((await readdir(folder)).filter((name) => name.includes('tmp'))).toEqual([]);
  });

  it('gives the same plan for the same seed and steps, through standard input and output', async () => {
    const problem = await readFile(file('village.json'), 'utf8');
    const args = ['solve', '-', '--steps', '300', '--seed', '5'];
    const first = await runCli(args, { stdin: problem });
    const second = await runCli([...args, '--out', '-'], { stdin: problem });
    expect(JSON.parse(first.stdout).seed).toBe(5);
    expect(second.stdout).toBe(first.stdout);
    // The plan has standard output to itself: the table goes to standard error.
    expect(first.stderr).toContain('总分 Score');
  });

  it('uses no more threads than there are processors, and says so', async () => {
    const args = ['solve', file('tiny.json'), '--seconds', '0.3', '--out', file('plan.json')];
    const { code, stderr } = await runHere([...args, '--threads', '64']);
    expect(stderr).toContain(`${usableCores()} of 64 threads`);
    expect([0, 3]).toContain(code);
    expect((await runHere(args)).stderr).not.toContain('threads');
  });

  it('ends with 3 when posts are open, and says which', async () => {
    const args = ['solve', file('no-staff.json'), '--out', file('open.json'), '--steps', '100'];
    const { code, stdout } = await runHere(args);
    expect(code).toBe(3);
    expect(stdout).toContain('空缺岗位 Open posts');
    expect(stdout).toContain('带班领导');
    const asJson = await runHere([...args, '--json']);
    const [report] = jsonLines(asJson.stdout) as [{ publishable: boolean; openPosts: unknown[] }];
    expect(report.publishable).toBe(false);
    expect(report.openPosts.length).toBeGreaterThan(10);
  });

  it('ends with 2 when the problem is refused, and writes nothing', async () => {
    const args = ['solve', '-', '--out', file('refused.json'), '--json'];
    const { code, stdout, stderr } = await runCli(args, { stdin: '{}' });
    expect(code).toBe(2);
    expect(stdout).toBe('');
    expect(jsonLines(stderr).every((fault) => typeof fault.code === 'string')).toBe(true);
    expect(await readdir(folder)).not.toContain('refused.json');
  });

  it('refuses a target that cannot be written before it solves', async () => {
    const args = ['solve', file('village.json'), '--out', folder, '--json'];
    const { code, stderr } = await runHere(args);
    expect(code).toBe(2);
    expect(jsonLines(stderr).filter(({ event }) => event === 'progress')).toEqual([]);
  });

  it('keeps a plan that could not be written where it was wanted', async (context) => {
    if (!existsSync('/dev/full')) return context.skip('there is no /dev/full');
    const args = ['solve', file('tiny.json'), '--out', '/dev/full', '--steps', '20000'];
    const { code, stdout, stderr } = await runHere(args);
    expect(code).toBe(1);
    expect(stdout).toContain('总分 Score');
    const [, kept = ''] = /ENOSPC.*方案存到了 (\S+\.json)。/.exec(stderr) ?? [];
    expect(JSON.parse(await readFile(kept, 'utf8'))).toMatchObject({ problemId: 'tiny' });
    await rm(kept);
  });

  it.each([
    ['its plan', '> /dev/full 2> log', /标准输出没有写成（ENOSPC），方案存到了 (\S+\.json)。/],
    ['its progress', '--out kept.json > log 2> /dev/full', /总分 Score/],
  ])('keeps a plan when there is no room for %s', async (_, streams, told) => {
    if (!existsSync('/dev/full')) return;
    const command = `"$0" "$@" --threads 1 --seconds 1.5 ${streams}`;
    const args = ['-c', command, process.execPath, cli, 'solve', file('tiny.json')];
    spawnSync('sh', args, { cwd: folder });
    const [, kept = file('kept.json')] = told.exec(await readFile(file('log'), 'utf8')) ?? [];
    expect(JSON.parse(await readFile(kept, 'utf8'))).toMatchObject({ problemId: 'tiny' });
    await rm(kept);
  });

  it('tells its progress once a second in lines of their own when there is no terminal', async () => {
    const out = file('progress.json');
    const args = ['solve', file('village.json'), '--out', out, '--seconds', '2.5', '--json'];
    const { stderr } = await runCli([...args, '--threads', '1']);
    const lines = jsonLines(stderr);
    expect(lines.length).toBeGreaterThanOrEqual(2);
    expect(lines.length).toBeLessThanOrEqual(8);
    expect(lines[0]).toMatchObject({ event: 'progress', hard: 0 });
    expect(stderr).not.toContain('\r');
  });

  it('keeps its limit in time', async () => {
    const took = async (...limit: string[]) => {
      const began = performance.now();
      const args = ['solve', file('village.json'), '--out', file('t.json'), '--threads', '1'];
      await runCli([...args, ...limit]);
      return performance.now() - began;
    };
    // The process and its threads need some seconds to start on a busy machine.
    const start = await took('--steps', '1');
    expect((await took('--seconds', '1.5')) - start).toBeLessThan(6000);
  });

  it.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
    'stops at %s and still writes the best plan',
    async (signal) => {
      const out = file(`stopped-${signal}.json`);
      let sent = false;
      const began = performance.now();
      const { code } = await runCli(
        ['solve', file('village.json'), '--out', out, '--seconds', '60'],
        {
          onStderr: (text, kill) => {
            if (sent || !text.includes('search')) return;
            sent = true;
            kill(signal);
          },
        },
      );
      expect(performance.now() - began).toBeLessThan(30_000);
      expect([0, 3]).toContain(code);
      const plan = JSON.parse(await readFile(out, 'utf8'));
      expect(plan.score.hard).toBe(0);
      expect(plan.sessions.length).toBeGreaterThan(20);
    },
  );
});

describe('afterbell score', () => {
  it('agrees with the plan’s own score, rule by rule', async () => {
    const plan = file('village-plan.json');
    await runHere(['solve', file('village.json'), '--out', plan, '--steps', '3000']);
    const { code, stdout } = await runHere(['score', file('village.json'), plan]);
    expect(code).toBe(0);
    const scored = JSON.parse(stdout);
    expect(Object.keys(scored)).toEqual(['hard', 'medium', 'soft', 'rules']);
    expect(scored).toEqual(JSON.parse(await readFile(plan, 'utf8')).score);
  });

  it('scores a plan made by hand that has only sessions', async () => {
    await writeFile(file('hand.json'), JSON.stringify({ sessions: [] }));
    const { code, stdout } = await runHere(['score', file('tiny.json'), file('hand.json')]);
    expect(code).toBe(0);
    const scored = JSON.parse(stdout);
    // Nobody is looked after: 8 + 8 + 3 pupils on Monday, 7 + 7 + 2 on Tuesday.
    expect(scored.rules.coverage.count).toBe(8 + 8 + 3 + 7 + 7 + 2);
    // Three series lack a session: two of microTheme and two gate duties (a club not held is none).
    expect(scored.medium).toBe(4 * 5);
  });

  it('reads either file from standard input', async () => {
    const problem = JSON.stringify(tinyProblem());
    await writeFile(file('hand2.json'), JSON.stringify({ sessions: [] }));
    const a = await runCli(['score', '-', file('hand2.json')], { stdin: problem });
    const b = await runCli(['score', file('tiny.json'), '-'], { stdin: '{"sessions":[]}' });
    expect(a.stdout).toBe(b.stdout);
    expect(a.code).toBe(0);
  });

  it('refuses a malformed plan and says that the faults are in the plan', async () => {
    const plan = { sessions: [{ id: 's', kind: 'care', periodIds: ['nowhere'] }] };
    const { code, stderr } = await runHere(
      ['score', file('tiny.json'), '-', '--json'],
      JSON.stringify(plan),
    );
    expect(code).toBe(2);
    expect(jsonLines(stderr)).toContainEqual(
      expect.objectContaining({ document: 'plan', path: '/sessions/0/roomId', code: 'missing' }),
    );
  });
});

describe('afterbell explain', () => {
  it('tells broken hard rules and their causes before anything else', async () => {
    const problem = tinyProblem({ rules: { params: { latestEnd: { primary: '17:30' } } } });
    await writeFile(file('late.json'), JSON.stringify(problem));
    await writeFile(file('late-plan.json'), JSON.stringify(tinyPlan()));
    const args = ['explain', file('late.json'), file('late-plan.json')];
    const { code, stdout } = await runCli(args);
    expect(code).toBe(0);
    const [title, conflict, rule, first] = stdout.split('\n');
    expect(title).toBe('违反硬规则 Hard rules broken (2)');
    expect(conflict).toMatch(/^ {2}! 周一、周二 17:20-18:00（延时托管）有学生在校/);
    expect(rule).toMatch(/^ {2}服务时间 .*\(dayEnd\) ×2$/);
    expect(first).toContain('；这时有 3 名学生在校，必须有人看护 / ');
    const [asJson] = jsonLines((await runCli([...args, '--json'])).stdout);
    expect(asJson?.hard).toHaveLength(2);
    await writeFile(file('tiny-plan.json'), JSON.stringify(tinyPlan()));
    const fine = await runCli(['explain', file('tiny.json'), file('tiny-plan.json')]);
    expect(fine.stdout).not.toContain('Hard rules broken');
    expect(fine.stdout).toMatch(/^方案可以发布，没有空缺岗位：不缺人/);
    expect(fine.stderr).toBe('');
  });

  it('calls what stood in the way by the names of the rules', async () => {
    const plan = tinyPlan();
    plan.sessions = plan.sessions.map((session) =>
      session.id === 'care-mon-hw-C1'
        ? { ...session, seats: [{ role: 'lead', staffId: null }] }
        : session,
    );
    await writeFile(file('open-post.json'), JSON.stringify(plan));
    const { stdout } = await runHere(['explain', file('tiny.json'), file('open-post.json')]);
    const lines = stdout.split('\n');
    expect(stdout).not.toContain('不缺人');
    const from = lines.findIndex((line) => line.startsWith('冲突统计'));
    expect(lines[from + 1]).toMatch(/ ×\d+（[^）]+）：.* \/ \([A-Z][^)]+\) /);
    expect(lines[from + 1]).not.toMatch(/staff[A-Z]|room[A-Z]|class[A-Z]/);
    const one = await runHere(['explain', file('tiny.json'), file('open-post.json'), '--top', '1']);
    expect(one.stdout).toMatch(/^公平 Fairness \(4\)\n.*\n {2}… 另有 3 项，见 --top \/ 3 more/m);
  });

  it('tells as many people of an open seat as are asked for, the likeliest first', async () => {
    const problem = tinyProblem();
    for (let i = 0; i < 30; i++) problem.staff.push({ id: `V${i}`, kind: 'volunteer' });
    await writeFile(file('many.json'), JSON.stringify(problem));
    const plan = tinyPlan();
    for (const { seats } of plan.sessions.slice(0, 1)) seats[0] = { role: 'lead', staffId: null };
    await writeFile(file('many-plan.json'), JSON.stringify(plan));
    const told = async (...more: string[]) => {
      const args = ['explain', file('many.json'), file('many-plan.json'), '--json', ...more];
      const [explanation] = jsonLines((await runHere(args)).stdout);
      const posts = explanation?.openPosts as { candidates: unknown[] }[] | undefined;
      return posts?.[0]?.candidates;
    };
    const all = await told();
    expect(all).toHaveLength(34);
    expect(await told('--candidates', '0')).toEqual([]);
    expect(await told('--candidates', '20')).toEqual(all?.slice(0, 20));
  });

  it('says when the plan was made for other data, weights aside', async () => {
    const made = ['solve', file('tiny.json'), '--steps', '50', '--weights', 'posts=0'];
    await runHere([...made, '--out', file('made.json')]);
    const own = await runHere(['explain', file('tiny.json'), file('made.json')]);
    expect(own.stderr).toBe('');
    const other = tinyProblem();
    for (const person of other.staff) person.name = `新${person.id}`;
    await writeFile(file('other.json'), JSON.stringify(other));
    const told = await runHere(['explain', file('other.json'), file('made.json')]);
    expect(told.stderr).toContain('方案是按另一版数据排的，说明以给出的数据为准');
    expect(told.code).toBe(0);
    const scored = await runHere(['score', file('other.json'), file('made.json')]);
    expect(scored.stderr).toContain('方案是按另一版数据排的，得分按给出的数据计算');
    await runHere(['solve', file('other.json'), '--steps', '50', '--out', file('theirs.json')]);
    const pair = [file('theirs.json'), file('made.json')];
    const compared = await runHere(['compare', file('other.json'), ...pair]);
    expect(compared.stderr).toBe(
      '! 方案 B 是按另一版数据排的，得分按给出的数据计算。 Plan B was made for other data; it is scored by the data given.\n',
    );
    expect((await runHere(['compare', file('tiny.json'), ...pair])).stderr).toMatch(/^! 方案 A /);
  });
});

it('refuses weights below 0 and plans without sessions in words that tell what is asked for', async () => {
  await writeFile(file('empty-plan.json'), '{}');
  const scoring = ['score', file('tiny.json'), file('empty-plan.json')];
  const empty = await runHere(scoring);
  expect(empty.stderr).toContain('the field "sessions" is missing, expected a list');
  const below = await runHere([...scoring, '--weights', 'posts=-1']);
  expect(below.stderr).toContain('权重为 0 或以上的数');
  expect([empty.code, below.code]).toEqual([2, 2]);
});

describe('afterbell rules', () => {
  it('prints the catalogue as a table and as JSON', async () => {
    const table = await runCli(['rules']);
    expect(table.code).toBe(0);
    for (const rule of rules) expect(table.stdout).toContain(rule.title.zh);
    const json = await runCli(['rules', '--json']);
    expect(json.stdout.trim()).not.toContain('\n');
    const listed = JSON.parse(json.stdout) as { id: string }[];
    expect(listed.map((rule) => rule.id)).toEqual(rules.map((rule) => rule.id));
  });
});
