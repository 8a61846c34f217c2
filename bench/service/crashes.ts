import { verify } from '../../solver/index.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { runningPostgresUrl } from '../../src/store/embedded-postgres.ts';
import { type Database, loadPlan, loadProblem, openDatabase } from '../../src/store/index.ts';
import { postSchool, submit } from './jobs.ts';
import {
  makeRandom,
  postmasterOf,
  quantile,
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
 * acknowledged is lost, none has two plans, every plan is whole, and every job has ended.
 */
export interface CrashResult {
  what: string;
  backend: string;
  kills: number;
  /** Jobs that the service acknowledged. */
  jobs: number;
  lost: number;
  twice: number;
  corrupt: number;
  unended: number;
  failed: number;
  /** Jobs that were in work when their worker was killed. */
  hit: number;
  /** From the kill to the next attempt being started. */
  recoverySeconds: { median: number; max: number } | null;
  /** From the newest checkpoint to the kill. */
  lostSearchSeconds: { median: number; max: number } | null;
  seconds: number;
}

export interface CrashOptions {
  backend: 'postgres' | 'redis';
  kills: number;
  seed: number;
  solver: Solver;
}

const JOB_SECONDS = 3;
/** Fewer than there are places to work at: a killed job finds a free worker. */
const OUTSTANDING = 6;
const END_PATIENCE_MS = 240_000;

interface Hit {
  jobId: string;
  attempt: number;
  killedAt: number;
  /** Time of the checkpoint that was there. */
  savedAt: number | undefined;
}

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
  const hits: Hit[] = [];
  const result = await withStream(
    () => server.url,
    db,
    async () => {
      for (let done = 0; done < kills; done++) {
        await sleep(400 + random() * 1600);
        const i = Math.floor(random() * workers.length);
        const victim = workers[i] as Running;
        const killedAt = Date.now();
        await victim.kill();
        hits.push(...(await jobsOf(db, victim.pid, killedAt)));
        workers[i] = await add();
      }
    },
  );
  Object.assign(result, await afterHits(db, hits));
  await db.destroy();
  for (const one of [...workers, server]) await one.kill('SIGTERM');
  await redis?.stop();
  await postgres.stop();
  return { what: 'workers', backend, kills, ...result };
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
  const result = await withStream(
    () => service.url,
    undefined,
    async () => {
      for (let done = 0; done < kills; done++) {
        await sleep(500 + random() * 3000);
        await service.kill();
        // Now and then its database with it, as when a machine loses power.
        const pid = done % 3 === 2 ? postmasterOf(dataDir) : undefined;
        if (pid !== undefined) process.kill(pid, 'SIGKILL');
        service = await startService('all', env, solver);
      }
    },
    dataDir,
  );
  await service.kill('SIGTERM');
  await redis?.stop();
  return { what: 'whole service', ...result, backend: options.backend, kills };
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
    db,
    async () => {
      for (let done = 0; done < kills; done++) {
        await sleep(1000 + random() * 3000);
        await (options.server === 'redis' ? redis : postgres)?.kill();
      }
    },
  );
  await db.destroy();
  for (const one of [...workers, server]) await one.kill('SIGTERM');
  await redis?.stop();
  await postgres.stop();
  return { what: options.server, backend, kills, ...result };
}

type Checked = Omit<CrashResult, 'what' | 'backend' | 'kills'>;

/** Keeps jobs coming while `wreck` is at work, waits for the last of them, and reads the record. */
async function withStream(
  urlNow: () => string,
  given: Database | undefined,
  wreck: () => Promise<void>,
  dataDir?: string,
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
      await untilEnded(urlNow, id);
    }
  });
  await wreck();
  isOver = true;
  await Promise.all(feeders);
  const db = given ?? openDatabase((dataDir && runningPostgresUrl(dataDir)) ?? '', 3);
  try {
    return { ...(await check(db, acknowledged)), seconds: (Date.now() - startedAt) / 1000 };
  } finally {
    if (!given) await db.destroy();
  }
}

async function untilEnded(urlNow: () => string, id: string): Promise<void> {
  const deadline = Date.now() + END_PATIENCE_MS;
  while (Date.now() < deadline) {
    const answer = await fetch(`${urlNow()}/v1/jobs/${id}`, { signal: AbortSignal.timeout(10_000) })
      .then(async (response) => (response.ok ? await response.json() : undefined))
      .catch(() => undefined);
    const status = (answer as { status?: string } | undefined)?.status;
    if (status && status !== 'queued' && status !== 'running') return;
    await sleep(250);
  }
}

async function check(db: Database, acknowledged: string[]): Promise<Checked> {
  const jobs = await db.selectFrom('jobs').select(['id', 'status', 'problem_id']).execute();
  const plans = await db.selectFrom('plans').select(['id', 'job_id', 'problem_id']).execute();
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const problems = new Map<string, Problem>();
  for (const { problem_id: id } of plans) {
    if (!problems.has(id)) problems.set(id, (await loadProblem(db, id)) as Problem);
  }
  let corrupt = 0;
  for (const { id, problem_id } of plans) {
    const plan = await loadPlan(db, id).catch(() => undefined);
    if (!plan || !isWhole(problems.get(problem_id) as Problem, plan)) corrupt++;
  }
  const statuses = acknowledged.map((id) => byId.get(id)?.status);
  const withPlan = plans.map((plan) => plan.job_id);
  return {
    jobs: acknowledged.length,
    lost: statuses.filter((status) => status === undefined).length,
    unended: statuses.filter((status) => status === 'queued' || status === 'running').length,
    failed: statuses.filter((status) => status === 'failed').length,
    twice: withPlan.length - new Set(withPlan).size,
    corrupt: corrupt + (await brokenStreams(db)),
    hit: 0,
    recoverySeconds: null,
    lostSearchSeconds: null,
    seconds: 0,
  };
}

/** The score of a kept plan is that of the independent scorer; the tiny solver only counts. */
function isWhole(problem: Problem, plan: Plan): boolean {
  if (plan.solver.name === 'tiny' && plan.score.rules.posts?.cost === plan.score.soft) return true;
  const score = verify(problem, plan);
  return (
    score.hard === plan.score.hard &&
    score.medium === plan.score.medium &&
    Math.abs(score.soft - plan.score.soft) < 1e-6
  );
}

/** Streams with two ends, with none though the job has ended, or with one number twice. */
async function brokenStreams(db: Database): Promise<number> {
  const rows = await db
    .selectFrom('jobs')
    .leftJoin('job_events', (join) =>
      join.onRef('job_events.job_id', '=', 'jobs.id').on('job_events.type', '=', 'end'),
    )
    .select(({ fn }) => ['jobs.id', fn.count<number>('job_events.seq').as('ends')])
    .where('jobs.status', 'not in', ['queued', 'running'])
    .groupBy('jobs.id')
    .execute();
  return rows.filter((row) => Number(row.ends) !== 1).length;
}

async function jobsOf(db: Database, pid: number, killedAt: number): Promise<Hit[]> {
  const rows = await db
    .selectFrom('jobs')
    .leftJoin('checkpoints', 'checkpoints.job_id', 'jobs.id')
    .select(['jobs.id', 'jobs.attempt', 'checkpoints.updated_at as savedAt'])
    .where('status', '=', 'running')
    .where('worker', 'like', `%:${pid}`)
    .execute();
  return rows.map((row) => ({
    jobId: row.id,
    attempt: row.attempt,
    killedAt,
    savedAt: row.savedAt?.getTime(),
  }));
}

async function afterHits(
  db: Database,
  hits: readonly Hit[],
): Promise<Pick<CrashResult, 'hit' | 'recoverySeconds' | 'lostSearchSeconds'>> {
  const recovery: number[] = [];
  const lost: number[] = [];
  for (const { jobId, attempt, killedAt, savedAt } of hits) {
    const events = await db
      .selectFrom('job_events')
      .select(['data', 'created_at'])
      .where('job_id', '=', jobId)
      .where('type', '=', 'status')
      .execute();
    const of = (wanted: number) =>
      events
        .find(({ data }) => {
          const told = data as { status: string; attempt: number };
          return told.status === 'running' && told.attempt === wanted;
        })
        ?.created_at.getTime();
    const [begun, next] = [of(attempt), of(attempt + 1)];
    if (next === undefined || begun === undefined) continue;
    recovery.push((next - killedAt) / 1000);
    // What was searched since the checkpoint, or since the attempt began when there was none.
    lost.push(Math.max(0, killedAt - Math.max(savedAt ?? 0, begun)) / 1000);
  }
  const summary = (values: number[]) =>
    values.length > 0 ? { median: quantile(values, 0.5), max: Math.max(...values) } : null;
  return {
    hit: hits.length,
    recoverySeconds: summary(recovery),
    lostSearchSeconds: summary(lost),
  };
}
