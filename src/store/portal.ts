import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Subject } from '../domain/portal-week.ts';
import { type Database, inTransaction } from './database.ts';
import type { JobOptions } from './job.ts';
import { insertJob } from './jobs.ts';
import { type Cursor, mapPage, type Page, readPage } from './page.ts';
import { schoolKey } from './schools.ts';

/** A ticket: that a portal asked for a school's schedule, and the job that answers it. */
export interface PortalRequest {
  id: string;
  schoolId: string;
  jobId: string;
  createdAt: Date;
}

/** Asks for a schedule from the data that the school sent last; undefined when there are none. */
export async function requestSchedule(
  db: Database,
  school: string,
  options: JobOptions,
): Promise<PortalRequest | undefined> {
  const schoolId = schoolKey(school);
  return await inTransaction(db, async (trx) => {
    const current = await trx
      .selectFrom('current_problems')
      .select('problem_id as id')
      .where('school_id', '=', schoolId)
      .executeTakeFirst();
    const job = current && (await insertJob(trx, current.id, options));
    if (!job) return undefined;
    const row = await trx
      .insertInto('portal_requests')
      .values({ id: randomUUID(), school_id: schoolId, job_id: job.id })
      .returning(['id', 'created_at'])
      .executeTakeFirstOrThrow();
    return { id: row.id, schoolId, jobId: job.id, createdAt: row.created_at };
  });
}

export async function findPortalRequest(
  db: Database,
  id: string,
): Promise<PortalRequest | undefined> {
  return await db
    .selectFrom('portal_requests')
    .select(['id', 'school_id as schoolId', 'job_id as jobId', 'created_at as createdAt'])
    .where('id', '=', id)
    .executeTakeFirst();
}

/** A link that shows published schedules without signing in, where a school hands one out. */
export interface PortalLink {
  id: string;
  schoolId: string;
  /** Null: any class, pupil or person of the school. */
  subject: Subject | null;
  expiresAt: Date | null;
  createdAt: Date;
}

export interface NewPortalLink {
  schoolId: string;
  subject: Subject | null;
  expiresAt: Date | null;
}

/** The token is given out here and never again; only its hash is stored. */
export async function createPortalLink(
  db: Database,
  { schoolId: school, subject, expiresAt }: NewPortalLink,
): Promise<PortalLink & { token: string }> {
  const schoolId = schoolKey(school);
  const token = randomBytes(24).toString('base64url');
  const { id, created_at } = await db
    .insertInto('portal_links')
    .values({
      id: randomUUID(),
      hash: hashOf(token),
      school_id: schoolId,
      subject_kind: subject?.kind ?? null,
      subject_id: subject?.id ?? null,
      expires_at: expiresAt,
    })
    .returning(['id', 'created_at'])
    .executeTakeFirstOrThrow();
  return { id, schoolId, subject, expiresAt, createdAt: created_at, token };
}

/** The link of a token that is in force. */
export async function findPortalLink(db: Database, token: string): Promise<PortalLink | undefined> {
  const row = await linkQuery(db).where('hash', '=', hashOf(token)).executeTakeFirst();
  return row && toLink(row);
}

/** Those in force, newest first. */
export async function listPortalLinks(
  db: Database,
  schoolId: string,
  limit: number,
  after?: Cursor,
): Promise<Page<PortalLink>> {
  const query = linkQuery(db).where('school_id', '=', schoolKey(schoolId));
  return mapPage(await readPage(query, 'portal_links', limit, after), toLink);
}

export async function revokePortalLink(db: Database, id: string): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('portal_links')
    .set({ revoked_at: sql`clock_timestamp()` })
    .where('id', '=', id)
    .where('revoked_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Links in force only. */
function linkQuery(db: Database) {
  return db
    .selectFrom('portal_links')
    .select(['id', 'school_id', 'subject_kind', 'subject_id', 'expires_at', 'created_at'])
    .where('revoked_at', 'is', null)
    .where((on) =>
      on.or([on('expires_at', 'is', null), on('expires_at', '>', sql<Date>`clock_timestamp()`)]),
    );
}

type LinkRow = Awaited<ReturnType<ReturnType<typeof linkQuery>['executeTakeFirstOrThrow']>>;

function toLink(row: LinkRow): PortalLink {
  const { subject_kind: kind, subject_id: id } = row;
  return {
    id: row.id,
    schoolId: row.school_id,
    subject: kind !== null && id !== null ? { kind, id } : null,
    expiresAt: row.expires_at,
    createdAt: row.created_at,
  };
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
