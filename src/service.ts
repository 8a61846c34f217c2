import { once, setMaxListeners } from 'node:events';
import type { RequestListener } from 'node:http';
import { fileURLToPath } from 'node:url';
import { makeRateLimits, type RateLimits } from '../api/access/rate-limits.ts';
import { createApp } from '../api/app.ts';
import { HeavyWork } from '../api/heavy/heavy-work.ts';
import { type Solve, startWorker, type Worker } from '../workers/worker.ts';
import type { Config } from './config.ts';
import { type Front, openFront } from './http-front.ts';
import type { Logger } from './logger.ts';
import { type Metrics, makeMetrics } from './metrics.ts';
import { type Dispatcher, startDispatcher } from './queue/dispatcher.ts';
import { type JobQueue, openQueue } from './queue/queue.ts';
import { openSecretBox } from './secrets-key.ts';
import { openSignIn, type SignIn } from './sign-in.ts';
import { type EmbeddedPostgres, startEmbeddedPostgres } from './store/embedded-postgres.ts';
import {
  type Database,
  installationId,
  migrate,
  openDatabase,
  PATIENCE_MS,
  queueState,
  requeueOrphans,
  type SecretBox,
} from './store/index.ts';
import { startSweeper } from './sweeper.ts';
import { startDeliverer } from './webhooks/deliverer.ts';
import { startWorkerFront } from './worker-front.ts';

/**
 * One process of the service: everything, or only the API, or only workers.
 *
 *   port taken ──> store ──> queue ──> workers ──> serving ──stop──> draining ──> stopped
 *
 * Stopping goes the other way round: no new requests or jobs, jobs in work are checkpointed
 * and put back, then the queue and the store are closed, and a Postgres of our own goes last.
 */
export type Role = 'all' | 'api' | 'worker';

export interface ServiceParts {
  config: Config;
  role: Role;
  log: Logger;
  solve: Solve;
  version: string;
  /** Ends the start on its way: what was begun is ended, and `startService` rejects. */
  signal?: AbortSignal;
}

export interface Service {
  db: Database;
  /** Where the API answers; undefined for a worker. */
  url: string | undefined;
  /** Path of the first admin's one-time link, while nobody has a password. */
  firstLink: string | undefined;
  postgres: EmbeddedPostgres | undefined;
  queueBackend: JobQueue['backend'];
  kick(): void;
  stop(): Promise<void>;
}

/** A worker that is slow to give its job up loses it to the next one; nothing is lost by that. */
const DRAIN_MS = 6000;

export async function startService(parts: ServiceParts): Promise<Service> {
  const { config, role, log, signal } = parts;
  const closing = new AbortController();
  // Every stream of events hears of it; Node would take more than ten for a leak, and say so.
  setMaxListeners(0, closing.signal);
  const undo: (() => Promise<void>)[] = [];
  let front: Front | undefined;
  // While stopping, connections break because we break them.
  const warn = (what: string) => (error: unknown) => {
    if (!closing.signal.aborted) log.warn({ err: error }, what);
  };
  const stop = async () => {
    closing.abort();
    const steps = [...(front ? [front.close] : []), ...undo.splice(0).reverse()];
    for (const step of steps) {
      await step().catch((error: unknown) => log.warn({ err: error }, 'while stopping'));
    }
  };
  const start = async (): Promise<Service> => {
    if (role !== 'worker') front = await openFront(config);
    const starting = config.databaseUrl
      ? undefined
      : startEmbeddedPostgres(config.dataDir, (error) =>
          log.error({ err: error }, 'Postgres does not start; it is tried again'),
        );
    // One that is still starting is waited for: it would go on without us.
    if (starting) undo.push(async () => await (await starting.catch(() => undefined))?.stop());
    const postgres = await starting;
    const databaseUrl = config.databaseUrl ?? postgres?.url ?? '';
    // For what may take long: changes of the schema, and the sweep.
    const slow = openDatabase(databaseUrl, 1);
    undo.push(() => slow.destroy());
    await migrate(slow);
    const db = openDatabase(databaseUrl, 10, PATIENCE_MS);
    undo.push(() => db.destroy());
    // Nobody else can be at work on a database of our own: its folder is locked.
    if (postgres) await requeueOrphans(db);
    const prefix = config.redisPrefix ?? `afterbell:${await installationId(db)}`;
    // Until Redis is there, whoever typed the command sees nothing else of it.
    let isThere = false;
    const queue = await openQueue(
      config.redisUrl
        ? { backend: 'redis', url: config.redisUrl, prefix }
        : { backend: 'postgres', url: databaseUrl },
      (error) =>
        warn(isThere ? 'queue' : 'waiting for Redis: does it run, and is REDIS_URL right?')(error),
    );
    isThere = true;
    undo.push(queue.close);
    const dispatcher = startDispatcher(db, queue, warn('outbox to queue'));
    undo.push(dispatcher.stop);
    const metrics = makeMetrics(() => queueState(db), postgres?.dataFolder);
    const box =
      role === 'worker'
        ? undefined
        : await openSecretBox(config, db, (text) => log.error({}, text));
    if (role !== 'worker') {
      const deliverer = startDeliverer({
        db,
        box,
        allowsPrivate: config.webhookPrivate,
        onTrouble: warn('webhooks'),
        onResult: metrics.delivery,
      });
      undo.push(deliverer.stop);
    }
    if (role !== 'api') {
      const trouble = (what: string, error: unknown) => warn(what)(error);
      const worker = await openWorker(parts, db, queue, dispatcher, metrics, trouble);
      undo.push(() => atMost(DRAIN_MS, worker.drain()));
    }
    if (role === 'worker' && config.workerPort !== undefined) {
      const isReady = async () => {
        await Promise.all([queueState(db), queue.counts()]);
        return !closing.signal.aborted;
      };
      const { host, workerPort: port } = config;
      undo.push(await startWorkerFront({ host, port, metrics, isReady }));
    }
    const signIn = front && (await openSignIn(db, config));
    if (front) undo.push(startSweeper(slow, config.retention, log, warn('retention')));
    if (signIn) {
      const { auth } = signIn;
      const heavy = new HeavyWork(closing.signal);
      undo.push(() => heavy.stop());
      const limits = openRateLimits(config, db, prefix);
      if (limits) undo.push(limits.close);
      front?.serve(
        makeApp(parts, {
          db,
          auth,
          box,
          heavy,
          limits,
          queue,
          dispatcher,
          metrics,
          closing: closing.signal,
        }),
      );
    }
    return {
      db,
      url: front?.url,
      firstLink: signIn?.firstLink,
      postgres,
      queueBackend: queue.backend,
      kick: dispatcher.kick,
      stop,
    };
  };
  try {
    // Some steps wait for ever, as for a Redis that is not there.
    const interrupted = signal && once(signal, 'abort').then(() => Promise.reject(signal.reason));
    signal?.throwIfAborted();
    return await Promise.race([start(), ...(interrupted ? [interrupted] : [])]);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function openWorker(
  { config, log, solve }: ServiceParts,
  db: Database,
  queue: JobQueue,
  dispatcher: Dispatcher,
  metrics: Metrics,
  onTrouble: (what: string, error: unknown) => void,
): Promise<Worker> {
  const worker = startWorker({
    db,
    queue,
    solve,
    threads: config.threads,
    concurrency: config.concurrency,
    onStart(claim) {
      const { jobId, attempt, waitSeconds, isRecovered } = claim;
      log.info({ jobId, attempt, waitSeconds, isRecovered }, 'job started');
      metrics.started(claim);
      // There is room for the next one at the queue.
      dispatcher.kick();
    },
    onReport({ jobId, attempt }, report) {
      log.info({ jobId, attempt, ...report }, 'job left');
      metrics.left(report);
      dispatcher.kick();
    },
    onTrouble,
  });
  await worker.ready();
  return worker;
}

/** Counted where all API processes that there may be can see it. */
function openRateLimits(config: Config, db: Database, prefix: string): RateLimits | undefined {
  const { rateLimit, redisUrl, databaseUrl } = config;
  if (rateLimit === undefined) return undefined;
  if (redisUrl) return makeRateLimits(rateLimit, { in: 'redis', url: redisUrl, prefix });
  return makeRateLimits(rateLimit, databaseUrl ? { in: 'postgres', db } : { in: 'memory' });
}

interface AppParts {
  db: Database;
  auth: SignIn['auth'];
  box: SecretBox | undefined;
  heavy: HeavyWork;
  limits: RateLimits | undefined;
  queue: JobQueue;
  dispatcher: Dispatcher;
  metrics: Metrics;
  closing: AbortSignal;
}

function makeApp({ config, log, version }: ServiceParts, parts: AppParts): RequestListener {
  const { dispatcher, ...rest } = parts;
  return createApp({
    ...rest,
    trustProxy: config.trustProxy,
    allowsPrivateWebhooks: config.webhookPrivate,
    log,
    kick: dispatcher.kick,
    version,
    // Beside the compiled service: dist/web.
    consoleFolder: fileURLToPath(new URL('../web', import.meta.url)),
    onInternalError: (error) => log.error({ err: error }, 'request failed'),
  });
}

async function atMost(milliseconds: number, work: Promise<void>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([work, late]);
  clearTimeout(timer);
}
