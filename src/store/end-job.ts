import { type Kysely, sql } from 'kysely';
import type { Tables } from './database.ts';
import { appendEvent, dropProgressEvents } from './events.ts';

/** The one place where a job ends: status, time, last event; its message is no longer needed. */
export async function endJob(
  trx: Kysely<Tables>,
  id: string,
  status: 'completed' | 'stopped' | 'cancelled' | 'failed',
  data: Record<string, unknown>,
): Promise<void> {
  await trx
    .updateTable('jobs')
    .set({ status, ended_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .execute();
  await trx.deleteFrom('outbox').where('job_id', '=', id).execute();
  await dropProgressEvents(trx, id);
  await appendEvent(trx, id, 'end', { status, ...data });
}
