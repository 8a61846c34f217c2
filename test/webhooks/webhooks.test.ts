import { createServer, type IncomingMessage, type Server } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import * as store from '../../src/store/index.ts';
import {
  isPublic,
  PrivateAddressError,
  publicLookup,
  urlFault,
} from '../../src/webhooks/address.ts';
import { type Deliverer, startDeliverer } from '../../src/webhooks/deliverer.ts';
import { sendDelivery } from '../../src/webhooks/send.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, until } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';

interface Received {
  headers: IncomingMessage['headers'];
  body: string;
}

const ownBox = store.makeSecretBox(store.newSecretsKey());
let own: Awaited<ReturnType<typeof ownDatabase>>;
let db: store.Database;
let receiver: Server;
let url: string;
const received: Received[] = [];
/** Statuses to answer with, the last one for ever. */
let answers = [200];
const deliverers: Deliverer[] = [];

beforeAll(async () => {
  own = await ownDatabase();
  db = own.db;
  receiver = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    received.push({ headers: req.headers, body });
    const status = answers.length > 1 ? answers.shift() : answers[0];
    res.writeHead(status ?? 200, status === 302 ? { location: '/elsewhere' } : {}).end('thanks');
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/hook`;
});
afterEach(async () => {
  for (const deliverer of deliverers.splice(0)) await deliverer.stop();
  received.length = 0;
  answers = [200];
  await db.deleteFrom('webhooks').execute();
});
afterAll(async () => {
  receiver.close();
  await own.close();
  await cleanUp();
});

function deliver(allowsPrivate = true, box: store.SecretBox | undefined = ownBox): void {
  const onTrouble = (error: unknown) => {
    throw error;
  };
  deliverers.push(startDeliverer({ db, box, allowsPrivate, onTrouble }));
}

let seed = 1;
async function endedJob(school = 'a'): Promise<string> {
  const tiny = tinyProblem();
  const problem = { ...tiny, school: { ...tiny.school, id: school } };
  const { info } = await store.saveProblem(db, problem);
  const made = await store.createJob(db, info.id, { seed: seed++ });
  await store.cancelJob(db, made?.job.id ?? '');
  return made?.job.id ?? '';
}

async function onlyDelivery(webhookId: string): Promise<store.Delivery> {
  const [delivery] = (await store.listDeliveries(db, webhookId, 10)).items;
  if (!delivery) throw new Error('no delivery');
  return delivery;
}

/** As if its pause were over. */
async function makeDue(): Promise<void> {
  await db
    .updateTable('webhook_deliveries')
    .set({ next_at: new Date(0) })
    .where('status', '=', 'pending')
    .execute();
}

const hook = (schoolIds: string[] | null = null, events: store.OutgoingEvent[] = ['job.ended']) =>
  store.createWebhook(db, ownBox, { url, events, schoolIds });

describe('a webhook', () => {
  test('is told of the end of a job, signed so that a public library verifies it', async () => {
    const { id, secret } = await hook();
    const jobId = await endedJob();
    deliver();
    await until(async () => (await onlyDelivery(id)).status === 'delivered');
    const [{ headers, body }] = received as [Received];
    const verified = new Webhook(secret).verify(body, headers as Record<string, string>);
    expect(verified).toMatchObject({ type: 'job.ended', data: { jobId, status: 'cancelled' } });
    expect(() =>
      new Webhook(secret).verify(`${body} `, headers as Record<string, string>),
    ).toThrow();
    expect(received).toHaveLength(1);
  });

  test('hears only of its schools and its events', async () => {
    const mine = await hook(['a']);
    const other = await hook(['b']);
    const wrong = await hook(null, ['plan.published']);
    await endedJob('a');
    const counts = [mine, other, wrong].map(
      async ({ id }) => (await store.listDeliveries(db, id, 10)).items.length,
    );
    expect(await Promise.all(counts)).toEqual([1, 0, 0]);
  });

  test('that fails is tried again later, with the same id, until it is taken', async () => {
    answers = [500, 302, 204];
    const { id } = await hook();
    await endedJob();
    const began = Date.now();
    deliver();
    await until(async () => (await onlyDelivery(id)).responseStatus === 500);
    expect(await onlyDelivery(id)).toMatchObject({ status: 'pending', attempts: 1 });
    expect((await onlyDelivery(id)).nextAt.getTime()).toBeGreaterThan(began + 3000);
    await makeDue();
    // A redirect is not followed: it could lead anywhere.
    await until(async () => (await onlyDelivery(id)).responseStatus === 302);
    expect((await onlyDelivery(id)).error).toContain('redirects are not followed');
    await makeDue();
    await until(async () => (await onlyDelivery(id)).status === 'delivered');
    expect(new Set(received.map((r) => r.headers['webhook-id'])).size).toBe(1);
    expect(received).toHaveLength(3);
  });

  test('is given up after the last try, and can be sent again by hand', async () => {
    answers = [503];
    const { id } = await hook();
    await endedJob();
    const [due] = await store.takeDueDeliveries(db, 1);
    const attempt = store.RETRY_PAUSES.length + 1;
    await db.updateTable('webhook_deliveries').set({ attempts: attempt }).execute();
    await store.settleDelivery(db, { ...(due as store.DueDelivery), attempt }, { error: 'away' });
    expect((await onlyDelivery(id)).status).toBe('failed');
    answers = [200];
    expect(await store.replayDelivery(db, id, due?.id ?? '')).toBe(true);
    deliver();
    await until(async () => (await onlyDelivery(id)).status === 'delivered');
  });

  test('that is settled late by a slow sender does not undo the newer try', async () => {
    const { id } = await hook();
    await endedJob();
    const [first] = await store.takeDueDeliveries(db, 1);
    await makeDue();
    const [second] = await store.takeDueDeliveries(db, 1);
    await store.settleDelivery(db, first as store.DueDelivery, { error: 'late' });
    expect((await onlyDelivery(id)).status).toBe('pending');
    await store.settleDelivery(db, second as store.DueDelivery, { responseStatus: 200 });
    await store.settleDelivery(db, first as store.DueDelivery, { error: 'later still' });
    expect(await onlyDelivery(id)).toMatchObject({ status: 'delivered', attempts: 2 });
  });

  test('that is replayed in the middle of a try is sent anew, whatever comes of the first', async () => {
    const { id } = await hook();
    await endedJob();
    const [first] = await store.takeDueDeliveries(db, 1);
    expect(await store.replayDelivery(db, id, first?.id ?? '')).toBe(true);
    const [second] = await store.takeDueDeliveries(db, 1);
    expect([first?.attempt, second?.attempt]).toEqual([1, 1]);
    const { nextAt } = await onlyDelivery(id);
    await store.settleDelivery(db, first as store.DueDelivery, { error: 'no answer' });
    // The one that is under way is not tried a third time beside itself.
    expect(await onlyDelivery(id)).toMatchObject({ status: 'pending', nextAt, error: null });
    await store.settleDelivery(db, second as store.DueDelivery, { responseStatus: 200 });
    expect(await onlyDelivery(id)).toMatchObject({ status: 'delivered', attempts: 1 });
  });

  test('that is replayed in the middle of a try is sent again also when that one is taken', async () => {
    const { id } = await hook();
    await endedJob();
    const [first] = await store.takeDueDeliveries(db, 1);
    await store.replayDelivery(db, id, first?.id ?? '');
    await store.settleDelivery(db, first as store.DueDelivery, { responseStatus: 200 });
    expect(await store.takeDueDeliveries(db, 1)).toMatchObject([{ id: first?.id, attempt: 1 }]);
  });

  test('may not go to this machine unless that is allowed, whatever its name says', async () => {
    const { id } = await hook();
    await endedJob();
    deliver(false);
    await until(async () => (await onlyDelivery(id)).status === 'failed');
    expect(received).toHaveLength(0);
    // The same where the setting was changed after the webhook had been made.
    const due = { eventId: 'e', secret: 'whsec_AAAA', payload: '{}', url };
    const result = await sendDelivery(due, false, new AbortController().signal);
    expect(result).toMatchObject({ isFinal: true });
    expect(received).toHaveLength(0);
  });

  test('goes to an address in whatever way it is written', async () => {
    const due = { eventId: 'e', secret: 'whsec_AAAA', payload: '{}' };
    for (const odd of ['HTTPS://127.0.0.1:1/', ' https://127.0.0.1:1/']) {
      const result = await sendDelivery({ ...due, url: odd }, true, new AbortController().signal);
      expect(result.error).toContain('ECONNREFUSED');
    }
  });

  test('is not sent where a name leads to this machine: the address looked up is checked', async () => {
    const error = await new Promise((resolve) =>
      publicLookup('localhost', { all: true }, (found) => resolve(found)),
    );
    expect(error).toBeInstanceOf(PrivateAddressError);
  });
});

test('addresses that are not of the public internet are known in every spelling', () => {
  for (const address of [
    '127.0.0.1',
    '10.1.2.3',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '255.255.255.255',
    '224.0.0.1',
    '::1',
    '::',
    'fe80::1',
    'fd00::1',
    '::ffff:127.0.0.1',
    '::ffff:a00:1',
    '64:ff9b::7f00:1',
    'not an address',
  ]) {
    expect(isPublic(address), address).toBe(false);
  }
  for (const address of ['1.1.1.1', '114.114.114.114', '2606:4700:4700::1111']) {
    expect(isPublic(address), address).toBe(true);
  }
  for (const bad of [
    'nonsense',
    'ftp://example.com',
    'http://example.com',
    'https://user:pass@example.com',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    // The URL parser reads these as 127.0.0.1.
    'https://2130706433/',
    'https://0x7f.1/',
    'https://printer.local/',
  ]) {
    expect(urlFault(bad, false), bad).toBeDefined();
  }
  expect(urlFault('https://example.com/hook', false)).toBeUndefined();
  expect(urlFault('http://127.0.0.1:8080/hook', true)).toBeUndefined();
});
