import { runningPostgresUrl } from '../../src/store/embedded-postgres.ts';
import { type Database, openDatabase } from '../../src/store/index.ts';
import {
  afterHits,
  type Hit,
  type HitFigures,
  jobsInWork,
  type Spread,
  spread,
} from './crash-hits.ts';
import { type CrashRecord, readCrashRecord } from './crash-record.ts';
import { api, postSchool, submit } from './jobs.ts';
import {
  makeRandom,
  postmasterOf,
  type Running,
  type Solver,
  sleep,
  startPostgres,
  startRedis,
  startService,
  tempFolder,
} from './processes.ts';

/**
 * Kills things in the middle of a stream of jobs, and then reads the record: no job that was
 * acknowledged is lost, none has two plans, none is published twice, every plan is whole, and
 * every job has ended.
 */
export interface CrashResult extends CrashRecord, HitFigures {
  what: 'workers' | 'whole service' | 'postgres' | 'redis';
  backend: 'postgres' | 'redis';
  solver: Solver;
  kills: number;
  /** Of the whole service, until it serves again: part of each recovery. */
  restartSeconds?: Spread | null;
  seconds: number;
}

export interface CrashOptions {
  backend: 'postgres' | 'redis';
  kills: number;
  seed: number;
  solver: Solver;
}

const JOB_SECONDS = 3;
/** As many as there are places to work at when one of three workers is gone. */
const OUTSTANDING = 8;
const END_PATIENCE_MS = 240_000;

/** Random workers of three are killed and replaced. */
export async function killWorkers(options: CrashOptions): Promise<CrashResult> {
  const { backend, kills, seed, solver } = options;
  const random = makeRandom(seed);
  const postgres = await startPostgres();
  const redis = backend === 'redis' ? await startRedis() : undefined;
  const env = { DATABASE_URL: postgres.url, ...(redis ? { REDIS_URL: redis.url } : {}) };
  const server = await startService('api', env);
  const workerEnv = { ...env, CONCURRENCY: '4', THREADS: '1' };
  const add = () => startService('worker', workerEnv, solver);
  const workers: Running[] = await Promise.all([add(), add(), add()]);
  const db = openDatabase(postgres.url, 3);
  const result = await withStream(
    () => server.url,
    () => db,
    async (hits) => {
      for (let done = 0; done < kills; done++) {
        await sleep(400 + random() * 1600);
        const i = Math.floor(random() * workers.length);
        const victim = workers[i] as Running;
        const killedAt = Date.now();
        await victim.kill();
        hits.push(await jobsInWork(db, killedAt, victim.pid));
        workers[i] = await add();
      }
    },
  );
  for (const one of [...workers, server]) await one.kill('SIGTERM');
  await redis?.stop();
  await postgres.stop();
  return { what: 'workers', backend, solver, kills, ...result };
}

/** The whole service, with its own Postgres left without a parent, is killed and started again. */
export async function killService(options: CrashOptions): Promise<CrashResult> {
  const { kills, seed, solver } = options;
  const random = makeRandom(seed);
  const redis = options.backend === 'redis' ? await startRedis() : undefined;
  const dataDir = tempFolder();
  const env = {
    DATA_DIR: dataDir,
    CONCURRENCY: '4',
    THREADS: '1',
    ...(redis ? { REDIS_URL: redis.url } : {}),
  };
  let service = await startService('all', env, solver);
  const restarts: number[] = [];
  const open = () => openDatabase(runningPostgresUrl(dataDir) ?? '', 2);
  const result = await withStream(
    () => service.url,
    open,
    async (hits) => {
      for (let done = 0; done < kills; done++) {
        await sleep(500 + random() * 3000);
        const db = open();
        // Its own alone: jobs of the one killed before may still wait to be found.
        hits.push(await jobsInWork(db, Date.now(), service.pid));
        await db.destroy();
        await service.kill();
        // Now and then its database with it, as when a machine loses power.
        const pid = done % 3 === 2 ? postmasterOf(dataDir) : undefined;
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        const startedAt = Date.now();
        service = await startService('all', env, solver);
        restarts.push((Date.now() - startedAt) / 1000);
      }
    },
  );
  await service.kill('SIGTERM');
  await redis?.stop();
  const { backend } = options;
  const restartSeconds = spread(restarts);
  return { what: 'whole service', backend, solver, kills, restartSeconds, ...result };
}

/** Redis (with its log of appends) or Postgres is killed and comes back. */
export async function killServer(
  options: CrashOptions & { server: 'redis' | 'postgres' },
): Promise<CrashResult> {
  const { kills, seed, backend } = options;
  const random = makeRandom(seed);
  const postgres = await startPostgres();
  const redis = backend === 'redis' ? await startRedis() : undefined;
  const env = { DATABASE_URL: postgres.url, ...(redis ? { REDIS_URL: redis.url } : {}) };
  const server = await startService('api', env);
  const workerEnv = { ...env, CONCURRENCY: '4', THREADS: '1' };
  const add = () => startService('worker', workerEnv, options.solver);
  const workers = await Promise.all([add(), add()]);
  const db = openDatabase(postgres.url, 3);
  const result = await withStream(
    () => server.url,
    () => db,
    async (hits) => {
      for (let done = 0; done < kills; done++) {
        await sleep(1000 + random() * 3000);
        hits.push(await patiently(() => jobsInWork(db, Date.now(), undefined)));
        await (options.server === 'redis' ? redis : postgres)?.kill();
      }
    },
  );
  for (const one of [...workers, server]) await one.kill('SIGTERM');
  await redis?.stop();
  await postgres.stop();
  return { what: options.server, backend, solver: options.solver, kills, ...result };
}

/** Postgres may still be on its way back from the last time. */
async function patiently<T>(ask: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await ask();
    } catch (error) {
      if (tries === 100) throw error;
      await sleep(200);
    }
  }
}

type Checked = Omit<CrashResult, 'what' | 'backend' | 'solver' | 'kills'>;

/**
 * Keeps jobs coming while `wreck` is at work (it notes what it hits), publishes what can be, waits
 * for the last of them, and reads the record.
 */
async function withStream(
  urlNow: () => string,
  openRecord: () => Database,
  wreck: (hits: Hit[][]) => Promise<void>,
): Promise<Checked> {
  const startedAt = Date.now();
  const problemIds: string[] = [];
  for (const id of ['a', 'b', 'c']) problemIds.push(await postSchool(urlNow(), `crash-${id}`));
  const acknowledged: string[] = [];
  let isOver = false;
  let seed = 1;
  const feeders = Array.from({ length: OUTSTANDING }, async (_, i) => {
    while (!isOver) {
      const problemId = problemIds[i % problemIds.length] ?? '';
      const id = await submit(urlNow, problemId, { seconds: JOB_SECONDS, seed: seed++ });
      acknowledged.push(id);
      const planId = await planAtEnd(urlNow, id);
      if (planId) await publishOnce(urlNow, planId);
    }
  });
  const hits: Hit[][] = [];
  await wreck(hits);
  isOver = true;
  await Promise.all(feeders);
  const db = openRecord();
  const record = await patiently(() => readCrashRecord(db, acknowledged));
  const figures = await afterHits(db, hits);
  await db.destroy();
  return { ...record, ...figures, seconds: (Date.now() - startedAt) / 1000 };
}

/** Waits for the end of a job; the id of its plan if it has one. */
async function planAtEnd(urlNow: () => string, id: string): Promise<string | undefined> {
  const deadline = Date.now() + END_PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await api(`${urlNow()}/v1/jobs/${id}`).catch(() => undefined);
    const job = answer?.status === 200 ? answer.body : undefined;
    if (job && job.status !== 'queued' && job.status !== 'running') return job.planId ?? undefined;
    await sleep(250);
  }
  return undefined;
}

/** Sends the same request until it is answered, as a careful client does. */
async function publishOnce(urlNow: () => string, planId: string): Promise<void> {
  const deadline = Date.now() + END_PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await api(`${urlNow()}/v1/plans/${planId}/publish`, 'POST', {}, planId).catch(
      () => undefined,
    );
    // 409 without a wait: a plan that cannot be published, such as those of the tiny solver.
    if (answer?.status === 201 || answer?.body?.code === 'not-publishable') return;
    await sleep(250);
  }
}
