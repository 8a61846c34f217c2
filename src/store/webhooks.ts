import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { OutgoingEvent } from './outgoing-events.ts';

/**
 * Those who are told of events, and the log of what was sent to them.
 *
 *   pending ──2xx──> delivered
 *     │  ^ └──anything else──> pending, later  ──too often──> failed
 *     │  └──────────replay────────────────────────────────────┘ (also of a delivered one)
 *     └── taken for LEASE_SECONDS at a time, so that a crash while sending only delays it
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

/** The secret is given out here and never again. */
export async function createWebhook(
  db: Database,
  { url, events, schoolIds }: NewWebhook,
): Promise<Webhook & { secret: string }> {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  const row = await db
    .insertInto('webhooks')
    .values({
      id: randomUUID(),
      url,
      secret,
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

export async function listWebhooks(db: Database): Promise<Webhook[]> {
  return (await webhookQuery(db).orderBy('created_at').execute()) as Webhook[];
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
): Promise<Delivery[]> {
  return await db
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
    .where('webhook_id', '=', webhookId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
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

/** A delivery to be tried now; `attempt` is the fence of what comes of it. */
export interface DueDelivery {
  id: string;
  attempt: number;
  eventId: string;
  url: string;
  secret: string;
  /** The JSON text that is signed and sent. */
  payload: string;
}

export async function takeDueDeliveries(db: Database, limit: number): Promise<DueDelivery[]> {
  const { rows } = await sql<DueDelivery>`
    update webhook_deliveries d
    set attempts = d.attempts + 1,
      next_at = clock_timestamp() + make_interval(secs => ${LEASE_SECONDS})
    from webhooks w
    where w.id = d.webhook_id and d.id in (
      select id from webhook_deliveries
      where status = 'pending' and next_at <= clock_timestamp()
      order by next_at limit ${limit} for update skip locked)
    returning d.id, d.attempts as attempt, d.event_id as "eventId", w.url, w.secret,
      d.payload::text as payload`.execute(db);
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
  { id, attempt }: Pick<DueDelivery, 'id' | 'attempt'>,
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
    .where('attempts', '=', attempt)
    .where('status', '=', 'pending')
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
