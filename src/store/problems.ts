import { randomUUID } from 'node:crypto';
import { problemHash } from '../domain/hash.ts';
import type { Problem } from '../domain/problem.ts';
import { packBody, unpackBody } from './body.ts';
import type { Database } from './database.ts';

/** What is known of a stored problem without opening it. */
export interface ProblemInfo {
  id: string;
  schoolId: string;
  schoolName: string;
  hash: string;
  counts: Record<string, number>;
  createdAt: Date;
}

/**
 * Stores a problem. Problems are immutable and known by their content: the same one sent again
 * is the same row with the same id (`isNew` false), a changed one is a new row.
 */
export async function saveProblem(
  db: Database,
  problem: Problem,
): Promise<{ info: ProblemInfo; isNew: boolean }> {
  const hash = problemHash(problem);
  const inserted = await db
    .insertInto('problems')
    .values({
      id: randomUUID(),
      school_id: storable(problem.school.id),
      school_name: storable(problem.school.name),
      hash,
      counts: JSON.stringify(countParts(problem)),
      body: await packBody(problem),
    })
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .returning('id')
    .executeTakeFirst();
  const info = await infoQuery(db).where('hash', '=', hash).executeTakeFirstOrThrow();
  return { info, isNew: inserted !== undefined };
}

export async function findProblemInfo(db: Database, id: string): Promise<ProblemInfo | undefined> {
  return await infoQuery(db).where('id', '=', id).executeTakeFirst();
}

export async function loadProblem(db: Database, id: string): Promise<Problem | undefined> {
  const row = await db
    .selectFrom('problems')
    .select('body')
    .where('id', '=', id)
    .executeTakeFirst();
  return row && (await unpackBody<Problem>(row.body));
}

export async function hasProblems(db: Database): Promise<boolean> {
  return (await db.selectFrom('problems').select('id').limit(1).execute()).length > 0;
}

function infoQuery(db: Database) {
  return db
    .selectFrom('problems')
    .select([
      'id',
      'hash',
      'counts',
      'school_id as schoolId',
      'school_name as schoolName',
      'created_at as createdAt',
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

/** JSON knows the character 0 and Postgres text does not; the body keeps it, the list need not. */
function storable(text: string): string {
  return text.replaceAll('\u0000', '\uFFFD');
}
