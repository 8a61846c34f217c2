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
  releaseJob,
  saveCheckpoint,
} from './attempts.ts';
export { type Database, openDatabase } from './database.ts';
export { readEvents } from './events.ts';
export * from './job.ts';
export {
  cancelJob,
  createJob,
  findJob,
  type JobCursor,
  type JobFilter,
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
