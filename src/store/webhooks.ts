import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { OutgoingEvent } from './outgoing-events.ts';
import { type Cursor, type Page, readPage } from './page.ts';
import { schoolKey } from './schools.ts';
import { isSealed, keyIdOf, type SecretBox } from './secret-box.ts';

/**
 * Those who are told of events, and the log of what was sent to them.
 *
 *   pending ──2xx──> delivered
 *     │  ^ └──anything else──> pending, later  ──too often──> failed
 *     │  └──────────replay────────────────────────────────────┘ (also of a delivered one)
 *     └── taken for LEASE_SECONDS at a time, so that a crash while sending only delays it
 *
 * What comes of a try counts as long as its lease is the delivery's: a replay in the middle of it, or
 * another process that took the delivery over, has given it another one.
 */
export interface Webhook {
  id: string;
  url: string;
  events: OutgoingEvent[];
  schoolIds: string[] | null;
  isActive: boolean;
  createdAt: Date;
}

export interface Delivery {
  id: string;
  eventId: string;
  eventType: string;
  status: 'pending' | 'delivered' | 'failed';
  attempts: number;
  nextAt: Date;
  responseStatus: number | null;
  error: string | null;
  createdAt: Date;
  deliveredAt: Date | null;
}

/** Pauses before the second and each later try, in seconds; about nine hours in all. */
export const RETRY_PAUSES = [5, 30, 120, 600, 1800, 7200, 21_600];
const LEASE_SECONDS = 60;

export interface NewWebhook {
  url: string;
  events: readonly OutgoingEvent[];
  schoolIds: readonly string[] | null;
}

/** The secret is given out here and never again; what is stored is sealed. */
export async function createWebhook(
  db: Database,
  box: SecretBox,
  { url, events, schoolIds }: NewWebhook,
): Promise<Webhook & { secret: string }> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const id = randomUUID();
  const row = await db
    .insertInto('webhooks')
    .values({
      id,
      url,
      secret: box.seal(secret, id),
      events: [...events],
      school_ids: schoolIds && [...schoolIds],
    })
    .returning(['id', 'created_at'])
    .executeTakeFirstOrThrow();
  return {
    id: row.id,
    url,
    events: [...events],
    schoolIds: schoolIds && [...schoolIds],
    isActive: true,
    createdAt: row.created_at,
    secret,
  };
}

/** How the secrets of an installation's webhooks lie in the database. */
export interface KeptSecrets {
  /** Of an earlier version, in clear. */
  clear: number;
  /** Ids of the keys that the others were sealed with. */
  keyIds: string[];
}

export async function keptSecrets(db: Database): Promise<KeptSecrets> {
  const rows = await db.selectFrom('webhooks').select('secret').execute();
  const keyIds = rows.map(({ secret }) => keyIdOf(secret));
  return {
    clear: keyIds.filter((id) => id === undefined).length,
    keyIds: [...new Set(keyIds.filter((id) => id !== undefined))],
  };
}

/** Seals what an earlier version left in clear. Several processes may do so at once. */
export async function sealSecrets(db: Database, box: SecretBox): Promise<void> {
  for (const { id, secret } of await db.selectFrom('webhooks').select(['id', 'secret']).execute()) {
    if (isSealed(secret)) continue;
    await db
      .updateTable('webhooks')
      .set({ secret: box.seal(secret, id) })
      .where('id', '=', id)
      .where('secret', '=', secret)
      .execute();
  }
}

/** Those all of whose schools lie in `schools`, newest first. */
export async function listWebhooks(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  after?: Cursor,
): Promise<Page<Webhook>> {
  let query = webhookQuery(db);
  if (schools !== 'every') {
    query = query.where('school_ids', '<@', sql<string[]>`${schools.map(schoolKey)}::text[]`);
  }
  return await readPage(query.$castTo<Webhook>(), 'webhooks', limit, after);
}

export async function findWebhook(db: Database, id: string): Promise<Webhook | undefined> {
  return (await webhookQuery(db).where('id', '=', id).executeTakeFirst()) as Webhook | undefined;
}

function webhookQuery(db: Database) {
  return db
    .selectFrom('webhooks')
    .select([
      'id',
      'url',
      'events',
      'school_ids as schoolIds',
      'is_active as isActive',
      'created_at as createdAt',
    ]);
}

export async function deleteWebhook(db: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('webhooks')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numDeletedRows > 0n;
}

/** Newest first. */
export async function listDeliveries(
  db: Database,
  webhookId: string,
  limit: number,
  after?: Cursor,
): Promise<Page<Delivery>> {
  const query = db
    .selectFrom('webhook_deliveries')
    .select([
      'id',
      'event_id as eventId',
      'event_type as eventType',
      'status',
      'attempts',
      'next_at as nextAt',
      'response_status as responseStatus',
      'error',
      'created_at as createdAt',
      'delivered_at as deliveredAt',
    ])
    .where('webhook_id', '=', webhookId);
  return await readPage(query, 'webhook_deliveries', limit, after);
}

/** Sends a delivery again, from the first try on; it keeps its event's id. */
export async function replayDelivery(
  db: Database,
  webhookId: string,
  id: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('webhook_deliveries')
    .set({ status: 'pending', attempts: 0, next_at: sql`clock_timestamp()`, error: null })
    .where('webhook_id', '=', webhookId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** A delivery to be tried now. */
export interface DueDelivery {
  id: string;
  /** The fence of what comes of it: when the lease ends, to the microsecond. */
  lease: string;
  /** Tries so far, this one included. */
  attempt: number;
  eventId: string;
  webhookId: string;
  url: string;
  /** As it is stored: sealed, or in clear where an earlier version left it. */
  secret: string;
  /** The JSON text that is signed and sent. */
  payload: string;
}

/**
 * Takes what is due, the oldest first, and of one webhook no more than `each` at a time: one whose
 * receiver is slow must not hold up the others'.
 *
 * @param busy how many of each webhook are being sent already
 */
export async function takeDueDeliveries(
  db: Database,
  limit: number,
  each = limit,
  busy: ReadonlyMap<string, number> = new Map(),
): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    with due as (
      select id, webhook_id, next_at,
        row_number() over (partition by webhook_id order by next_at, id) as place
      from webhook_deliveries
      where status = 'pending' and next_at <= clock_timestamp()
    ), chosen as (
      select due.id from due
      left join unnest(${[...busy.keys()]}::uuid[], ${[...busy.values()]}::integer[])
        as busy(id, n) on busy.id = due.webhook_id
      where place + coalesce(n, 0) <= ${each}::integer
      order by next_at limit ${limit}
    )
    update webhook_deliveries d
    set attempts = d.attempts + 1,
      next_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from webhooks w
    where w.id = d.webhook_id and d.id in (
      select id from webhook_deliveries
      where id in (select id from chosen)
        and status = 'pending' and next_at <= clock_timestamp()
      for update skip locked)
    returning d.id, d.next_at::text as lease, d.attempts as attempt, d.event_id as "eventId", w.id as "webhookId", w.url,
      w.secret, d.payload::text as payload`.execute(db);
  return rows;
}

export interface DeliveryResult {
  responseStatus?: number;
  /** Absent: delivered. */
  error?: string;
  /** The receiver wants no more (410), or may never be reached: no further tries. */
  isFinal?: boolean;
}

export async function settleDelivery(
  db: Database,
  { id, lease, attempt }: Pick<DueDelivery, 'id' | 'lease' | 'attempt'>,
  { responseStatus, error, isFinal = false }: DeliveryResult,
): Promise<void> {
  const pause = RETRY_PAUSES[attempt - 1];
  const hasFailed = error !== undefined && (isFinal || pause === undefined);
  await db
    .updateTable('webhook_deliveries')
    .set({
      response_status: responseStatus ?? null,
      error: error?.slice(0, 500) ?? null,
      status: error === undefined ? 'delivered' : hasFailed ? 'failed' : 'pending',
      ...(error === undefined ? { delivered_at: sql`clock_timestamp()` } : {}),
      next_at: sql`clock_timestamp() + make_interval(secs => ${pause ?? 0})`,
    })
    .where('id', '=', id)
    .where('status', '=', 'pending')
    .where(sql<boolean>`next_at = ${lease}::timestamptz`)
    .execute();
}

/** What was settled long ago is of no use to anybody. */
export async function dropOldDeliveries(db: Database, days: number): Promise<void> {
  await db
    .deleteFrom('webhook_deliveries')
    .where('status', '<>', 'pending')
    .where('created_at', '<', sql<Date>`clock_timestamp() - make_interval(days => ${days})`)
    .execute();
}
