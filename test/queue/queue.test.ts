import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type JobQueue, openQueue, type QueueConnection } from '../../src/queue/queue.ts';
import { startEmbeddedPostgres } from '../../src/store/embedded-postgres.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, sleep, startRedis, until, whyNoRedis } from '../support/service/processes.ts';
import { openWire } from '../support/service/wire.ts';

const message = (priority = 0) => ({ jobId: randomUUID(), generation: 0, priority });

/** One suite over both backends: whatever the service relies on must hold on each. */

const noRedis = whyNoRedis() !== undefined;

const backends: ['postgres' | 'redis', () => Promise<[QueueConnection, () => Promise<void>]>][] = [
  [
    'postgres',
    async () => {
      const { url, stop } = await startEmbeddedPostgres(await databaseFolder());
      return [{ backend: 'postgres', url }, stop];
    },
  ],
  [
    'redis',
    async () => {
      const { url, stop } = await startRedis();
      return [{ backend: 'redis', url, prefix: `test-${randomUUID()}` }, stop];
    },
  ],
];

afterAll(cleanUp);

describe.each(backends)('the queue on %s', (name, open) => {
  const isMissing = name === 'redis' && noRedis;
  let queue: JobQueue;
  let end: () => Promise<void>;
  const errors: Error[] = [];

  beforeAll(async () => {
    if (isMissing) return;
    const [connection, stop] = await open();
    end = stop;
    queue = await openQueue(connection, (error) => errors.push(error));
  });
  afterAll(async () => {
    if (isMissing) return;
    await queue.close();
    await end();
  });

  test.skipIf(isMissing)('hands out each message once, whoever sent it how often', async () => {
    const seen: string[] = [];
    const messages = Array.from({ length: 20 }, () => message());
    await queue.send(messages);
    await queue.send(messages.slice(5));
    const consumer = queue.work(async ({ jobId }) => void seen.push(jobId), {
      concurrency: 4,
      onError: (error) => errors.push(error),
    });
    await until(() => seen.length >= 20);
    await queue.send(messages.slice(0, 1).map((m) => ({ ...m, generation: 1 })));
    await until(() => seen.length >= 21);
    await consumer.close();
    expect(new Set(seen).size).toBe(20);
    expect(seen.length).toBe(21);
    expect(await queue.counts()).toEqual({ waiting: 0, active: 0 });
  });

  test.skipIf(isMissing)('works on as many at a time as it is told, and no more', async () => {
    let now = 0;
    let most = 0;
    let done = 0;
    const consumer = queue.work(
      async () => {
        most = Math.max(most, ++now);
        await new Promise((resolve) => setTimeout(resolve, 60));
        now--;
        done++;
      },
      { concurrency: 3, onError: (error) => errors.push(error) },
    );
    await queue.send(Array.from({ length: 9 }, () => message()));
    await until(() => done === 9);
    await consumer.close();
    expect(most).toBe(3);
  });

  test.skipIf(isMissing)(
    'forgets a message whose handler failed, so it can be sent again',
    async () => {
      const once = message();
      let calls = 0;
      const consumer = queue.work(
        async () => {
          calls++;
          if (calls === 1) throw new Error('once');
        },
        { concurrency: 1, onError: (error) => errors.push(error) },
      );
      await queue.send([once]);
      await until(() => calls === 1);
      await until(async () => {
        const { waiting, active } = await queue.counts();
        return waiting + active === 0;
      });
      await queue.send([once]);
      await until(() => calls === 2);
      await consumer.close();
    },
  );

  test.skipIf(isMissing)('hands out what somebody waits for before what may wait', async () => {
    const night = [message(1), message(1), message(1)];
    const now = [message(), message()];
    await queue.send(night);
    await queue.send(now);
    expect(await queue.counts()).toEqual({ waiting: 5, active: 0 });
    const seen: string[] = [];
    const consumer = queue.work(async ({ jobId }) => void seen.push(jobId), {
      concurrency: 1,
      onError: (error) => errors.push(error),
    });
    await until(() => seen.length === 5);
    await consumer.close();
    expect(seen).toEqual([...now, ...night].map((m) => m.jobId));
  });

  test.skipIf(isMissing)('closes a consumer only when its messages are done', async () => {
    let isDone = false;
    let isTaken = false;
    const consumer = queue.work(
      async () => {
        isTaken = true;
        await new Promise((resolve) => setTimeout(resolve, 300));
        isDone = true;
      },
      { concurrency: 1, onError: (error) => errors.push(error) },
    );
    await queue.send([message()]);
    await until(() => isTaken);
    await queue.send([message()]);
    await consumer.close();
    expect(isDone).toBe(true);
    // The other one is still there for somebody else.
    expect((await queue.counts()).waiting).toBe(1);
    const other = queue.work(async () => {}, { concurrency: 1, onError: () => {} });
    await until(async () => (await queue.counts()).waiting === 0);
    await other.close();
  });

  test.skipIf(isMissing)('starts a message within 100 ms when workers are idle', async () => {
    const waits: number[] = [];
    let sentAt = 0;
    const consumer = queue.work(async () => void waits.push(performance.now() - sentAt), {
      concurrency: 1,
      onError: (error) => errors.push(error),
    });
    await consumer.ready();
    for (let i = 0; i < 7; i++) {
      sentAt = performance.now();
      await queue.send([message()]);
      await until(() => waits.length === i + 1);
    }
    await consumer.close();
    expect(waits.toSorted((a, b) => a - b)[3]).toBeLessThan(100);
  });
});

describe('a connection that was cut without a word', () => {
  test.skipIf(noRedis)('to Redis is given up, and another one works on', async () => {
    const own = await startRedis();
    const wire = await openWire(Number(new URL(own.url).port));
    const prefix = `test-${randomUUID()}`;
    const near = await openQueue({ backend: 'redis', url: own.url, prefix }, () => {});
    const far = await openQueue(
      { backend: 'redis', url: `redis://127.0.0.1:${wire.port}`, prefix, patienceMs: 1500 },
      () => {},
    );
    const seen: string[] = [];
    const work = async ({ jobId }: { jobId: string }) => void seen.push(jobId);
    const consumer = far.work(work, { concurrency: 1, onError: () => {} });
    await near.send([message()]);
    await until(() => seen.length === 1);
    wire.cut();
    await near.send([message()]);
    await until(() => seen.length === 2, 20_000);
    await Promise.all([consumer.close(), near.close()]);
    // That which sends was cut as well, and says so.
    await far.close().catch(() => {});
    await wire.close();
    await own.stop();
  });
});

describe('a Redis that was away for long', () => {
  test.skipIf(noRedis)('is used again within seconds', async () => {
    const own = await startRedis();
    const to = Number(new URL(own.url).port);
    const wire = await openWire(to);
    const url = `redis://127.0.0.1:${wire.port}`;
    const queue = await openQueue(
      { backend: 'redis', url, prefix: `test-${randomUUID()}` },
      () => {},
    );
    const seen: string[] = [];
    const work = async ({ jobId }: { jobId: string }) => void seen.push(jobId);
    const consumer = queue.work(work, { concurrency: 1, onError: () => {} });
    await consumer.ready();
    await wire.close();
    // Long enough that pauses which grow with each try would have become long.
    await sleep(12_000);
    const again = await openWire(to, wire.port);
    await until(async () => {
      await queue.send([message()]).catch(() => {});
      return seen.length > 0;
    }, 5000);
    await Promise.all([consumer.close(), queue.close()]);
    await again.close();
    await own.stop();
  });
});

describe('two installations on one Redis', () => {
  test.skipIf(noRedis)('see nothing of each other', async () => {
    const own = await startRedis();
    const open = () =>
      openQueue({ backend: 'redis', url: own.url, prefix: `test-${randomUUID()}` }, () => {});
    const [a, b] = [await open(), await open()];
    await a.send([message()]);
    expect((await a.counts()).waiting).toBe(1);
    expect((await b.counts()).waiting).toBe(0);
    await Promise.all([a.close(), b.close()]);
    await own.stop();
  });
});
