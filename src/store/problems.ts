import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import { problemHash } from '../domain/hash.ts';
import { schoolName } from '../domain/naming.ts';
import type { Problem } from '../domain/problem.ts';
import { packBody, unpackBytes } from './body.ts';
import { type Database, inTransaction, type Tables } from './database.ts';
import { type Cursor, type Page, readPage } from './page.ts';
import { ensureSchool, schoolKey, storable } from './schools.ts';

/** What is known of a stored problem without opening it. */
export interface ProblemInfo {
  id: string;
  schoolId: string;
  schoolName: string;
  hash: string;
  counts: Record<string, number>;
  /** Whether it is the one that its school sent last. */
  isCurrent: boolean;
  createdAt: Date;
  /** Name of the person or key that stored it; null where nobody did, or nobody knows. */
  storedBy: string | null;
}

/** A problem ready to be stored. */
export interface PackedProblem {
  school: { id: string; name: string };
  hash: string;
  counts: Record<string, number>;
  body: Uint8Array;
}

/** The part of storing a problem that takes long and needs no database. */
export async function packProblem(problem: Problem): Promise<PackedProblem> {
  const { id, name } = problem.school;
  const body = await packBody(problem);
  return { school: { id, name }, hash: problemHash(problem), counts: countParts(problem), body };
}

/** Another version than the one to be replaced is current, or none any more; nothing was stored. */
export class OvertakenError extends Error {
  readonly isGone: boolean;

  constructor(isGone: boolean) {
    super();
    this.isGone = isGone;
  }
}

/** As `savePacked`, from the problem itself. */
export async function saveProblem(
  db: Database,
  problem: Problem,
): Promise<{ info: ProblemInfo; isNew: boolean }> {
  return await savePacked(db, await packProblem(problem));
}

/**
 * Stores a problem as a version of its school's. Versions are immutable and known by their
 * content: the same one sent again is the same row with the same id (`isNew` false), a changed
 * one is a new row. Either way it is now what its school sent last. A school that was not seen
 * before gets its row too. `storedBy` is kept with a new row.
 *
 * @param replaces the version that is to be current until now, null: none, absent: whichever
 * @throws OvertakenError when another one is, unless that is what is to be stored
 */
export async function savePacked(
  db: Database,
  { school, hash, counts, body }: PackedProblem,
  { storedBy = null, replaces }: { storedBy?: string | null; replaces?: string | null } = {},
): Promise<{ info: ProblemInfo; isNew: boolean }> {
  const schoolId = schoolKey(school.id);
  return await inTransaction(db, async (trx) => {
    // Its row is locked with it: versions of one school are stored one after the other.
    await ensureSchool(trx, school);
    const current = await currentOf(trx, schoolId);
    if (replaces !== undefined) {
      const isIt = (current?.id ?? null) === replaces || current?.hash === hash;
      if (!isIt) throw new OvertakenError(current === undefined);
    }
    const inserted = await trx
      .insertInto('problems')
      .values({
        id: randomUUID(),
        school_id: schoolId,
        school_name: storable(schoolName(school)),
        hash,
        counts: JSON.stringify(counts),
        body: Buffer.from(body),
        stored_by: storedBy,
      })
      .onConflict((conflict) => conflict.columns(['school_id', 'hash']).doNothing())
      .returning('id')
      .executeTakeFirst();
    const info = await infoQuery(trx)
      .where('school_id', '=', schoolId)
      .where('hash', '=', hash)
      .executeTakeFirstOrThrow();
    if (current !== undefined && current.id !== info.id) await noteReplaced(trx, current.id);
    await trx
      .insertInto('current_problems')
      .values({ school_id: schoolId, problem_id: info.id })
      .onConflict((conflict) => conflict.column('school_id').doUpdateSet({ problem_id: info.id }))
      .execute();
    return { info: { ...info, isCurrent: true }, isNew: inserted !== undefined };
  });
}

export async function findProblemInfo(db: Database, id: string): Promise<ProblemInfo | undefined> {
  return await infoQuery(db).where('id', '=', id).executeTakeFirst();
}

/** Versions of these schools' problems, newest first; no bodies are read. */
export async function listProblems(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  { after, isCurrent }: { after?: Cursor | undefined; isCurrent?: boolean | undefined } = {},
): Promise<Page<ProblemInfo>> {
  let query = infoQuery(db);
  if (isCurrent !== undefined) query = query.where(currentness, '=', isCurrent);
  if (schools !== 'every') {
    query = query.where('school_id', '=', sql<string>`any(${schools.map(schoolKey)}::text[])`);
  }
  return await readPage(query, 'problems', limit, after);
}

export async function loadProblem(db: Database, id: string): Promise<Problem | undefined> {
  const text = await loadProblemText(db, id);
  return text && (JSON.parse(text.toString('utf8')) as Problem);
}

/** The problem as JSON text in UTF-8, for those who need not look into it. */
export async function loadProblemText(db: Database, id: string): Promise<Buffer | undefined> {
  const row = await db
    .selectFrom('problems')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await unpackBytes(row.body));
}

/** The school of each of these problems that there is, by its id. */
export async function schoolsByProblem(
  db: Database,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('problems')
    .select(['id', 'school_id'])
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.school_id]));
}

export async function hasProblems(db: Database): Promise<boolean> {
  return (await db.selectFrom('problems').select('id').limit(1).execute()).length > 0;
}

async function currentOf(db: Kysely<Tables>, schoolId: string) {
  return await db
    .selectFrom('current_problems')
    .innerJoin('problems', 'problems.id', 'current_problems.problem_id')
    .select(['problems.id', 'problems.hash'])
    .where('current_problems.school_id', '=', schoolId)
    .executeTakeFirst();
}

/** A version that is current again and replaced again counts from the last time. */
async function noteReplaced(db: Kysely<Tables>, id: string): Promise<void> {
  await db
    .insertInto('replaced_problems')
    .values({ problem_id: id })
    .onConflict((conflict) =>
      conflict.column('problem_id').doUpdateSet({ replaced_at: sql`clock_timestamp()` }),
    )
    .execute();
}

const currentness = sql<boolean>`exists (
  select from current_problems c where c.problem_id = problems.id)`;

function infoQuery(db: Kysely<Tables>) {
  return db
    .selectFrom('problems')
    .select([
      'id',
      'hash',
      'counts',
      'school_id as schoolId',
      'school_name as schoolName',
      currentness.as('isCurrent'),
      'created_at as createdAt',
      'stored_by as storedBy',
    ]);
}

function countParts(problem: Problem): Record<string, number> {
  return {
    classes: problem.classes.length,
    students: problem.students?.length ?? 0,
    staff: problem.staff.length,
    rooms: problem.rooms.length,
    activities: problem.activities.length,
    periods: problem.periods.length,
  };
}
