import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Tables } from './database.ts';

/** What others can be told of by webhook. */
export const outgoingEvents = [
  'job.ended',
  'batch.ended',
  'plan.published',
  'plan.withdrawn',
  'portal.ended',
] as const;
export type OutgoingEvent = (typeof outgoingEvents)[number];

/** Something that happened, for those who asked to be told. */
export interface Happened {
  /** The schools that it is about; a webhook must cover all of them. */
  schools: readonly string[];
  data: Record<string, unknown>;
}

/**
 * Puts events into the delivery log of each webhook that asked for them, in the transaction of
 * what happened: neither is there without the other. The data are ids, states and costs; no name
 * of a person and nothing of a pupil ever travels this way.
 */
export async function announce(
  trx: Kysely<Tables>,
  type: OutgoingEvent,
  happened: readonly Happened[],
): Promise<void> {
  const createdAt = new Date().toISOString();
  const events = happened.map(({ schools, data }) => {
    const id = randomUUID();
    return { id, schools: [...new Set(schools)], payload: { id, type, createdAt, data } };
  });
  await sql`
    insert into webhook_deliveries (webhook_id, event_id, event_type, payload)
    select w.id, e.id, ${type}, e.payload from webhooks w
    join json_to_recordset(${JSON.stringify(events)}::json)
      as e (id uuid, schools text[], payload json)
      on w.school_ids is null or w.school_ids @> e.schools
    where w.is_active and ${type} = any (w.events)`.execute(trx);
}
