import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type Database, inTransaction, type Tables } from './database.ts';
import { announce } from './outgoing-events.ts';
import { type Cursor, type Page, readPage } from './page.ts';
import { schoolOf } from './school-of.ts';
import { schoolKey } from './schools.ts';

/** That a plan was published: who, when, and a note. Never changed; the newest one is in force. */
export interface Publication {
  id: string;
  schoolId: string;
  planId: string;
  problemId: string;
  publishedBy: string;
  note: string;
  createdAt: Date;
}

export interface NewPublication {
  planId: string;
  publishedBy: string;
  note: string;
  /** The publication that is to be in force until now; null: none. Absent: whichever. */
  replaces?: string | null;
}

/**
 * Publishes a plan for its school. `undefined` when there is no such plan; `overtaken` when
 * another publication than the one to be replaced is in force.
 */
export async function publishPlan(
  db: Database,
  { planId, publishedBy, note, replaces }: NewPublication,
): Promise<Publication | 'overtaken' | undefined> {
  return await inTransaction(db, async (trx) => {
    const school = await schoolOf(trx, 'plan', planId);
    if (school === undefined) return undefined;
    // One after the other for each school: what is in force stays so until this one is. Locked before
    // the plan, as by who deletes the school: the two would wait for each other.
    await trx
      .selectFrom('schools')
      .select('id')
      .where('id', '=', school)
      .forNoKeyUpdate()
      .execute();
    const plan = await trx
      .selectFrom('plans')
      .select('id')
      .where('id', '=', planId)
      .forKeyShare()
      .executeTakeFirst();
    if (!plan) return undefined;
    if (replaces !== undefined) {
      const current = await newestOf(trx, school);
      if ((current?.id ?? null) !== replaces) return 'overtaken';
    }
    const id = randomUUID();
    await trx
      .insertInto('publications')
      .values({
        id,
        school_id: school,
        plan_id: planId,
        published_by: publishedBy,
        note,
        // Not when this transaction began: it may have waited for one that began later.
        created_at: sql<Date>`clock_timestamp()`,
      })
      .execute();
    const data = { publicationId: id, planId, schoolId: school };
    await announce(trx, 'plan.published', [{ schools: [school], data }]);
    return await publicationQuery(trx).where('publications.id', '=', id).executeTakeFirstOrThrow();
  });
}

export async function findPublication(db: Database, id: string): Promise<Publication | undefined> {
  return await publicationQuery(db).where('publications.id', '=', id).executeTakeFirst();
}

/** The publication in force: the newest of the school. */
export async function currentPublication(
  db: Database,
  schoolId: string,
): Promise<Publication | undefined> {
  return await newestOf(db, schoolKey(schoolId));
}

async function newestOf(db: Kysely<Tables>, school: string): Promise<Publication | undefined> {
  return await publicationQuery(db)
    .where('publications.school_id', '=', school)
    .orderBy('publications.created_at', 'desc')
    .orderBy('publications.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

/** Newest first. */
export async function listPublications(
  db: Database,
  schoolId: string,
  limit: number,
  after?: Cursor,
): Promise<Page<Publication>> {
  const query = publicationQuery(db).where('publications.school_id', '=', schoolKey(schoolId));
  return await readPage(query, 'publications', limit, after);
}

function publicationQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('publications')
    .innerJoin('plans', 'plans.id', 'publications.plan_id')
    .select([
      'publications.id',
      'publications.school_id as schoolId',
      'publications.plan_id as planId',
      'plans.problem_id as problemId',
      'publications.published_by as publishedBy',
      'publications.note',
      'publications.created_at as createdAt',
    ]);
}

export const isPublished = sql<boolean>`exists (
  select from publications where publications.plan_id = plans.id)`;

/** Of a plan and its problem: whether the publication in force is of it. */
export const isInForce = sql<boolean>`coalesce(plans.id = (
  select newest.plan_id from publications newest
  where newest.school_id = problems.school_id
  order by newest.created_at desc, newest.id desc limit 1), false)`;
