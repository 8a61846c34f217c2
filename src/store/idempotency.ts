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
  /** `schools` are those that it is about. */
  | { state: 'done'; answer: KeptAnswer; schools: readonly string[] }
  /** The same request is being worked on by somebody else. */
  | { state: 'busy' }
  /** The key was used for another request. */
  | { state: 'other' }
  /** What was answered told of a school that was deleted since. */
  | { state: 'gone' };

export const KEEP_HOURS = 24;

/** Only what was done is kept, so no answer has it of itself. */
const GONE = 410;

export interface IdempotencyRef {
  actor: string;
  key: string;
  /** Of the whole request: a key stands for one. */
  requestHash: string;
}

/** Tells these locks of Postgres from others of this service. */
const LOCKS = 7301;

/**
 * Of all who come with the same key, one gets to do the work: until the end of the transaction,
 * in which the answer is kept as well. So a process that dies on the way leaves neither the work
 * nor the key.
 */
export async function claimKey(
  trx: Database,
  { actor, key, requestHash }: IdempotencyRef,
): Promise<Claimed> {
  // Two keys of one hash are rare, and the one that loses only has to ask again.
  const { rows } = await sql<{ isMine: boolean }>`
    select pg_try_advisory_xact_lock(${LOCKS}, hashtext(${`${actor} ${key}`})) as "isMine"`.execute(
    trx,
  );
  if (!rows[0]?.isMine) return { state: 'busy' };
  const row = await trx
    .selectFrom('idempotency_keys')
    .select(['request_hash', 'status', 'headers', 'body', 'school_ids'])
    .where('actor', '=', actor)
    .where('key', '=', key)
    .executeTakeFirst();
  // Without a status it was left by a version that claimed keys before the work.
  if (!row || row.status === null) return { state: 'mine' };
  if (row.request_hash !== requestHash) return { state: 'other' };
  if (row.status === GONE) return { state: 'gone' };
  const body = row.body && (await unpackBytes(row.body));
  const answer = { status: row.status, headers: row.headers ?? {}, body };
  return { state: 'done', answer, schools: row.school_ids ?? [] };
}

/** In the transaction of the work that is answered, with the schools that it is about. */
export async function keepAnswer(
  trx: Database,
  { actor, key, requestHash }: IdempotencyRef,
  { status, headers, body }: KeptAnswer,
  schools: readonly string[],
): Promise<void> {
  const answer = {
    request_hash: requestHash,
    status,
    headers: JSON.stringify(headers),
    body: body && (await packBytes(body)),
    school_ids: [...schools],
  };
  await trx
    .insertInto('idempotency_keys')
    .values({ actor, key, ...answer })
    .onConflict((conflict) => conflict.columns(['actor', 'key']).doUpdateSet(answer))
    .execute();
}

/**
 * Forgets what was answered about a school. The keys stay: what was done once must not be done again
 * by whoever asks for the answer.
 */
export async function forgetAnswers(trx: Database, school: string): Promise<void> {
  await sql`update idempotency_keys set status = ${GONE}, headers = null, body = null
    where school_ids is null or school_ids @> array[${school}]`.execute(trx);
}
