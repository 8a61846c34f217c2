import { sql } from 'kysely';
import type { Database } from './database.ts';

/** One line of the audit log: who did what to which thing of which schools, and how it ended. */
export interface AuditEntry {
  id: number;
  at: Date;
  actorKind: string;
  actorId: string | null;
  actorName: string | null;
  /** Method and path of the route, such as "POST /v1/plans/{id}/publish". */
  action: string;
  /** `null`: of no school in particular. */
  schoolIds: string[] | null;
  /** The ids in the path; of people and keys first the name that they had. */
  target: string | null;
  /** HTTP status of the answer. */
  status: number;
}

export type NewAuditEntry = Omit<AuditEntry, 'id' | 'at'>;

export async function writeAudit(db: Database, entry: NewAuditEntry): Promise<void> {
  await db
    .insertInto('audit_log')
    .values({
      actor_kind: entry.actorKind,
      actor_id: entry.actorId,
      actor_name: entry.actorName,
      action: entry.action,
      school_ids: entry.schoolIds,
      target: entry.target,
      status: entry.status,
    })
    .execute();
}

/**
 * Newest first; of these schools alone unless it is every school.
 *
 * @param only `before`: an entry's id
 */
export async function listAudit(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  { before, action }: { before?: number | undefined; action?: string | undefined } = {},
): Promise<{ items: AuditEntry[]; next: number | undefined }> {
  let query = db
    .selectFrom('audit_log')
    .select([
      'id',
      'created_at as at',
      'actor_kind as actorKind',
      'actor_id as actorId',
      'actor_name as actorName',
      'action',
      'school_ids as schoolIds',
      'target',
      'status',
    ])
    .orderBy('id', 'desc')
    .limit(limit + 1);
  if (schools !== 'every') {
    query = query.where(sql<boolean>`school_ids && ${schools}::text[]`);
  }
  if (action !== undefined) query = query.where('action', '=', action);
  if (before !== undefined) query = query.where('id', '<', before);
  const rows = await query.execute();
  const items = rows.slice(0, limit);
  return { items, next: rows.length > limit ? items.at(-1)?.id : undefined };
}
