import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, inTransaction } from './database.ts';
import { isStoreAway } from './is-away.ts';
import { type Cursor, type Page, readPage } from './page.ts';
import { schoolKey } from './schools.ts';

/** A key as it is shown; of the secret only the first characters are known. */
export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  verbs: string[];
  /** `null`: every school. */
  schoolIds: string[] | null;
  madeBy: string | null;
  createdAt: Date;
  expiresAt: Date | null;
  revokedAt: Date | null;
  lastUsedAt: Date | null;
}

export interface NewApiKey {
  name: string;
  prefix: string;
  hash: string;
  verbs: readonly string[];
  schoolIds: readonly string[] | null;
  /** A user, or `null` for the operator. */
  madeBy: string | null;
  /** The key that asked for it, and with which it ends; `null`: a person, or the operator. */
  madeByKey?: string | null;
  expiresAt: Date | null;
}

/** The key of the environment variable of the same name. */
export const OPERATOR_KEY_NAME = 'ADMIN_KEY';

/** The time of last use is kept to the minute: a busy key does not write at every request. */
const USE_SECONDS = 60;

/** `undefined` when the key that makes it was revoked meanwhile. */
export async function createApiKey(db: Database, key: NewApiKey): Promise<ApiKey | undefined> {
  const { madeByKey = null } = key;
  return await inTransaction(db, async (trx) => {
    if (madeByKey !== null && !(await holdInForce(trx, madeByKey))) return undefined;
    const id = randomUUID();
    await trx
      .insertInto('api_keys')
      .values({
        id,
        name: key.name,
        prefix: key.prefix,
        hash: key.hash,
        verbs: [...key.verbs],
        every_school: key.schoolIds === null,
        made_by: key.madeBy,
        made_by_key: madeByKey,
        expires_at: key.expiresAt,
      })
      .execute();
    const schools = new Set(key.schoolIds?.map(schoolKey));
    const values = [...schools].map((school_id) => ({ key_id: id, school_id }));
    if (values.length > 0) await trx.insertInto('api_key_schools').values(values).execute();
    return await keyQuery(trx).where('id', '=', id).executeTakeFirstOrThrow();
  });
}

/** Until the end of the transaction nobody revokes it, and so misses what it makes. */
async function holdInForce(trx: Database, id: string): Promise<boolean> {
  const row = await trx
    .selectFrom('api_keys')
    .select('id')
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .forShare()
    .executeTakeFirst();
  return row !== undefined;
}

export async function findApiKey(db: Database, id: string): Promise<ApiKey | undefined> {
  return await keyQuery(db).where('id', '=', id).executeTakeFirst();
}

/** The key of a secret's hash, if it is neither revoked nor over. */
export async function useApiKey(db: Database, hash: string): Promise<ApiKey | undefined> {
  const key = await keyQuery(db)
    .where('hash', '=', hash)
    .where('revoked_at', 'is', null)
    .where(sql<boolean>`(expires_at is null or expires_at > clock_timestamp())`)
    .executeTakeFirst();
  if (!key) return undefined;
  const used = key.lastUsedAt?.getTime() ?? 0;
  if (Date.now() - used > USE_SECONDS * 1000) {
    await db
      .updateTable('api_keys')
      .set({ last_used_at: sql`clock_timestamp()` })
      .where('id', '=', key.id)
      .execute()
      .catch((error: unknown) => {
        // A disk that is full, or a server that is read only: who only reads may do so.
        if (!isStoreAway(error)) throw error;
      });
  }
  return key;
}

/** Keys all of whose schools lie in `schools`, newest first. */
export async function listApiKeys(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  after?: Cursor,
): Promise<Page<ApiKey>> {
  let query = keyQuery(db);
  if (schools !== 'every') {
    query = query.where('every_school', '=', false).where(
      sql<boolean>`exists (select from api_key_schools s where s.key_id = api_keys.id)
        and not exists (select from api_key_schools s where s.key_id = api_keys.id
          and s.school_id <> all(${schools}::text[]))`,
    );
  }
  return await readPage(query, 'api_keys', limit, after);
}

/**
 * Revokes a key with those that it made, and those that these made: whoever took hold of it has no
 * other left. One level after the other: what a key makes is not seen before it is locked.
 */
export async function revokeApiKey(db: Database, id: string): Promise<ApiKey | undefined> {
  return await inTransaction(db, async (trx) => {
    const inForce = trx
      .updateTable('api_keys')
      .set({ revoked_at: sql`clock_timestamp()` })
      .where('revoked_at', 'is', null)
      .returning('id');
    let revoked = await inForce.where('id', '=', id).execute();
    while (revoked.length > 0) {
      const makers = revoked.map((key) => key.id);
      revoked = await inForce.where('made_by_key', 'in', makers).execute();
    }
    return await findApiKey(trx, id);
  });
}

/**
 * The one key that the operator sets by the environment: another value replaces the one before. It
 * has these verbs from now on, also where an earlier version, which had fewer, stored it.
 */
export async function setOperatorKey(
  db: Database,
  key: { prefix: string; hash: string; verbs: readonly string[] },
): Promise<void> {
  const whole = {
    name: OPERATOR_KEY_NAME,
    verbs: [...key.verbs],
    every_school: true,
    made_by: null,
    made_by_key: null,
    expires_at: null,
  };
  const kept = await db
    .updateTable('api_keys')
    .set({ verbs: whole.verbs })
    .where('name', '=', OPERATOR_KEY_NAME)
    .where('made_by', 'is', null)
    .where('revoked_at', 'is', null)
    .where('hash', '=', key.hash)
    .returning('id')
    .execute();
  if (kept.length > 0) return;
  await revokeOperatorKey(db);
  await db
    .insertInto('api_keys')
    .values({ id: randomUUID(), prefix: key.prefix, hash: key.hash, ...whole })
    // One that it named before, or that was made as any other and is now the operator's.
    .onConflict((conflict) => conflict.column('hash').doUpdateSet({ ...whole, revoked_at: null }))
    .execute();
}

/** When the environment names no such key any more, the one it named stops working. */
export async function revokeOperatorKey(db: Database): Promise<void> {
  await db
    .updateTable('api_keys')
    .set({ revoked_at: sql`clock_timestamp()` })
    .where('name', '=', OPERATOR_KEY_NAME)
    .where('made_by', 'is', null)
    .where('revoked_at', 'is', null)
    .execute();
}

function keyQuery(db: Database) {
  return db.selectFrom('api_keys').select([
    'id',
    'name',
    'prefix',
    'verbs',
    'made_by as madeBy',
    'created_at as createdAt',
    'expires_at as expiresAt',
    'revoked_at as revokedAt',
    'last_used_at as lastUsedAt',
    sql<string[] | null>`case when every_school then null else coalesce((
        select array_agg(s.school_id order by s.school_id) from api_key_schools s
        where s.key_id = api_keys.id), '{}') end`.as('schoolIds'),
  ]);
}
