import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import * as store from '../../src/store/index.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp } from '../support/service/processes.ts';
import { openWire } from '../support/service/wire.ts';
import { tinyProblem } from '../support/tiny.ts';

afterAll(cleanUp);

test('a machine that vanishes in the middle of sending jobs and of a job holds up nobody', async () => {
  const own = await ownDatabase();
  const wire = await openWire(Number(new URL(own.url).port));
  const far = new URL(own.url);
  far.port = String(wire.port);
  const gone = store.openDatabase(far.href, 2, 1500);
  const { info } = await store.saveProblem(own.db, tinyProblem());
  const made = await store.createJob(own.db, info.id, { seed: 1 });
  const id = made?.job.id ?? '';

  // It has the turn to send, and the locks of what it sends, and then there is nothing of it any more.
  let isSending = () => {};
  const sending = new Promise<void>((resolve) => {
    isSending = resolve;
  });
  const lost = store
    .drainOutbox(gone, async () => {
      isSending();
      await sleep(60_000, undefined, { ref: false });
    })
    .catch(() => {});
  await sending;
  wire.cut();

  const began = performance.now();
  const sent: string[] = [];
  await store.drainOutbox(own.db, async (messages) => {
    sent.push(...messages.map(({ jobId }) => jobId));
  });
  expect(sent).toEqual([id]);
  expect(await store.claimJob(own.db, id, 0, 'worker')).toMatchObject({ jobId: id, attempt: 1 });
  expect(performance.now() - began).toBeLessThan(10_000);
  void lost;
  await wire.close();
  await own.close();
});

test('a process that hung in the middle of a transaction is told that its database was away', async () => {
  const own = await ownDatabase();
  const slow = store.openDatabase(own.url, 1, 500);
  const error = await store
    .inTransaction(slow, async (trx) => {
      await store.findProblemInfo(trx, '00000000-0000-4000-8000-000000000000');
      await sleep(1500);
      await store.findProblemInfo(trx, '00000000-0000-4000-8000-000000000000');
    })
    .catch((thrown: unknown) => thrown);
  expect(store.isStoreAway(error)).toBe(true);
  // The next one has another connection.
  expect(await store.hasProblems(slow)).toBe(false);
  await slow.destroy();
  await own.close();
});
