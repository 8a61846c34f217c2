import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inTransaction } from './database.ts';
import { schoolKey } from './schools.ts';

/** A role for one school, or for every school (`schoolId` null). */
export interface Membership {
  role: string;
  schoolId: string | null;
}

export interface Person {
  id: string;
  username: string;
  name: string;
  memberships: Membership[];
  /** False until the person used their one-time link to set a password. */
  hasPassword: boolean;
  createdAt: Date;
}

function personQuery(db: Database) {
  return db.selectFrom('users').select([
    'users.id',
    'users.username',
    'users.name',
    'users.created_at as createdAt',
    sql<Membership[]>`coalesce((
        select json_agg(json_build_object('role', m.role, 'schoolId', m.school_id)
          order by m.school_id nulls first, m.role)
        from memberships m where m.user_id = users.id), '[]')`.as('memberships'),
    sql<boolean>`exists (
        select from accounts a where a.user_id = users.id and a.password is not null)`.as(
      'hasPassword',
    ),
  ]);
}

/**
 * Adds a person without a password, who needs a one-time link; undefined when the name is taken.
 * better-auth finds the row by its own names for the columns.
 */
export async function addPerson(
  db: Database,
  { username, name }: { username: string; name: string },
): Promise<string | undefined> {
  const known = username.toLowerCase();
  const row = await db
    .insertInto('users')
    .values({
      id: randomUUID(),
      username: known,
      display_username: username,
      name,
      // better-auth wants an address; nobody is ever written to.
      email: `${known}@afterbell.invalid`,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id;
}

export async function findPerson(db: Database, id: string): Promise<Person | undefined> {
  return await personQuery(db).where('users.id', '=', id).executeTakeFirst();
}

export async function findPersonByUsername(
  db: Database,
  username: string,
): Promise<Person | undefined> {
  return await personQuery(db)
    .where('users.username', '=', username.toLowerCase())
    .executeTakeFirst();
}

/**
 * People whose roles all lie in `schools`, in order of their names for signing in; `after` is the
 * last one of the page before.
 */
export async function listPeople(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  after = '',
): Promise<{ items: Person[]; next: string | undefined }> {
  let query = personQuery(db)
    .where(sql<boolean>`username collate "C" > ${after}`)
    .orderBy(sql`username collate "C"`)
    .limit(limit + 1);
  if (schools !== 'every') {
    query = query.where(
      sql<boolean>`exists (select from memberships m where m.user_id = users.id)
        and not exists (select from memberships m where m.user_id = users.id
          and (m.school_id is null or m.school_id <> all(${schools}::text[])))`,
    );
  }
  const rows = await query.execute();
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)?.username : undefined };
}

/** Whoever changes who may do what comes after those who began before, and finds what they did. */
const PEOPLE_LOCK = 5_021_867;

/** Until the end of the transaction nobody else removes people or changes their roles. */
export async function lockPeople(trx: Database): Promise<void> {
  await sql`select pg_advisory_xact_lock(${PEOPLE_LOCK})`.execute(trx);
}

/** Puts these roles in the place of all that the person had. */
export async function setMemberships(
  db: Database,
  userId: string,
  memberships: readonly Membership[],
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await trx.deleteFrom('memberships').where('user_id', '=', userId).execute();
    if (memberships.length === 0) return;
    const values = memberships.map(({ role, schoolId }) => ({
      user_id: userId,
      role,
      school_id: schoolId === null ? null : schoolKey(schoolId),
    }));
    await trx
      .insertInto('memberships')
      .values(values)
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}

/** Sessions, roles, links and the keys that the person made go with them. */
export async function deletePerson(db: Database, id: string): Promise<boolean> {
  const { numDeletedRows } = await db.deleteFrom('users').where('id', '=', id).executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Whether anybody has ever set a password: until then the first admin's link is shown. */
export async function hasPasswords(db: Database): Promise<boolean> {
  const row = await db
    .selectFrom('accounts')
    .select('id')
    .where('password', 'is not', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** A person has one link at the most: a new one ends the one before. */
export async function storeLink(
  db: Database,
  userId: string,
  hash: string,
  expiresAt: Date,
): Promise<void> {
  await inTransaction(db, async (trx) => {
    await endLink(trx, userId);
    await trx
      .insertInto('one_time_links')
      .values({ hash, user_id: userId, expires_at: expiresAt })
      .execute();
  });
}

/** A link that was handed out works no more. */
export async function endLink(db: Database, userId: string): Promise<void> {
  await db.deleteFrom('one_time_links').where('user_id', '=', userId).execute();
}

/** Uses a link up: of two who try at once, one gets the user. */
export async function takeLink(db: Database, hash: string): Promise<string | undefined> {
  const row = await db
    .deleteFrom('one_time_links')
    .where('hash', '=', hash)
    .where('expires_at', '>', sql<Date>`clock_timestamp()`)
    .returning('user_id')
    .executeTakeFirst();
  return row?.user_id;
}
