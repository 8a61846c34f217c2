import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { type Database, inTransaction, type Tables } from './database.ts';
import { announce } from './outgoing-events.ts';
import { type Cursor, type Page, readPage } from './page.ts';
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
}

/** Publishes a plan for its school. `undefined` when there is no such plan. */
export async function publishPlan(
  db: Database,
  { planId, publishedBy, note }: NewPublication,
): Promise<Publication | undefined> {
  return await inTransaction(db, async (trx) => {
    const plan = await trx
      .selectFrom('plans')
      .innerJoin('problems', 'problems.id', 'plans.problem_id')
      .select('problems.school_id')
      .where('plans.id', '=', planId)
      .forKeyShare()
      .executeTakeFirst();
    if (!plan) return undefined;
    const id = randomUUID();
    await trx
      .insertInto('publications')
      .values({
        id,
        school_id: plan.school_id,
        plan_id: planId,
        published_by: publishedBy,
        note,
      })
      .execute();
    const school = plan.school_id;
    await announce(trx, 'plan.published', [school], {
      publicationId: id,
      planId,
      schoolId: school,
    });
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
  return await publicationQuery(db)
    .where('publications.school_id', '=', schoolKey(schoolId))
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
