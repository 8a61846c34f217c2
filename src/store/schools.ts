import { type Kysely, sql } from 'kysely';
import { schoolName } from '../domain/naming.ts';
import type { Problem } from '../domain/problem.ts';
import { type Database, inTransaction, type Tables } from './database.ts';
import { endBatchIfDone } from './end-batch.ts';
import { forgetAnswers } from './idempotency.ts';

export interface SchoolInfo {
  id: string;
  name: string;
  createdAt: Date;
}

/** The id under which a school is known here: JSON has characters that Postgres' text has not. */
export function schoolKey(id: string): string {
  return storable(id);
}

/** Text as Postgres keeps it: without the character 0 and halves of surrogate pairs. */
export function storable(text: string): string {
  return Buffer.from(text.replaceAll('\u0000', '\uFFFD'), 'utf8').toString('utf8');
}

/** A school has its row at first sight; a problem that names it anew renames it. */
export async function ensureSchool(
  trx: Kysely<Tables>,
  school: Pick<Problem['school'], 'id' | 'name'>,
): Promise<void> {
  const row = { id: schoolKey(school.id), name: storable(schoolName(school)) };
  await trx
    .insertInto('schools')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ name: row.name }).where('schools.name', '<>', row.name),
    )
    .execute();
}

/** In order of their ids; `after` is the last id of the page before. */
export async function listSchools(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  after = '',
): Promise<{ items: SchoolInfo[]; next: string | undefined }> {
  let query = schoolQuery(db)
    .where(sql<boolean>`id collate "C" > ${after}`)
    .orderBy(sql`id collate "C"`)
    .limit(limit + 1);
  if (schools !== 'every') query = query.where('id', 'in', schools.length > 0 ? schools : ['']);
  const rows = await query.execute();
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
}

export async function findSchool(db: Database, id: string): Promise<SchoolInfo | undefined> {
  return await schoolQuery(db).where('id', '=', schoolKey(id)).executeTakeFirst();
}

/** The keys of those schools among these that there are. */
export async function existingSchools(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlySet<string>> {
  const rows = await schoolQuery(db)
    .where('id', '=', sql<string>`any(${ids.map(schoolKey)}::text[])`)
    .execute();
  return new Set(rows.map(({ id }) => id));
}

function schoolQuery(db: Database) {
  return db.selectFrom('schools').select(['id', 'name', 'created_at as createdAt']);
}

/**
 * Deletes a school with everything about its pupils: problems, jobs with their events and
 * checkpoints, plans, publications. A worker on one of its jobs finds its attempt gone and gives
 * up. The audit log stays: it says who did what, and holds nothing of pupils.
 */
export async function deleteSchool(db: Database, id: string): Promise<boolean> {
  const school = schoolKey(id);
  return await inTransaction(db, async (trx) => {
    const row = await trx
      .selectFrom('schools')
      .select('id')
      .where('id', '=', school)
      .forUpdate()
      .executeTakeFirst();
    if (!row) return false;
    const problems = trx.selectFrom('problems').select('id').where('school_id', '=', school);
    // Whoever ends a job of it ends it first; from then on nothing new refers to what goes. Jobs before
    // problems, as a worker has them, and in the order in which a batch is made and cancelled.
    const jobsOfIt = trx.selectFrom('jobs').select('id').where('problem_id', 'in', problems);
    await jobsOfIt.orderBy('id').forUpdate().execute();
    await problems.orderBy('id').forUpdate().execute();
    await trx.deleteFrom('portal_links').where('school_id', '=', school).execute();
    await sql`update webhooks set school_ids = array_remove(school_ids, ${school})
      where school_ids @> array[${school}]`.execute(trx);
    await sql`delete from webhooks where school_ids = '{}'`.execute(trx);
    await trx.deleteFrom('publications').where('school_id', '=', school).execute();
    await trx.deleteFrom('plans').where('problem_id', 'in', problems).execute();
    const jobs = await trx
      .deleteFrom('jobs')
      .where('problem_id', 'in', problems)
      .returning('batch_id')
      .execute();
    await leaveBatches(trx, new Set(jobs.map((job) => job.batch_id)));
    await trx.deleteFrom('problems').where('school_id', '=', school).execute();
    await trx.deleteFrom('schools').where('id', '=', school).execute();
    await forgetAnswers(trx, school);
    return true;
  });
}

/** Batches whose jobs went: one that only waited for these has ended, and one of no others goes. */
async function leaveBatches(trx: Database, ids: ReadonlySet<string | null>): Promise<void> {
  // In one order, or two schools that are deleted at once would wait for each other.
  for (const id of [...ids].filter((one) => one !== null).toSorted()) {
    await sql`delete from batches where id = ${id}::uuid
      and not exists (select from jobs where batch_id = ${id}::uuid)`.execute(trx);
    await endBatchIfDone(trx, id);
  }
}
