import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from './database.ts';

/** What others can be told of by webhook. */
export const outgoingEvents = [
  'job.ended',
  'batch.ended',
  'plan.published',
  'portal.ended',
] as const;
export type OutgoingEvent = (typeof outgoingEvents)[number];

/**
 * Puts an event into the delivery log of each webhook that asked for it, in the transaction of
 * what happened: neither is there without the other. The data are ids, states and costs; no name
 * of a person and nothing of a pupil ever travels this way.
 *
 * @param schools the schools that the event is about; a webhook must cover all of them
 */
export async function announce(
  trx: Kysely<Tables>,
  type: OutgoingEvent,
  schools: readonly string[],
  data: Record<string, unknown>,
): Promise<void> {
  const id = randomUUID();
  const payload = JSON.stringify({ id, type, createdAt: new Date().toISOString(), data });
  await sql`
    insert into webhook_deliveries (webhook_id, event_id, event_type, payload)
    select id, ${id}::uuid, ${type}, ${payload}::json from webhooks
    where is_active and ${type} = any (events)
      and (school_ids is null or school_ids @> ${[...new Set(schools)]}::text[])`.execute(trx);
}
