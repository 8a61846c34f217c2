import { randomUUID } from 'node:crypto';
import { type Kysely, sql } from 'kysely';
import type { Plan, Problem, Score } from '../domain/problem.ts';
import { indexProblem } from '../domain/problem-index.ts';
import { publishability } from '../domain/publishable.ts';
import { packBody, unpackBytes } from './body.ts';
import type { Database, Tables } from './database.ts';
import { type Cursor, type Page, readPage } from './page.ts';
import { holdsFrom, isInForce, isPublished } from './publications.ts';
import { schoolKey } from './schools.ts';

/** What is known of a plan without opening it. */
export interface PlanInfo {
  id: string;
  schoolId: string;
  problemId: string;
  jobId: string | null;
  /** Stored once more as a plan of other data, as what a run goes on from; nobody changed it by hand. */
  isCopy: boolean;
  score: Score;
  publishable: boolean;
  /** Whether it was ever published; it then stays readable. */
  published: boolean;
  /** Whether it is the plan of its school that holds now. */
  inForce: boolean;
  /** From which date on it will hold, where it was published for one that is still to come. */
  holdsFrom: string | null;
  createdAt: Date;
}

/** A plan ready to be stored. */
export interface PackedPlan {
  score: Score;
  publishable: boolean;
  body: Uint8Array;
}

/** The part of storing a plan that takes long and needs no database. */
export async function packPlan(plan: Plan, problem: Problem): Promise<PackedPlan> {
  const { publishable } = publishability(plan, indexProblem(problem));
  return { score: plan.score, publishable, body: await packBody(plan) };
}

/** As `storePacked`, from the plan itself. */
export async function storePlan(
  trx: Kysely<Tables>,
  jobId: string | null,
  problem: { id: string; content: Problem },
  plan: Plan,
): Promise<string> {
  return await storePacked(trx, jobId, problem.id, await packPlan(plan, problem.content));
}

/** Plans are immutable; the database holds a job to one plan. A plan made by hand, and a copy, has no job. */
export async function storePacked(
  trx: Kysely<Tables>,
  jobId: string | null,
  problemId: string,
  { score, publishable, body }: PackedPlan,
  isCopy = false,
): Promise<string> {
  const id = randomUUID();
  const { hard, medium, soft } = score;
  await trx
    .insertInto('plans')
    .values({
      id,
      problem_id: problemId,
      job_id: jobId,
      hard,
      medium,
      soft,
      score: JSON.stringify(score),
      publishable,
      body: Buffer.from(body),
      is_copy: isCopy,
    })
    .execute();
  return id;
}

export async function loadPlan(db: Database, id: string): Promise<Plan | undefined> {
  const text = await loadPlanText(db, id);
  return text && (JSON.parse(text.toString('utf8')) as Plan);
}

/** The plan as JSON text in UTF-8, for those who need not look into it. */
export async function loadPlanText(db: Database, id: string): Promise<Buffer | undefined> {
  const row = await db.selectFrom('plans').select('body').where('id', '=', id).executeTakeFirst();
  return row && (await unpackBytes(row.body));
}

export async function findPlanInfo(db: Database, id: string): Promise<PlanInfo | undefined> {
  return await planQuery(db).where('plans.id', '=', id).executeTakeFirst();
}

export interface PlanFilter {
  problemId?: string | undefined;
}

/** Plans of these schools, newest first; no bodies are read. */
export async function listPlans(
  db: Database,
  schools: readonly string[] | 'every',
  limit: number,
  after?: Cursor,
  filter: PlanFilter = {},
): Promise<Page<PlanInfo>> {
  let query = planQuery(db);
  if (schools !== 'every') {
    query = query.where(
      'problems.school_id',
      '=',
      sql<string>`any(${schools.map(schoolKey)}::text[])`,
    );
  }
  if (filter.problemId) query = query.where('plans.problem_id', '=', filter.problemId);
  return await readPage(query, 'plans', limit, after);
}

function planQuery(db: Database) {
  return db
    .selectFrom('plans')
    .innerJoin('problems', 'problems.id', 'plans.problem_id')
    .select([
      'plans.id',
      'problems.school_id as schoolId',
      'plans.problem_id as problemId',
      'plans.job_id as jobId',
      'plans.is_copy as isCopy',
      'plans.score',
      'plans.publishable',
      isPublished.as('published'),
      isInForce.as('inForce'),
      holdsFrom.as('holdsFrom'),
      'plans.created_at as createdAt',
    ]);
}
