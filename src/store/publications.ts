import { randomUUID } from 'node:crypto';
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { holdingOn } from '../domain/validity.ts';
import { type Database, inTransaction, type Tables } from './database.ts';
import { announce } from './outgoing-events.ts';
import { type Cursor, type Page, readPage } from './page.ts';
import { schoolOf } from './school-of.ts';
import { schoolKey } from './schools.ts';

/**
 * That a plan was published: who, when, from which date it holds, and a note. Never changed, and
 * deleted only before it holds; which one holds on a date is told in `src/domain/validity.ts`.
 */
export interface Publication {
  id: string;
  schoolId: string;
  planId: string;
  problemId: string;
  publishedBy: string;
  note: string;
  /** ISO date in the school's time zone. */
  validFrom: string;
  /** Whether it holds now. */
  inForce: boolean;
  createdAt: Date;
}

export interface NewPublication {
  planId: string;
  publishedBy: string;
  note: string;
  /** ISO date in the school's time zone, and the moment at which it begins there. */
  validFrom: string;
  beginsAt: Date;
  /** The publication that is to hold on that date until now; null: none. Absent: whichever. */
  replaces?: string | null;
}

/**
 * Publishes a plan for its school. `undefined` when there is no such plan; `overtaken` when
 * another publication than the one to be replaced holds on the date.
 */
export async function publishPlan(
  db: Database,
  { planId, publishedBy, note, validFrom, beginsAt, replaces }: NewPublication,
): Promise<Publication | 'overtaken' | undefined> {
  return await inTransaction(db, async (trx) => {
    const school = await schoolOf(trx, 'plan', planId);
    if (school === undefined) return undefined;
    // Before the plan, as by who deletes the school: the two would wait for each other.
    await inTurn(trx, school);
    const plan = await trx
      .selectFrom('plans')
      .select('id')
      .where('id', '=', planId)
      .forKeyShare()
      .executeTakeFirst();
    if (!plan) return undefined;
    if (replaces !== undefined) {
      const until = holdingOn(await everyPublication(trx, school), validFrom);
      if ((until?.id ?? null) !== replaces) return 'overtaken';
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
        valid_from: validFrom,
        begins_at: beginsAt,
        // Not when this transaction began: it may have waited for one that began later.
        created_at: sql<Date>`clock_timestamp()`,
      })
      .execute();
    const data = { publicationId: id, planId, schoolId: school, validFrom };
    await announce(trx, 'plan.published', [{ schools: [school], data }]);
    return await publicationQuery(trx).where('publications.id', '=', id).executeTakeFirstOrThrow();
  });
}

/** One after the other for each school: what holds does so until the next one is made or withdrawn. */
async function inTurn(trx: Kysely<Tables>, school: string): Promise<void> {
  await trx.selectFrom('schools').select('id').where('id', '=', school).forNoKeyUpdate().execute();
}

/**
 * Takes a publication back that is still to come: what held before it goes on. `begun` when it holds
 * already, or did; `undefined` when there is no such publication.
 */
export async function withdrawPublication(
  db: Database,
  id: string,
): Promise<Publication | 'begun' | undefined> {
  return await inTransaction(db, async (trx) => {
    const school = await schoolOf(trx, 'publication', id);
    if (school === undefined) return undefined;
    await inTurn(trx, school);
    const found = await publicationQuery(trx).where('publications.id', '=', id).executeTakeFirst();
    if (!found) return undefined;
    const gone = await trx
      .deleteFrom('publications')
      .where('id', '=', id)
      .where('begins_at', '>', sql<Date>`clock_timestamp()`)
      .returning('id')
      .executeTakeFirst();
    if (!gone) return 'begun';
    const { planId, validFrom } = found;
    const data = { publicationId: id, planId, schoolId: school, validFrom };
    await announce(trx, 'plan.withdrawn', [{ schools: [school], data }]);
    return found;
  });
}

export async function findPublication(db: Database, id: string): Promise<Publication | undefined> {
  return await publicationQuery(db).where('publications.id', '=', id).executeTakeFirst();
}

/** The publication in force: the one that holds now. */
export async function currentPublication(
  db: Database,
  schoolId: string,
): Promise<Publication | undefined> {
  return await ofSchool(db, schoolId)
    .where('publications.id', '=', inForceAt(sql`${schoolKey(schoolId)}`))
    .executeTakeFirst();
}

/** All of a school, newest first: small rows, of which the domain says what holds when. */
export async function everyPublication(db: Database, schoolId: string): Promise<Publication[]> {
  return await ofSchool(db, schoolId)
    .orderBy('publications.created_at', 'desc')
    .orderBy('publications.id', 'desc')
    .execute();
}

/** Newest first. */
export async function listPublications(
  db: Database,
  schoolId: string,
  limit: number,
  after?: Cursor,
): Promise<Page<Publication>> {
  return await readPage(ofSchool(db, schoolId), 'publications', limit, after);
}

/** What is in force is looked for once, and not for each row. */
function ofSchool(db: Kysely<Tables>, schoolId: string) {
  const key = schoolKey(schoolId);
  return publicationQuery(db, inForceAt(sql`${key}`)).where('publications.school_id', '=', key);
}

function publicationQuery(
  db: Kysely<Tables>,
  inForce: RawBuilder<string> = inForceAt(sql`publications.school_id`),
) {
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
      dateText(sql`publications.valid_from`).as('validFrom'),
      sql<boolean>`coalesce(publications.id = ${inForce}, false)`.as('inForce'),
      'publications.created_at as createdAt',
    ]);
}

/** As ISO has it, however the database writes dates. */
function dateText<T extends string | null = string>(date: RawBuilder<unknown>): RawBuilder<T> {
  return sql<T>`to_char(${date}, 'YYYY-MM-DD')`;
}

/** The id of what holds now for a school: `holdingOn` today, wherever that school is. */
function inForceAt(school: RawBuilder<unknown>): RawBuilder<string> {
  return sql<string>`(select held.id from publications held
    where held.school_id = ${school} and held.begins_at <= clock_timestamp()
    order by held.valid_from desc, held.created_at desc, held.id desc limit 1)`;
}

export const isPublished = sql<boolean>`exists (
  select from publications where publications.plan_id = plans.id)`;

/** Of a plan and its problem: whether the publication in force is of it. */
export const isInForce = sql<boolean>`exists (
  select from publications
  where publications.plan_id = plans.id
  and publications.id = ${inForceAt(sql`problems.school_id`)})`;

/** Of a plan: from which date on it will hold, where that one is still to come; else null. */
export const holdsFrom = dateText<string | null>(sql`(
  select min(coming.valid_from) from publications coming
  where coming.plan_id = plans.id and coming.begins_at > clock_timestamp()
  and not exists (
    select from publications other
    where other.school_id = coming.school_id and other.valid_from = coming.valid_from
    and (other.created_at, other.id) > (coming.created_at, coming.id)))`);
