import { type Kysely, sql } from 'kysely';
import type { Tables } from './database.ts';
import { announce } from './outgoing-events.ts';

/** Ends a batch with its last job; called with each end of a job of it, in that transaction. */
export async function endBatchIfDone(trx: Kysely<Tables>, batchId: string): Promise<void> {
  // Of two last jobs that end at the same time, the second waits here and sees the first. Not
  // "for update": a job's row that is changed twice in a transaction holds its batch "for key
  // share", and the two would wait for each other.
  await trx
    .selectFrom('batches')
    .select('id')
    .where('id', '=', batchId)
    .forNoKeyUpdate()
    .executeTakeFirst();
  const { rows } = await sql<{ id: string; name: string; schools: string[] }>`
    update batches set ended_at = clock_timestamp()
    where id = ${batchId}::uuid and ended_at is null and not exists (
      select from jobs where batch_id = ${batchId}::uuid and status in ('queued', 'running'))
    returning id, array(select distinct p.school_id from jobs j
      join problems p on p.id = j.problem_id where j.batch_id = batches.id) as schools`.execute(
    trx,
  );
  for (const { schools } of rows) {
    await announce(trx, 'batch.ended', [{ schools, data: { batchId } }]);
  }
}
