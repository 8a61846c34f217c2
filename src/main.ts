import { solveAndBound } from '../solver/index.ts';
import { version } from './cli/version.ts';
import { type Config, readConfig } from './config.ts';
import { showDemo, type Terminal } from './demo.ts';
import { generateProblem } from './generator/index.ts';
import { makeLogger } from './logger.ts';
import { type Role, type Service, startService } from './service.ts';
import { startTrouble } from './start-trouble.ts';

/**
 * The composition root: `main.js` is everything in one process, `main.js api` and
 * `main.js worker` one part of it, on machines that share DATABASE_URL (and REDIS_URL).
 */
const EXIT_AFTER_MS = 9500;

const startedAt = performance.now();
const terminal: Terminal = {
  isTty: process.stdout.isTTY === true,
  write: (text) => void process.stdout.write(text),
};

await main();

async function main(): Promise<void> {
  const role = readRole(process.argv.slice(2));
  const read = readConfig(process.env);
  if (!read.ok) return fail(['配置有误 The configuration is not valid:', ...read.faults]);
  const { config } = read;
  if (!role) return fail(['用法 Use: npm start [-- api | worker]']);
  if (role !== 'all' && !config.databaseUrl) {
    return fail([
      `“${role}”要设 DATABASE_URL：api 和 worker 共用一个 Postgres。不写这个词就在一个进程里运行全部，并自带 Postgres。`,
      `The role "${role}" needs DATABASE_URL: api and workers share one Postgres.`,
      'Maybe leave the role out: npm start runs everything in one process, with a Postgres of its own.',
    ]);
  }
  const log = makeLogger(config);
  const ending = new AbortController();
  const { signal } = ending;
  const parts = { config, role, log, solve: solveAndBound, version: version(), signal };
  const starting = startService(parts);
  stopOnSignals(async () => {
    ending.abort();
    await (await starting.catch(() => undefined))?.stop();
  });
  let service: Service;
  try {
    service = await starting;
  } catch (error) {
    if (signal.aborted) return;
    log.debug({ err: error }, 'start failed');
    return fail(startTrouble(error, config, role));
  }
  greet(service, role, config);
  log.info({ role, url: service.url, startMs: Math.round(performance.now() - startedAt) }, 'ready');
  if (role !== 'all' || !config.demo) return;
  const { db, url, kick } = service;
  await showDemo({
    ...{ db, url, kick, terminal, signal },
    problem: () => generateProblem({ size: 'medium', seed: 1 }),
    seconds: config.demoSeconds,
    onTrouble: (error) => log.warn({ err: error }, 'the demo school'),
  });
}

function greet(service: Service, role: Role, { auth, publicUrl }: Config): void {
  const { url, firstLink, postgres, queueBackend } = service;
  const queue = queueBackend === 'redis' ? 'Redis' : 'Postgres';
  const [storeZh, store] = postgres
    ? [
        `自带的 Postgres，在 ${postgres.dataFolder}${postgres.created ? '（刚刚新建）' : ''}`,
        `own Postgres in ${postgres.dataFolder}${postgres.created ? ' (just created)' : ''}`,
      ]
    : ['DATABASE_URL 指定的 Postgres', 'Postgres of DATABASE_URL'];
  terminal.write(`\n  课后排 AfterBell ${version()}${role === 'all' ? '' : ` (${role})`}\n`);
  terminal.write(`  数据库：${storeZh}；任务队列：${queue}\n`);
  terminal.write(`  ${store}, queue on ${queue}\n`);
  if (!url) {
    terminal.write('  等待任务 Waiting for jobs\n');
    return;
  }
  terminal.write(`  首页 Open ${url}/   接口文档 API docs ${url}/docs\n`);
  if (firstLink) {
    terminal.write('\n  首次登录：打开此一次性链接，为管理员 admin 设置密码\n');
    terminal.write('  First sign-in: open this one-time link and set the password of "admin"\n');
    terminal.write(`  ${publicUrl ?? url}${firstLink}\n`);
  }
  if (!auth) {
    terminal.write('  警告：AUTH=off，任何能访问此端口的人都是管理员。\n');
    terminal.write('  Warning: AUTH=off, everybody who reaches this port is an admin.\n');
  }
}

/** The first signal ends in good order, a second one at once. */
function stopOnSignals(stop: () => Promise<void>): void {
  let isStopping = false;
  const end = async (exitCode: number) => {
    if (isStopping) process.exit(1);
    isStopping = true;
    setTimeout(() => process.exit(1), EXIT_AFTER_MS).unref();
    await stop();
    process.exit(exitCode);
  };
  // SIGHUP: the terminal was closed. What is written to it from then on must not end us.
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
    process.on(signal, () => void end(0));
  }
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error) => {
      process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      // What breaks while stopping must not cut it short: a Postgres of our own would be left.
      if (!isStopping) void end(1);
    });
  }
}

function readRole(words: string[]): Role | undefined {
  const [word = 'all', ...rest] = words;
  const isRole = word === 'all' || word === 'api' || word === 'worker';
  return isRole && rest.length === 0 ? word : undefined;
}

function fail(lines: string[]): void {
  process.stderr.write(`${lines.join('\n  ')}\n`);
  process.exitCode = 1;
}
