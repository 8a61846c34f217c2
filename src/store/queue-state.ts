import { sql } from 'kysely';
import type { Database } from './database.ts';
import type { JobStatus } from './job.ts';

/** How the queue stands, told from the record: the same on each backend, and cheap to ask. */
export interface QueueState {
  /** Jobs by status, of those that have not ended. */
  queued: number;
  running: number;
  /** Of the queued: handed to the queue, in the outbox, and in the outbox with a pause to go. */
  ready: number;
  waiting: number;
  paused: number;
  /** Of the longest waiting job that is due. */
  oldestWaitSeconds: number;
  /** Running jobs whose worker was not heard of for a while. */
  silent: number;
}

const SILENT_SECONDS = 5;

export async function queueState(db: Database): Promise<QueueState> {
  const { rows } = await sql<QueueState>`
    select
      count(*) filter (where j.status = 'queued')::integer as queued,
      count(*) filter (where j.status = 'running')::integer as running,
      count(*) filter (where j.status = 'queued' and j.released)::integer as ready,
      count(*) filter (where o.not_before <= clock_timestamp())::integer as waiting,
      count(*) filter (where o.not_before > clock_timestamp())::integer as paused,
      coalesce(extract(epoch from clock_timestamp() - min(j.created_at) filter (
        where j.status = 'queued' and (o.not_before is null
          or o.not_before <= clock_timestamp()))), 0)::float8 as "oldestWaitSeconds",
      count(*) filter (where j.status = 'running' and j.heartbeat_at
        < clock_timestamp() - make_interval(secs => ${SILENT_SECONDS}))::integer as silent
    from jobs j left join outbox o on o.job_id = j.id and o.generation = j.generation
    where j.status in ('queued', 'running')`.execute(db);
  return rows[0] as QueueState;
}

/** One party of the queue: a school, or a batch. */
export interface QueueParty {
  /** The school's id, or the batch's. */
  flow: string;
  name: string;
  batchId: string | null;
  priority: number;
  queued: number;
  running: number;
}

export interface RunningJob {
  jobId: string;
  schoolName: string;
  worker: string | null;
  attempt: number;
  retries: number;
  crashes: number;
  runningSeconds: number;
  /** Since its worker was heard of last. */
  silentSeconds: number;
}

/** What an admin looks at when something seems stuck. */
export interface QueueBoard {
  state: QueueState;
  parties: QueueParty[];
  running: RunningJob[];
  /** Jobs that ended in the last hour, by status. */
  lastHour: Partial<Record<JobStatus, number>>;
}

export async function queueBoard(db: Database, limit = 200): Promise<QueueBoard> {
  const parties = await sql<QueueParty>`
    select j.flow, coalesce(max(b.name), max(p.school_name)) as name, j.batch_id as "batchId",
      j.priority, count(*) filter (where j.status = 'queued')::integer as queued,
      count(*) filter (where j.status = 'running')::integer as running
    from jobs j join problems p on p.id = j.problem_id left join batches b on b.id = j.batch_id
    where j.status in ('queued', 'running')
    group by j.flow, j.batch_id, j.priority
    order by count(*) desc, j.flow limit ${limit}`.execute(db);
  const running = await sql<RunningJob>`
    select j.id as "jobId", p.school_name as "schoolName", j.worker, j.attempt, j.retries,
      j.crashes, extract(epoch from clock_timestamp() - j.started_at)::float8 as "runningSeconds",
      extract(epoch from clock_timestamp() - j.heartbeat_at)::float8 as "silentSeconds"
    from jobs j join problems p on p.id = j.problem_id
    where j.status = 'running' order by j.started_at limit ${limit}`.execute(db);
  const ended = await sql<{ status: JobStatus; n: number }>`
    select status, count(*)::integer as n from jobs
    where ended_at > clock_timestamp() - interval '1 hour' group by status`.execute(db);
  return {
    state: await queueState(db),
    parties: parties.rows,
    running: running.rows,
    lastHour: Object.fromEntries(ended.rows.map(({ status, n }) => [status, n])),
  };
}
