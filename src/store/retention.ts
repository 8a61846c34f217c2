import { sql } from 'kysely';
import type { Database } from './database.ts';
import { KEEP_HOURS } from './idempotency.ts';

export interface Retention {
  /** Days that what was not published is kept; `undefined`: for ever. */
  unpublishedDays: number | undefined;
  /** Days that the audit log goes back; `undefined`: to the beginning. */
  auditDays: number | undefined;
}

/** How many rows were deleted, by table. */
export type Swept = Record<string, number>;

/**
 * Deletes what need not be kept any longer. Never a plan that was published or that a job in hand
 * goes on from, a job that has not ended, or the problem that a school sent last. Safe to run at
 * any time and in several processes at once.
 */
export async function sweep(
  db: Database,
  { unpublishedDays, auditDays }: Retention,
): Promise<Swept> {
  const swept: Swept = {};
  const run = async (table: string, where: string, age: number) => {
    const { rows } = await sql<{ n: number }>`
      with gone as (delete from ${sql.table(table)} as t where ${sql.raw(where)}
        and ${sql.raw(ageOf[table] ?? 't.created_at')} < clock_timestamp() - make_interval(hours => ${age})
        returning 1)
      select count(*)::integer as n from gone`.execute(db);
    const n = rows[0]?.n ?? 0;
    if (n > 0) swept[table] = n;
  };
  await run('idempotency_keys', 'true', KEEP_HOURS);
  await run('one_time_links', 'true', 0);
  await run('sessions', 'true', 0);
  if (auditDays !== undefined) await run('audit_log', 'true', auditDays * 24);
  if (unpublishedDays === undefined) return swept;
  const hours = unpublishedDays * 24;
  // In this order: a job goes when its plan has gone, a problem when nothing was made of it.
  await run(
    'plans',
    `not exists (select from publications p where p.plan_id = t.id)
      and not exists (select from jobs j where j.status in ('queued', 'running')
        and j.options ->> 'startPlanId' = t.id::text)`,
    hours,
  );
  await run(
    'jobs',
    `t.status not in ('queued', 'running')
      and not exists (select from plans p where p.job_id = t.id)`,
    hours,
  );
  await run('batches', 'not exists (select from jobs j where j.batch_id = t.id)', hours);
  await run(
    'problems',
    `not exists (select from plans p where p.problem_id = t.id)
      and not exists (select from jobs j where j.problem_id = t.id)
      and not exists (select from current_problems c where c.problem_id = t.id)`,
    hours,
  );
  return swept;
}

/** What counts as the age of a row, where that is not its making. */
const ageOf: Record<string, string> = {
  batches: 't.ended_at',
  jobs: 't.ended_at',
  problems: `coalesce(
    (select r.replaced_at from replaced_problems r where r.problem_id = t.id), t.created_at)`,
  sessions: 't.expires_at',
  one_time_links: 't.expires_at',
};
