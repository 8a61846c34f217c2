import { sql } from 'kysely';
import type { Database } from '../../src/store/index.ts';
import { quantile } from './processes.ts';

/** A job that was in work when something was killed. */
export interface Hit {
  jobId: string;
  attempt: number;
  /** Milliseconds of the clock that processes and Postgres share, as are the next two. */
  killedAt: number;
  /** Of the search that the newest checkpoint holds, or undefined where there was none. */
  savedAt: number | undefined;
  /** When a better plan was last told. */
  betterAt: number | undefined;
  /** When anything was last heard of the search. */
  heardAt: number;
}

export interface HitFigures {
  /** Kills that found jobs in work, and how many jobs these were. */
  killsInWork: number;
  hit: number;
  /** Of these, begun again by another attempt; the others went on or had just ended. */
  again: number;
  /** From the kill to the next attempt being started. */
  recoverySeconds: Spread | null;
  /** Search that the next attempt did not have. */
  lostSearchSeconds: Spread | null;
}

export interface Spread {
  median: number;
  max: number;
}

/** The jobs in work, of one process or of all. */
export async function jobsInWork(
  db: Database,
  killedAt: number,
  pid: number | undefined,
): Promise<Hit[]> {
  let query = db
    .selectFrom('jobs')
    .leftJoin('checkpoints', 'checkpoints.job_id', 'jobs.id')
    .select([
      'jobs.id',
      'jobs.attempt',
      'jobs.heartbeat_at as heardAt',
      'checkpoints.updated_at as savedAt',
      sql<Date | null>`(select max(created_at) from job_events e
        where e.job_id = jobs.id and e.type = 'best')`.as('betterAt'),
    ])
    .where('status', '=', 'running');
  if (pid !== undefined) query = query.where('worker', 'like', `%:${pid}`);
  const rows = await query.execute();
  return rows.map((row) => ({
    jobId: row.id,
    attempt: row.attempt,
    killedAt,
    savedAt: row.savedAt?.getTime(),
    betterAt: row.betterAt?.getTime(),
    heardAt: row.heardAt?.getTime() ?? killedAt,
  }));
}

/** What became of them, read after every job has ended. */
export async function afterHits(db: Database, kills: readonly Hit[][]): Promise<HitFigures> {
  const recovery: number[] = [];
  const lost: number[] = [];
  for (const hit of kills.flat()) {
    const begun = await attemptBegan(db, hit.jobId, hit.attempt);
    const next = await attemptBegan(db, hit.jobId, hit.attempt + 1);
    if (next === undefined || begun === undefined) continue;
    recovery.push((next - hit.killedAt) / 1000);
    lost.push(Math.max(0, hit.killedAt - keptUntil(hit, begun)) / 1000);
  }
  return {
    killsInWork: kills.filter((hits) => hits.length > 0).length,
    hit: kills.flat().length,
    again: recovery.length,
    recoverySeconds: spread(recovery),
    lostSearchSeconds: spread(lost),
  };
}

/**
 * Up to when the search is kept. Where no better plan came after the checkpoint, the next attempt
 * has the same best plan, and what was spent of its time up to the last beat.
 */
function keptUntil({ savedAt, betterAt, heardAt }: Hit, begun: number): number {
  if (savedAt === undefined) return begun;
  const isSaved = betterAt === undefined || betterAt <= savedAt;
  return Math.max(begun, isSaved ? heardAt : savedAt);
}

async function attemptBegan(
  db: Database,
  jobId: string,
  attempt: number,
): Promise<number | undefined> {
  const events = await db
    .selectFrom('job_events')
    .select(['data', 'created_at'])
    .where('job_id', '=', jobId)
    .where('type', '=', 'status')
    .execute();
  return events
    .find(({ data }) => {
      const told = data as { status: string; attempt: number };
      return told.status === 'running' && told.attempt === attempt;
    })
    ?.created_at.getTime();
}

export function spread(values: number[]): Spread | null {
  return values.length > 0 ? { median: quantile(values, 0.5), max: Math.max(...values) } : null;
}
