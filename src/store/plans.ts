import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { Plan, Problem, Score } from '../domain/problem.ts';
import { indexProblem } from '../domain/problem-index.ts';
import { publishability } from '../domain/publishable.ts';
import { packBody, unpackBody } from './body.ts';
import type { Database, Tables } from './database.ts';

/** What is known of a plan without opening it. */
export interface PlanInfo {
  id: string;
  problemId: string;
  jobId: string | null;
  score: Score;
  publishable: boolean;
  createdAt: Date;
}

/** Plans are immutable; the database holds a job to one plan. A plan made by hand has no job. */
export async function storePlan(
  trx: Kysely<Tables>,
  jobId: string | null,
  problem: { id: string; content: Problem },
  plan: Plan,
): Promise<string> {
  const id = randomUUID();
  await trx
    .insertInto('plans')
    .values({
      id,
      problem_id: problem.id,
      job_id: jobId,
      hard: plan.score.hard,
      medium: plan.score.medium,
      soft: plan.score.soft,
      score: JSON.stringify(plan.score),
      publishable: publishability(plan, indexProblem(problem.content)).publishable,
      body: await packBody(plan),
    })
    .execute();
  return id;
}

export async function loadPlan(db: Database, id: string): Promise<Plan | undefined> {
  const row = await db.selectFrom('plans').select('body').where('id', '=', id).executeTakeFirst();
  return row && (await unpackBody<Plan>(row.body));
}

export async function findPlanInfo(db: Database, id: string): Promise<PlanInfo | undefined> {
  return await db
    .selectFrom('plans')
    .select([
      'id',
      'problem_id as problemId',
      'job_id as jobId',
      'score',
      'publishable',
      'created_at as createdAt',
    ])
    .where('id', '=', id)
    .executeTakeFirst();
}
