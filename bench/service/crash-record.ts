import { verify } from '../../solver/index.ts';
import type { Plan, Problem } from '../../src/domain/problem.ts';
import { type Database, loadPlan, loadProblem } from '../../src/store/index.ts';

/** What the record says after things were killed in the middle of a stream of jobs. */
export interface CrashRecord {
  /** Jobs that the service acknowledged. */
  jobs: number;
  /** Acknowledged, and not there any more, or completed without a plan. */
  lost: number;
  /** Jobs with two plans, and plans that were published twice by one request that was sent again. */
  twice: number;
  /** Plans that were published on the way. */
  published: number;
  /** Plans that are not whole or not scored right, and streams of events that are not in order. */
  corrupt: number;
  unended: number;
  failed: number;
}

export async function readCrashRecord(db: Database, acknowledged: string[]): Promise<CrashRecord> {
  const jobs = await db.selectFrom('jobs').select(['id', 'status']).execute();
  const plans = await db.selectFrom('plans').select(['id', 'job_id', 'problem_id']).execute();
  const byId = new Map(jobs.map((job) => [job.id, job]));
  const problems = new Map<string, Problem>();
  for (const { problem_id: id } of plans) {
    if (!problems.has(id)) problems.set(id, (await loadProblem(db, id)) as Problem);
  }
  let corrupt = 0;
  for (const { id, problem_id } of plans) {
    const plan = await loadPlan(db, id).catch(() => undefined);
    if (!plan || !isWhole(problems.get(problem_id) as Problem, plan)) corrupt++;
  }
  const statuses = acknowledged.map((id) => byId.get(id)?.status);
  const withPlan = plans.map((plan) => plan.job_id);
  const hasPlan = new Set(withPlan);
  const publications = await db.selectFrom('publications').select('plan_id').execute();
  const published = new Set(publications.map((one) => one.plan_id)).size;
  return {
    jobs: acknowledged.length,
    lost: acknowledged.filter((id) => {
      const status = byId.get(id)?.status;
      return status === undefined || (status === 'completed' && !hasPlan.has(id));
    }).length,
    unended: statuses.filter((status) => status === 'queued' || status === 'running').length,
    failed: statuses.filter((status) => status === 'failed').length,
    twice: withPlan.length - hasPlan.size + publications.length - published,
    published,
    corrupt: corrupt + (await brokenStreams(db)),
  };
}

/** The score of a kept plan is that of the independent scorer; the tiny solver only counts. */
function isWhole(problem: Problem, plan: Plan): boolean {
  if (plan.solver.name === 'tiny' && plan.score.rules.posts?.cost === plan.score.soft) return true;
  const score = verify(problem, plan);
  return (
    score.hard === plan.score.hard &&
    score.medium === plan.score.medium &&
    Math.abs(score.soft - plan.score.soft) < 1e-6
  );
}

/** Streams of ended jobs whose last event is not the one and only end. */
async function brokenStreams(db: Database): Promise<number> {
  const rows = await db
    .selectFrom('jobs')
    .leftJoin('job_events', (join) =>
      join.onRef('job_events.job_id', '=', 'jobs.id').on('job_events.type', '=', 'end'),
    )
    .select(({ fn }) => [
      'jobs.id',
      'jobs.event_seq',
      fn.count<string>('job_events.seq').as('ends'),
      fn.max('job_events.seq').as('last'),
    ])
    .where('jobs.status', 'not in', ['queued', 'running'])
    .groupBy(['jobs.id', 'jobs.event_seq'])
    .execute();
  return rows.filter(({ ends, last, event_seq }) => Number(ends) !== 1 || last !== event_seq)
    .length;
}
