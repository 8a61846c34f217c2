/** The record: problems, jobs, plans and what goes to the queue, in Postgres. */
export {
  type AttemptRef,
  beat,
  type Claim,
  claimJob,
  failJob,
  finishJob,
  loadCheckpoint,
  MAX_CRASHES,
  MAX_RETRIES,
  releaseJob,
  retryJob,
  saveCheckpoint,
} from './attempts.ts';
export { type Database, openDatabase } from './database.ts';
export { readEvents } from './events.ts';
export { installationId } from './installation.ts';
export * from './job.ts';
export {
  cancelJob,
  createJob,
  findJob,
  insertJob,
  type JobCursor,
  type JobFilter,
  type JobPlace,
  listJobs,
  stopJob,
} from './jobs.ts';
export { migrate } from './migrations.ts';
export { drainOutbox, type OutboxMessage, takeSilentJobs } from './outbox.ts';
export { findPlanInfo, loadPlan, type PlanInfo } from './plans.ts';
export {
  findProblemInfo,
  hasProblems,
  loadProblem,
  type ProblemInfo,
  saveProblem,
} from './problems.ts';
