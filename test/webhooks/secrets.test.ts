import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openSecretBox } from '../../src/secrets-key.ts';
import * as store from '../../src/store/index.ts';
import { startDeliverer } from '../../src/webhooks/deliverer.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, tempFolder, until } from '../support/service/processes.ts';

/** Secrets of webhooks at rest, and receivers that are slow. */
let own: Awaited<ReturnType<typeof ownDatabase>>;
let db: store.Database;
const troubles: string[] = [];

beforeAll(async () => {
  own = await ownDatabase();
  db = own.db;
});
afterAll(async () => {
  await own.close();
  await cleanUp();
});

const open = (environment: Record<string, string>) => {
  const read = readConfig(environment);
  if (!read.ok) throw new Error(read.faults.join());
  return openSecretBox(read.config, db, (text) => void troubles.push(text));
};
const events = ['job.ended'] as const;
const stored = async () =>
  (await db.selectFrom('webhooks').select(['id', 'secret']).execute()).map((row) => row.secret);

describe('a sealed secret', () => {
  const box = store.makeSecretBox('ab'.repeat(32));

  test('opens with its key, in its place, unchanged; and else not', () => {
    const sealed = box.seal('whsec_é', 'here');
    expect(box.open(sealed, 'here')).toBe('whsec_é');
    expect(box.seal('whsec_é', 'here')).not.toBe(sealed);
    const changed = `${sealed.slice(0, -1)}${sealed.endsWith('A') ? 'B' : 'A'}`;
    for (const [text, place] of [
      [sealed, 'there'],
      [changed, 'here'],
      [sealed.slice(0, 30), 'here'],
      ['whsec_clear', 'here'],
    ] as const) {
      expect(() => box.open(text, place), text).toThrow(store.WrongKeyError);
    }
    const other = store.makeSecretBox(store.newSecretsKey());
    expect(() => other.open(sealed, 'here')).toThrow(store.WrongKeyError);
  });
});

test('a service with a database of its own has a key that only its user can read', async () => {
  const folder = tempFolder();
  const box = await open({ DATA_DIR: folder });
  const path = join(folder, 'secrets.key');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  expect(box?.keyId).toBe((await open({ DATA_DIR: folder }))?.keyId);
  // SECRETS_KEY goes before the file, for a copy of another installation.
  const given = await open({ DATA_DIR: folder, SECRETS_KEY: 'cd'.repeat(32) });
  expect(given?.keyId).toBe(store.makeSecretBox('cd'.repeat(32)).keyId);
  const bad = tempFolder();
  mkdirSync(bad, { recursive: true });
  writeFileSync(join(bad, 'secrets.key'), 'nonsense');
  await expect(open({ DATA_DIR: bad })).rejects.toThrow(/不是 64 位.*64 hexadecimal digits/);
  expect(readConfig({ SECRETS_KEY: 'short' })).toMatchObject({
    ok: false,
    faults: [
      expect.stringMatching(
        /^SECRETS_KEY 不对：要写 64 位十六进制数.* SECRETS_KEY is not valid: 64 hexadecimal digits/,
      ),
    ],
  });
});

test('several machines need the key as soon as there is a webhook, and seal old ones', async () => {
  const env = { DATABASE_URL: own.url };
  expect(await open(env)).toBeUndefined();
  const box = store.makeSecretBox('ef'.repeat(32));
  const made = await store.createWebhook(db, box, {
    url: 'https://x.example',
    events,
    schoolIds: null,
  });
  expect(made.secret).toMatch(/^whsec_/);
  expect((await stored()).join()).not.toContain(made.secret.slice(6));
  await expect(open(env)).rejects.toThrow(
    /没有设.*SECRETS_KEY.*编号 [0-9a-f]{8}）.*is not set.*[0-9a-f]{8}/,
  );
  // As a version before this one left it.
  await db.updateTable('webhooks').set({ secret: made.secret }).execute();
  await expect(open(env)).rejects.toThrow('SECRETS_KEY');
  const opened = await open({ ...env, SECRETS_KEY: 'EF'.repeat(32) });
  const [sealed = ''] = await stored();
  expect(store.isSealed(sealed)).toBe(true);
  expect(opened?.open(sealed, made.id)).toBe(made.secret);
  expect(troubles).toEqual([]);
  await open({ ...env, SECRETS_KEY: '01'.repeat(32) });
  expect(troubles.join()).toContain(box.keyId);
  await db.deleteFrom('webhooks').execute();
});

describe('deliveries', () => {
  const box = store.makeSecretBox('12'.repeat(32));
  let receiver: Server;
  let url: string;
  let told: string[];
  /** Of requests to /slow, which are never answered. */
  let waiting = 0;

  beforeAll(async () => {
    told = [];
    receiver = createServer((req, res) => {
      told.push(req.url ?? '');
      if (req.url === '/slow') waiting++;
      else res.end();
    });
    await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
    const address = receiver.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  });
  afterAll(() => {
    receiver.closeAllConnections();
    receiver.close();
  });

  const hook = (path: string) =>
    store.createWebhook(db, box, { url: `${url}${path}`, events, schoolIds: null });
  const announce = () =>
    store.announce(db, 'job.ended', [{ schools: ['s'], data: { jobId: 'j' } }]);
  const deliver = (with_: store.SecretBox | undefined) => {
    const onTrouble = (error: unknown) => {
      throw error;
    };
    return startDeliverer({ db, box: with_, allowsPrivate: true, onTrouble });
  };

  test('to a receiver that does not answer hold up nobody else', async () => {
    await hook('/slow');
    for (let i = 0; i < 30; i++) await announce();
    await hook('/quick');
    for (let i = 0; i < 5; i++) await announce();
    const deliverer = deliver(box);
    await until(() => told.filter((path) => path === '/quick').length === 5, 8000);
    expect(waiting).toBe(2);
    await deliverer.stop();
    await db.deleteFrom('webhooks').execute();
  });

  test('whose secret does not open wait, and say why', async () => {
    const { id } = await hook('/sealed');
    await announce();
    for (const wrong of [undefined, store.makeSecretBox('34'.repeat(32))]) {
      const deliverer = deliver(wrong);
      const what = wrong ? 'sealed with the key' : 'SECRETS_KEY is not set';
      await until(async () => (await only(id)).error?.includes(what) ?? false);
      await deliverer.stop();
      await db
        .updateTable('webhook_deliveries')
        .set({ next_at: new Date(0) })
        .execute();
    }
    const deliverer = deliver(box);
    await until(async () => (await only(id)).status === 'delivered');
    await deliverer.stop();
    expect(told.filter((path) => path === '/sealed')).toHaveLength(1);
  });

  async function only(id: string): Promise<store.Delivery> {
    const [delivery] = (await store.listDeliveries(db, id, 1)).items;
    if (!delivery) throw new Error('no delivery');
    return delivery;
  }
});

test('the container files ask for the key', () => {
  const compose = readFileSync(new URL('../../compose.yaml', import.meta.url), 'utf8');
  expect(compose).toContain('SECRETS_KEY');
});
