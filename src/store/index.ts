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
export { readBackup } from './backup/read.ts';
export { type BackupSummary, writeBackup } from './backup/write.ts';
export {
  type Batch,
  type BatchItem,
  batchItems,
  cancelBatch,
  createBatch,
  findBatch,
  listBatches,
  schoolsOfBatch,
} from './batches.ts';
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
export { announce, type OutgoingEvent, outgoingEvents } from './outgoing-events.ts';
export { findPlanInfo, loadPlan, type PlanInfo, storePlan } from './plans.ts';
export {
  createPortalLink,
  findPortalLink,
  findPortalLinkById,
  findPortalRequest,
  listPortalLinks,
  type PortalLink,
  type PortalRequest,
  requestSchedule,
  revokePortalLink,
} from './portal.ts';
export {
  findProblemInfo,
  hasProblems,
  loadProblem,
  type ProblemInfo,
  saveProblem,
} from './problems.ts';
export { type QueueBoard, type QueueState, queueBoard, queueState } from './queue-state.ts';
export {
  createWebhook,
  type Delivery,
  type DeliveryResult,
  type DueDelivery,
  deleteWebhook,
  dropOldDeliveries,
  findWebhook,
  listDeliveries,
  listWebhooks,
  RETRY_PAUSES,
  replayDelivery,
  settleDelivery,
  takeDueDeliveries,
  type Webhook,
} from './webhooks.ts';
