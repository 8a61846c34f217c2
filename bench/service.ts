import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { listOf, oneOf, readOptions, wholeFrom } from './read-options.ts';
import { type CrashResult, killServer, killService, killWorkers } from './service/crashes.ts';
import { attack } from './service/hostile.ts';
import {
  acceptedToStarted,
  loadWhileSolving,
  queueMany,
  startTimes,
  throughput,
} from './service/load.ts';
import {
  cleanUp,
  startPostgres,
  startRedis,
  startService,
  tempFolder,
} from './service/processes.ts';
import { type CrashRow, reportMarkdown, type ServiceReport } from './service/report.ts';

/**
 * `npm run bench:service -- [--short] [--only a,b] [--kinds c,d] [--seed n]`: what the service does when things are killed,
 * under load, with bad input, and how fast it starts. Results go below bench/results, each part
 * over the one of before; the load of the machine is written beside each number. Crashes can be run
 * in portions: `--kinds workers,service,postgres,redis`, each on both backends of the queue.
 */
const parts = ['start', 'latency', 'queue', 'load', 'scale', 'hostile', 'crashes'] as const;
type Part = (typeof parts)[number];

const USAGE = `Crashes, load, bad input and start of the service.

  npm run bench:service -- [--short] [--only ${parts.join()}]
      [--kinds workers,service,postgres,redis] [--seed 1]`;

const allKinds = ['workers', 'service', 'postgres', 'redis'];
const values = readOptions(
  USAGE,
  {
    short: { type: 'boolean', default: false },
    only: { type: 'string', default: parts.join() },
    kinds: { type: 'string', default: allKinds.join() },
    seed: { type: 'string', default: '1' },
  },
  { only: listOf(oneOf(parts)), kinds: listOf(oneOf(allKinds)), seed: wholeFrom(0) },
);
const isShort = values.short;
const only = values.only.split(',');
const kinds = values.kinds.split(',');
const firstSeed = Number(values.seed);
const results = fileURLToPath(new URL('../../bench/results/', import.meta.url));
const jsonFile = `${results}service.json`;
const hasRedis = canRun('redis-server');

const report = readReport();
for (const part of parts) {
  if (!only.includes(part)) continue;
  console.log(`== ${part}`);
  const loadBefore = loadavg()[0] ?? 0;
  const startedAt = Date.now();
  try {
    const value = await run(part);
    report.parts[part] = {
      ...value,
      ranAt: new Date().toISOString(),
      isShort,
      minutes: Math.round((Date.now() - startedAt) / 6000) / 10,
      load: [loadBefore, loadavg()[0] ?? 0],
    } as never;
    console.log(JSON.stringify(value));
    writeReport();
  } catch (error) {
    console.log(`${part} failed: ${(error as Error).stack}`);
    process.exitCode = 1;
  } finally {
    await cleanUp();
  }
}
process.exit();

async function run(part: Part): Promise<object> {
  switch (part) {
    case 'start':
      return await startTimes(isShort ? 1 : 5);
    case 'latency': {
      const postgres = await acceptedToStarted(isShort ? 5 : 40);
      const redis = hasRedis ? await startRedis() : undefined;
      const onRedis = redis && (await acceptedToStarted(isShort ? 5 : 40, redis.url));
      await redis?.stop();
      return { postgres, ...(onRedis ? { redis: onRedis } : {}) };
    }
    case 'queue':
      return await queueMany(isShort ? 100 : 1000);
    case 'load':
      return await loadWhileSolving({
        readsPerSecond: 300,
        seconds: isShort ? 5 : 60,
        listeners: 100,
      });
    case 'scale':
      return { rows: await scale() };
    case 'hostile': {
      const dataDir = tempFolder();
      const { url, pid } = await startService('all', { DATA_DIR: dataDir, LOG_LEVEL: 'fatal' });
      // Long enough to see whether memory settles.
      const requests = isShort ? 2000 : 150_000;
      return await attack({ url, pid, dataDir, requests, seed: 2, slowBodies: isShort ? 5 : 50 });
    }
    case 'crashes':
      return { rows: await crashes(report.parts.crashes?.rows ?? []) };
  }
}

/** The rows of before, with those of this run in the place of their like. */
async function crashes(rows: CrashRow[]): Promise<CrashRow[]> {
  const backends = hasRedis ? (['postgres', 'redis'] as const) : (['postgres'] as const);
  const each = (all: number) =>
    Math.max(1, Math.round((isShort ? all / 20 : all) / backends.length));
  const keep = async (run: () => Promise<CrashResult>) => {
    const load = loadavg()[0] ?? 0;
    const result = await run();
    const row = { ...result, ranAt: new Date().toISOString(), isShort, load };
    console.log(JSON.stringify(row));
    const key = ({ what, backend, solver }: CrashRow) => `${what} ${backend} ${solver}`;
    const place = rows.findIndex((one) => key(one) === key(row));
    rows.splice(place < 0 ? rows.length : place, 1, row);
    await cleanUp();
  };
  for (const backend of backends) {
    const options = { backend, seed: firstSeed, solver: 'tiny' } as const;
    if (kinds.includes('workers')) {
      // The tiny solver leaves the processor alone, so the times are those of the service.
      await keep(() => killWorkers({ ...options, kills: each(100) }));
      await keep(() => killWorkers({ ...options, kills: each(20), solver: 'real' }));
    }
    if (kinds.includes('service')) {
      await keep(() => killService({ ...options, kills: each(30), solver: 'real' }));
    }
    if (kinds.includes('postgres')) {
      await keep(() => killServer({ ...options, kills: each(20), server: 'postgres' }));
    }
  }
  if (hasRedis && kinds.includes('redis')) {
    const options = { backend: 'redis', seed: firstSeed, solver: 'tiny', server: 'redis' } as const;
    await keep(() => killServer({ ...options, kills: isShort ? 1 : 20 }));
  }
  return rows;
}

async function scale() {
  const counts = isShort ? [1, 2] : [1, 2, 4, 8];
  const postgres = await startPostgres();
  const rows = await throughput('postgres', postgres.url, undefined, counts);
  if (hasRedis) {
    const redis = await startRedis();
    rows.push(...(await throughput('redis', postgres.url, redis.url, counts)));
    await redis.stop();
  }
  await postgres.stop();
  return rows;
}

function canRun(program: string): boolean {
  try {
    execFileSync(program, ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    console.log(`${program} is missing: what needs it is left out`);
    return false;
  }
}

function readReport(): ServiceReport {
  try {
    return JSON.parse(readFileSync(jsonFile, 'utf8'));
  } catch {
    return { machine: '', parts: {} };
  }
}

function writeReport(): void {
  mkdirSync(results, { recursive: true });
  report.machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}`;
  writeFileSync(jsonFile, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(`${results}service.md`, reportMarkdown(report));
}
