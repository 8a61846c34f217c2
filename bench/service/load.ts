import autocannon from 'autocannon';
import { type Database, openDatabase } from '../../src/store/index.ts';
import { api, postSchool } from './jobs.ts';
import { quantile, sleep, startMain, startService, tempFolder } from './processes.ts';

export interface LoadResult {
  readsPerSecond: number;
  seconds: number;
  requests: number;
  not2xx: number;
  errors: number;
  /** Milliseconds. */
  p50: number;
  p99: number;
  max: number;
  listeners: number;
  /** Streams that ended before their job did. */
  cut: number;
}

/** Reads at a fixed rate and listeners on the stream of a job that is being solved meanwhile. */
export async function loadWhileSolving(options: {
  readsPerSecond: number;
  seconds: number;
  listeners: number;
}): Promise<LoadResult> {
  const service = await startMain({ DATA_DIR: tempFolder(), THREADS: '1' });
  const { url } = service;
  const problemId = await postSchool(url, 'load');
  const first = await api(`${url}/v1/jobs`, 'POST', { problemId, steps: 2000 });
  let planId: string | null = null;
  while (planId === null) {
    await sleep(200);
    planId = (await api(`${url}/v1/jobs/${first.body.id}`)).body.planId;
  }
  const long = { problemId, seconds: options.seconds + 600, seed: 7 };
  const { body: job } = await api(`${url}/v1/jobs`, 'POST', long);
  const listeners = Array.from({ length: options.listeners }, () =>
    listen(`${url}/v1/jobs/${job.id}/events`),
  );
  await sleep(1000);
  const result = await autocannon({
    url,
    connections: 20,
    duration: options.seconds,
    overallRate: options.readsPerSecond,
    requests: [
      { path: `/v1/jobs/${job.id}` },
      { path: '/v1/jobs?limit=20' },
      { path: `/v1/plans/${planId}/score` },
      { path: `/v1/plans/${planId}` },
      { path: `/v1/problems/${problemId}` },
      { path: '/v1/rules' },
    ].map((request) => ({ method: 'GET' as const, ...request })),
  });
  await api(`${url}/v1/jobs/${job.id}/stop`, 'POST');
  const ends = await Promise.all(listeners);
  await service.kill('SIGTERM');
  return {
    readsPerSecond: options.readsPerSecond,
    seconds: options.seconds,
    requests: result.requests.total,
    not2xx: result.non2xx,
    errors: result.errors + result.timeouts,
    p50: result.latency.p50,
    p99: result.latency.p99,
    max: result.latency.max,
    listeners: ends.length,
    cut: ends.filter((sawEnd) => !sawEnd).length,
  };
}

/** Resolves to whether the stream told the end of its job before it ended. */
async function listen(url: string): Promise<boolean> {
  let tail = '';
  try {
    const response = await fetch(url);
    for await (const chunk of response.body ?? []) {
      tail = (tail + Buffer.from(chunk).toString()).slice(-2000);
    }
  } catch {
    return false;
  }
  return tail.includes('event: end');
}

export interface QueueResult {
  jobs: number;
  schools: number;
  completed: number;
  seconds: number;
  perSecond: number;
  /** Place, among all starts, of the last job of a school that sent only a few. */
  lastOfSmallSchools: number;
  /** Jobs that the small schools sent, all together. */
  smallJobs: number;
}

/** One school sends nearly all jobs first, nine others a few each: all end, and in turns. */
export async function queueMany(jobs: number): Promise<QueueResult> {
  const service = await startService('all', { DATA_DIR: tempFolder(), CONCURRENCY: '4' });
  const { url } = service;
  const large = await postSchool(url, 'large');
  const small: string[] = [];
  for (let i = 0; i < 9; i++) small.push(await postSchool(url, `small-${i}`));
  const startedAt = Date.now();
  const ids = new Map<string, boolean>();
  let seed = 1;
  const send = async (problemId: string, count: number, isSmall: boolean) => {
    for (let i = 0; i < count; i++) {
      const { body } = await api(`${url}/v1/jobs`, 'POST', { problemId, steps: 1, seed: seed++ });
      ids.set(body.id, isSmall);
    }
  };
  const fewEach = 5;
  const many = jobs - fewEach * small.length;
  const part = Math.ceil(many / 10);
  await Promise.all(Array.from({ length: 10 }, () => send(large, part, false)));
  await Promise.all(small.map((problemId) => send(problemId, fewEach, true)));
  const done = new Map<string, { startedAt: string; status: string }>();
  while (done.size < ids.size) {
    await sleep(500);
    for (const { id, startedAt: at, status } of await ended(url)) {
      if (ids.has(id)) done.set(id, { startedAt: at, status });
    }
  }
  const seconds = (Date.now() - startedAt) / 1000;
  const order = [...done].sort(([, a], [, b]) => (a.startedAt < b.startedAt ? -1 : 1));
  const places = order.flatMap(([id], place) => (ids.get(id) ? [place + 1] : []));
  await service.kill('SIGTERM');
  return {
    jobs: ids.size,
    schools: 10,
    completed: order.filter(([, job]) => job.status === 'completed').length,
    seconds,
    perSecond: ids.size / seconds,
    lastOfSmallSchools: Math.max(...places),
    smallJobs: places.length,
  };
}

async function ended(url: string): Promise<{ id: string; startedAt: string; status: string }[]> {
  const items = [];
  let cursor = '';
  do {
    const page = await api(`${url}/v1/jobs?status=completed&limit=200${cursor}`);
    items.push(...page.body.items);
    cursor = page.body.next ? `&cursor=${page.body.next}` : '';
  } while (cursor !== '');
  return items;
}

/** From a job being accepted to its search being started, on an idle service, in milliseconds. */
export async function acceptedToStarted(
  jobs: number,
  redisUrl?: string,
): Promise<{ jobs: number; median: number; p90: number }> {
  const env = { DATA_DIR: tempFolder(), ...(redisUrl ? { REDIS_URL: redisUrl } : {}) };
  const service = await startService('all', env);
  const problemId = await postSchool(service.url, 'idle');
  const waits: number[] = [];
  for (let i = 0; i < jobs; i++) {
    const options = { problemId, steps: 1, seed: i + 1 };
    const { body } = await api(`${service.url}/v1/jobs`, 'POST', options);
    for (;;) {
      const job = (await api(`${service.url}/v1/jobs/${body.id}`)).body;
      if (job.status === 'completed') {
        waits.push(Date.parse(job.startedAt) - Date.parse(job.createdAt));
        break;
      }
      await sleep(50);
    }
    await sleep(200);
  }
  await service.kill('SIGTERM');
  return { jobs, median: quantile(waits, 0.5), p90: quantile(waits, 0.9) };
}

/** From starting the process to readiness, in milliseconds. */
export async function startTimes(runs: number): Promise<{ first: number[]; later: number[] }> {
  const first: number[] = [];
  const later: number[] = [];
  for (let run = 0; run < runs; run++) {
    const dataDir = tempFolder();
    for (const times of [first, later]) {
      const startedAt = performance.now();
      const service = await startMain({ DATA_DIR: dataDir });
      while ((await api(`${service.url}/readyz`)).status !== 200) await sleep(10);
      times.push(performance.now() - startedAt);
      await service.kill('SIGTERM');
    }
  }
  return { first, later };
}

export interface ScaleRow {
  backend: 'postgres' | 'redis';
  workers: number;
  jobs: number;
  jobsPerSecond: number;
}

/**
 * Throughput by number of worker processes, with the solver that needs no processor: jobs of half
 * a second, one at a time each. So it measures the queue, the store and the API, not the search.
 */
export async function throughput(
  backend: 'postgres' | 'redis',
  databaseUrl: string,
  redisUrl: string | undefined,
  workerCounts: readonly number[],
): Promise<ScaleRow[]> {
  const env = { DATABASE_URL: databaseUrl, ...(redisUrl ? { REDIS_URL: redisUrl } : {}) };
  const server = await startService('api', env);
  const problemId = await postSchool(server.url, 'scale');
  const db = openDatabase(databaseUrl, 1);
  const rows: ScaleRow[] = [];
  let seed = Math.floor(Math.random() * 1e9);
  for (const count of workerCounts) {
    const start = () => startService('worker', { ...env, CONCURRENCY: '4', THREADS: '1' });
    const workers = await Promise.all(Array.from({ length: count }, start));
    const jobs = count * 4 * 12;
    const from = Date.now();
    const options = Array.from({ length: jobs }, () => ({ problemId, steps: 25, seed: seed++ }));
    const ids = new Set<string>();
    await Promise.all(
      Array.from({ length: 8 }, async () => {
        for (let one = options.pop(); one; one = options.pop()) {
          ids.add((await api(`${server.url}/v1/jobs`, 'POST', one)).body.id);
        }
      }),
    );
    let done = 0;
    while (done < ids.size) {
      await sleep(200);
      done = await completed(db, [...ids]);
    }
    rows.push({
      backend,
      workers: count,
      jobs,
      jobsPerSecond: (jobs * 1000) / (Date.now() - from),
    });
    await Promise.all(workers.map((worker) => worker.kill('SIGTERM')));
  }
  await db.destroy();
  await server.kill('SIGTERM');
  return rows;
}

async function completed(db: Database, ids: string[]): Promise<number> {
  const { n } = await db
    .selectFrom('jobs')
    .select(({ fn }) => fn.countAll<string>().as('n'))
    .where('id', 'in', ids)
    .where('status', '=', 'completed')
    .executeTakeFirstOrThrow();
  return Number(n);
}
