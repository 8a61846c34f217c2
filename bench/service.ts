import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
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
import { reportMarkdown, type ServiceReport } from './service/report.ts';

/**
 * `npm run bench:service -- [--short] [--only a,b]`: what the service does when things are killed,
 * under load, with bad input, and how fast it starts. Results go below bench/results, each part
 * over the one of before; the load of the machine is written beside each number.
 */
const parts = ['start', 'latency', 'queue', 'load', 'scale', 'hostile', 'crashes'] as const;
type Part = (typeof parts)[number];

const words = process.argv.slice(2);
const isShort = words.includes('--short');
const only = words.includes('--only')
  ? (words[words.indexOf('--only') + 1] ?? '').split(',')
  : parts;
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
      const requests = isShort ? 2000 : 50_000;
      return await attack({ url, pid, dataDir, requests, seed: 2, slowBodies: isShort ? 5 : 50 });
    }
    case 'crashes':
      return { rows: await crashes() };
  }
}

async function crashes(): Promise<CrashResult[]> {
  const rows: CrashResult[] = [];
  const keep = async (result: Promise<CrashResult>) => {
    rows.push(await result);
    console.log(JSON.stringify(rows.at(-1)));
    await cleanUp();
  };
  const backends = hasRedis ? (['postgres', 'redis'] as const) : (['postgres'] as const);
  const each = (all: number) =>
    Math.max(1, Math.round((isShort ? all / 20 : all) / backends.length));
  for (const backend of backends) {
    await keep(killWorkers({ backend, kills: each(100), seed: 1, solver: 'tiny' }));
    await keep(killService({ backend, kills: each(30), seed: 2, solver: 'real' }));
    await keep(
      killServer({ backend, kills: each(20), seed: 3, solver: 'tiny', server: 'postgres' }),
    );
  }
  if (hasRedis) {
    const kills = isShort ? 1 : 20;
    await keep(killServer({ backend: 'redis', kills, seed: 4, solver: 'tiny', server: 'redis' }));
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
