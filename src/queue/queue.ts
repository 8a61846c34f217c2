import { hostname } from 'node:os';
import {
  createPostgresBackend,
  createRedisBackend,
  DEFAULT_SCHEMA,
  type Job as QueueJob,
  runMigrations,
  withBackend,
} from 'bullmq';
import pg from 'pg';
import { endsIdle, ISO_DATES, PATIENCE_MS, surviveBreaks } from '../store/index.ts';

/**
 * The queue says who works on what next; what a job is and how it stands is in the store. So a
 * message holds only a name, may come twice, and may be lost: the store is asked each time, and
 * the dispatcher sends again what nobody has heard of.
 *
 * One API over two backends of BullMQ: the same Postgres as the store, or Redis for many
 * workers on many machines.
 */
export interface QueueMessage {
  jobId: string;
  generation: number;
  /** 0 first, then 1; in each, who came first. */
  priority: number;
}

export interface JobQueue {
  readonly backend: 'postgres' | 'redis';
  /** Adds messages; one that is there already (by job and generation) is not added again. */
  send(messages: QueueMessage[]): Promise<void>;
  /** Calls `handle` for each message, at most `concurrency` at a time. */
  work(handle: (message: QueueMessage) => Promise<void>, options: WorkOptions): QueueConsumer;
  /** Messages that wait and that are being worked on. */
  counts(): Promise<{ waiting: number; active: number }>;
  close(): Promise<void>;
}

export interface WorkOptions {
  concurrency: number;
  onError(error: Error): void;
}

export interface QueueConsumer {
  ready(): Promise<void>;
  /** Takes no more messages and waits for those in work. */
  close(): Promise<void>;
}

export type QueueConnection = (
  | { backend: 'postgres'; url: string }
  | { backend: 'redis'; url: string; prefix?: string }
) & {
  /** How long a connection may be silent while it is asked something; default PATIENCE_MS. */
  patienceMs?: number;
};

const QUEUE_NAME = 'afterbell-jobs';

/**
 * A worker that dies without a word is noticed when its lock was not renewed: within 4 s in
 * all. Renewal is a matter of the event loop, which the solver's threads leave alone; a renewal
 * that comes late all the same costs a restart from the checkpoint and nothing else.
 */
const LOCK_MS = 2000;
const STALLED_CHECK_MS = 500;
/** How often a job may crash is counted in the store, where it survives the queue. */
const NO_LIMIT = 1_000_000;

const keptFor = { removeOnComplete: true, removeOnFail: true } as const;

export async function openQueue(
  connection: QueueConnection,
  onError: (error: Error) => void,
): Promise<JobQueue> {
  const { Queue, Worker, senderOptions, workerOptions, end } = await bindBackend(connection);
  const queue = new Queue<QueueMessage, void, string>(QUEUE_NAME, {
    ...senderOptions(),
    defaultJobOptions: keptFor,
  });
  queue.on('error', onError);
  await queue.waitUntilReady();
  return {
    backend: connection.backend,
    async send(messages) {
      if (messages.length === 0) return;
      await queue.addBulk(
        messages.map((message) => ({
          name: 'solve',
          data: message,
          opts: { jobId: `${message.jobId}-${message.generation}`, priority: message.priority },
        })),
      );
    },
    work(handle, { concurrency, onError: onWorkerError }) {
      const worker = new Worker<QueueMessage, void, string>(
        QUEUE_NAME,
        async (job: Pick<QueueJob<QueueMessage>, 'data'>) => await handle(job.data),
        {
          ...workerOptions(concurrency + 2),
          ...keptForWorker,
          name: `${hostname()}-${process.pid}`,
          concurrency,
          lockDuration: LOCK_MS,
          stalledInterval: STALLED_CHECK_MS,
          maxStalledCount: NO_LIMIT,
          runRetryDelay: 1000,
        },
      );
      worker.on('error', onWorkerError);
      return {
        ready: async () => void (await worker.waitUntilReady()),
        close: async () => await worker.close(),
      };
    },
    async counts() {
      const counts = await queue.getJobCounts('wait', 'prioritized', 'active');
      const { wait = 0, prioritized = 0, active = 0 } = counts;
      return { waiting: wait + prioritized, active };
    },
    async close() {
      await queue.close();
      await end();
    },
  };
}

/**
 * Messages are sent from within a transaction that holds the jobs and the turn to send: a Redis that
 * is away or says nothing must fail it soon, not hold it. What was sent all the same is known by its
 * id, or by its generation.
 */
const impatient = {
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  commandTimeout: 2000,
} as const;

/** By itself BullMQ pauses up to 20 s between two tries, for which jobs would wait when Redis is back. */
const reconnecting = { retryStrategy: () => 1000 } as const;

const keptForWorker = { removeOnComplete: { count: 0 }, removeOnFail: { count: 0 } } as const;

/** The constructors of the backend, and the connection options that they take. */
async function bindBackend(connection: QueueConnection) {
  const { patienceMs = PATIENCE_MS } = connection;
  if (connection.backend === 'redis') {
    const { url, prefix: given } = connection;
    const prefix = given === undefined ? {} : { prefix: given };
    // Workers wait for a Redis that is away; a connection that was cut without a word is given up.
    const patient = { maxRetriesPerRequest: null, socketTimeout: patienceMs } as const;
    return {
      ...withBackend(createRedisBackend),
      end: async () => {},
      senderOptions: () => ({ connection: { url, ...impatient, ...reconnecting }, ...prefix }),
      workerOptions: () => ({ connection: { url, ...patient, ...reconnecting }, ...prefix }),
    };
  }
  const client = new pg.Client({ connectionString: connection.url });
  await client.connect();
  try {
    await runMigrations(client);
  } finally {
    await client.end();
  }
  const pools: pg.Pool[] = [];
  const options = (max: number) => {
    const pool = makePool(connection.url, max, patienceMs);
    pools.push(pool);
    // It takes a pool as well as its configuration; that type is closed to a real pg.Pool.
    return { connection: pool as unknown as { connectionString: string; max: number } };
  };
  return {
    ...withBackend(createPostgresBackend),
    senderOptions: () => options(2),
    workerOptions: options,
    async end() {
      for (const pool of pools) await pool.end();
    },
  };
}

/**
 * A pool of our own, since BullMQ listens to no errors of connections that are in use: a restart
 * of Postgres would end the process. It needs one more, which listens for new messages.
 */
function makePool(url: string, max: number, patienceMs: number): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: max + 1,
    keepAlive: true,
    // Of a connection that was cut without a word; waiting for messages is no query.
    query_timeout: patienceMs,
    ...endsIdle(patienceMs),
    // BullMQ's tables have a schema of their own, and its queries do not name it.
    options: `-c search_path=${DEFAULT_SCHEMA} ${ISO_DATES}`,
  });
  surviveBreaks(pool);
  return pool;
}
