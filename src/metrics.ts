import { statfs } from 'node:fs/promises';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { inTime, oneAtATime } from './in-time.ts';
import type { QueueState } from './store/index.ts';

/** Longest time that the store may take to answer a scrape. */
const PATIENCE_MS = 2000;

/**
 * What Prometheus is told of this process, and of the queue, which every API process tells the
 * same. Labels are routes, states and outcomes: never an id, a name or anything of a pupil.
 */
export interface Metrics {
  readonly contentType: string;
  /** The text of a scrape. */
  text(): Promise<string>;
  request(method: string, route: string, status: number, seconds: number): void;
  started(job: { attempt: number; waitSeconds: number; isRecovered: boolean }): void;
  left(job: { outcome: string; seconds: number; improvement: number | undefined }): void;
  delivery(result: 'delivered' | 'failed'): void;
}

/**
 * Readings of the queue are asked of the store at each scrape; where it is away, that is told, and
 * what this process knows of itself.
 *
 * @param dataFolder of a Postgres of our own, whose disk nobody else may be watching
 */
export function makeMetrics(readQueue: () => Promise<QueueState>, dataFolder?: string): Metrics {
  const registry = new Registry();
  const askQueue = oneAtATime(readQueue);
  const registers = [registry];
  // Process, memory, garbage collection, and the lag of the event loop.
  collectDefaultMetrics({ register: registry });

  const store = new Gauge({
    name: 'afterbell_store_up',
    help: 'Whether the store answered this scrape; readings of the queue are there only if it did',
    registers,
  });
  const oldest = new Gauge({
    name: 'afterbell_queue_oldest_wait_seconds',
    help: 'How long the longest waiting job has waited',
    registers,
  });
  const jobs = new Gauge({
    name: 'afterbell_queue_jobs',
    help: 'Jobs that have not ended: running, ready at the queue, waiting for their turn, paused after a fault, silent (running, but the worker was not heard of for 5 s)',
    labelNames: ['state'] as const,
    registers,
  });
  if (dataFolder !== undefined) {
    // Read at each scrape by its own `collect`.
    new Gauge({
      name: 'afterbell_disk_free_bytes',
      help: 'Room that is left where the database of this service lies',
      registers,
      async collect() {
        const { bavail, bsize } = await statfs(dataFolder);
        this.set(bavail * bsize);
      },
    });
  }
  const requests = new Histogram({
    name: 'afterbell_http_request_seconds',
    help: 'Time to answer a request, by route',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers,
  });
  const wait = new Histogram({
    name: 'afterbell_job_wait_seconds',
    help: 'From a job being accepted to its first search being started',
    buckets: [0.05, 0.1, 0.25, 0.5, 1, 5, 15, 60, 300, 900, 3600],
    registers,
  });
  const solve = new Histogram({
    name: 'afterbell_job_solve_seconds',
    help: 'Time of one attempt at a job, by how it was left',
    labelNames: ['outcome'] as const,
    buckets: [0.5, 1, 2, 5, 10, 20, 30, 60, 120, 300, 900, 3600],
    registers,
  });
  const improvement = new Histogram({
    name: 'afterbell_job_cost_improvement_ratio',
    help: 'Part of the soft cost of the first plan of an attempt that the search took away',
    buckets: [0.01, 0.02, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.75],
    registers,
  });
  const stalled = new Counter({
    name: 'afterbell_jobs_stalled_total',
    help: 'Jobs taken over here from a worker that ended without a word',
    registers,
  });
  const deliveries = new Counter({
    name: 'afterbell_webhook_tries_total',
    help: 'Tries to deliver a webhook, by result',
    labelNames: ['result'] as const,
    registers,
  });
  // What is watched for growing has to be there before it grows.
  solve.zero({ outcome: 'failed' });
  for (const result of ['delivered', 'failed']) deliveries.inc({ result }, 0);
  return {
    contentType: registry.contentType,
    async text() {
      // Before all others are asked, for none of them waits for another.
      const state = await inTime(PATIENCE_MS, askQueue()).catch(() => undefined);
      store.set(state ? 1 : 0);
      jobs.reset();
      oldest.remove();
      if (state) {
        for (const name of ['running', 'ready', 'waiting', 'paused', 'silent'] as const) {
          jobs.set({ state: name }, state[name]);
        }
        oldest.set(state.oldestWaitSeconds);
      }
      return await registry.metrics();
    },
    request: (method, route, status, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    started({ attempt, waitSeconds, isRecovered }) {
      if (attempt === 1) wait.observe(waitSeconds);
      if (isRecovered) stalled.inc();
    },
    left({ outcome, seconds, improvement: part }) {
      solve.observe({ outcome }, seconds);
      if (part !== undefined) improvement.observe(part);
    },
    delivery: (result) => deliveries.inc({ result }),
  };
}
