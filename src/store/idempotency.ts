import { sql } from 'kysely';
import { packBytes, unpackBytes } from './body.ts';
import type { Database } from './database.ts';

/** An answer that is kept, to be given again to the same request. */
export interface KeptAnswer {
  status: number;
  headers: Record<string, string>;
  body: Buffer | null;
}

export type Claimed =
  | { state: 'mine' }
  | { state: 'done'; answer: KeptAnswer }
  /** The same request is being worked on by somebody else. */
  | { state: 'busy' }
  /** The key was used for another request. */
  | { state: 'other' };

/** A process that died while it worked on a request holds its key no longer than this. */
const BUSY_SECONDS = 60;
export const KEEP_HOURS = 24;

export interface IdempotencyRef {
  actor: string;
  key: string;
}

/** Of all who come with the same key, one gets to do the work. */
export async function claimKey(
  db: Database,
  { actor, key }: IdempotencyRef,
  requestHash: string,
): Promise<Claimed> {
  const inserted = await db
    .insertInto('idempotency_keys')
    .values({ actor, key, request_hash: requestHash, status: null, headers: null, body: null })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  if (inserted) return { state: 'mine' };
  const row = await db
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'headers', 'body'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  // It was given up just now: whoever asks again will find out.
  if (!row) return { state: 'busy' };
  if (row.request_hash !== requestHash) return { state: 'other' };
  if (row.status !== null) {
    const body = row.body && (await unpackBytes(row.body));
    return { state: 'done', answer: { status: row.status, headers: row.headers ?? {}, body } };
  }
  const taken = await db
    .updateTable('idempotency_keys')
    .set({ created_at: sql`clock_timestamp()` })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .where('status', 'is', null)
    .where(sql<boolean>`created_at < clock_timestamp() - make_interval(secs => ${BUSY_SECONDS})`)
    .returning('key')
    .executeTakeFirst();
  return taken ? { state: 'mine' } : { state: 'busy' };
}

export async function keepAnswer(
  db: Database,
  { actor, key }: IdempotencyRef,
  answer: KeptAnswer,
): Promise<void> {
  await db
    .updateTable('idempotency_keys')
    .set({
      status: answer.status,
      headers: JSON.stringify(answer.headers),
      body: answer.body && (await packBytes(answer.body)),
    })
    .where('actor', '=', actor)
    .where('key', '=', key)
    .execute();
}

/** The request came to nothing through no fault of its own: it may be tried again. */
export async function releaseKey(db: Database, { actor, key }: IdempotencyRef): Promise<void> {
  await db
    .deleteFrom('idempotency_keys')
    .where('actor', '=', actor)
    .where('key', '=', key)
    .where('status', 'is', null)
    .execute();
}
