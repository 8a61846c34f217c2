/** The record: problems, jobs, plans and what goes to the queue, in Postgres. */

export * from './api-keys.ts';
export {
  type AttemptRef,
  beat,
  type Claim,
  claimJob,
  failJob,
  finishJob,
  isInWork,
  loadCheckpoint,
  MAX_CRASHES,
  MAX_RETRIES,
  releaseJob,
  retryJob,
  saveCheckpoint,
} from './attempts.ts';
export { type AuditEntry, listAudit, type NewAuditEntry, writeAudit } from './audit.ts';
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
export {
  type Database,
  endsIdle,
  ISO_DATES,
  inTransaction,
  inTransactionOfOwn,
  openDatabase,
  PATIENCE_MS,
  poolOf,
  surviveBreaks,
} from './database.ts';
export { readEvents } from './events.ts';
export {
  claimKey,
  type IdempotencyRef,
  type KeptAnswer,
  keepAnswer,
} from './idempotency.ts';
export { installationId } from './installation.ts';
export { isStoreAway } from './is-away.ts';
export * from './job.ts';
export {
  cancelJob,
  createJob,
  findJob,
  type JobFilter,
  type JobPriority,
  listJobs,
  stopJob,
} from './jobs.ts';
export { migrate } from './migrations/index.ts';
export {
  drainOutbox,
  type OutboxMessage,
  requeueOrphans,
  returnMessage,
  takeSilentJobs,
} from './outbox.ts';
export { announce, type OutgoingEvent, outgoingEvents } from './outgoing-events.ts';
export type { Cursor, Page } from './page.ts';
export * from './people.ts';
export {
  findPlanInfo,
  listPlans,
  loadPlan,
  loadPlanText,
  type PackedPlan,
  type PlanInfo,
  packPlan,
  storePacked,
  storePlan,
} from './plans.ts';
export {
  createPortalLink,
  findPortalLink,
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
  listProblems,
  loadProblem,
  loadProblemText,
  OvertakenError,
  type PackedProblem,
  type ProblemInfo,
  packProblem,
  savePacked,
  saveProblem,
  schoolsByProblem,
} from './problems.ts';
export {
  currentPublication,
  everyPublication,
  findPublication,
  listPublications,
  type Publication,
  publishPlan,
  withdrawPublication,
} from './publications.ts';
export { type QueueBoard, type QueueState, queueBoard, queueState } from './queue-state.ts';
export { type Retention, type Swept, sweep } from './retention.ts';
export { type OwnedThing, ownedThings, schoolOf } from './school-of.ts';
export {
  deleteSchool,
  existingSchools,
  findSchool,
  listSchools,
  type SchoolInfo,
  schoolKey,
} from './schools.ts';
export {
  isSealed,
  makeSecretBox,
  newSecretsKey,
  SECRETS_KEY_FORM,
  type SecretBox,
  WrongKeyError,
} from './secret-box.ts';
export { sharedSetting } from './settings.ts';
export { readStorage, type Storage } from './storage.ts';
export {
  createWebhook,
  type Delivery,
  type DeliveryResult,
  type DueDelivery,
  deleteWebhook,
  dropOldDeliveries,
  findWebhook,
  type KeptSecrets,
  keptSecrets,
  listDeliveries,
  listWebhooks,
  RETRY_PAUSES,
  replayDelivery,
  sealSecrets,
  settleDelivery,
  takeDueDeliveries,
  type Webhook,
} from './webhooks.ts';
