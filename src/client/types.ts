import type { z } from 'zod';
import type { comparisonSchema } from '../../api/compare-schemas.ts';
import type {
  apiKeySchema,
  auditEntrySchema,
  meSchema,
  personSchema,
  publicationSchema,
  schoolSchema,
} from '../../api/rights-schemas.ts';
import type {
  jobRequestSchema,
  jobSchema,
  planInfoSchema,
  problemDetailsSchema,
  problemInfoSchema,
  progressSchema,
  startedJobSchema,
  storedProblemSchema,
} from '../../api/schemas.ts';
import type {
  batchSchema,
  deliverySchema,
  portalLinkSchema,
  webhookSchema,
} from '../../api/service-schemas.ts';

/** What travels over the API, by the schemas that the service itself reads and writes with. */
export type Me = z.output<typeof meSchema>;
export type StoredProblem = z.output<typeof storedProblemSchema>;
export type JobRequest = z.input<typeof jobRequestSchema>;
export type Job = z.output<typeof jobSchema>;
/** As it is answered to whoever starts it. */
export type StartedJob = z.output<typeof startedJobSchema>;
export type JobProgress = z.output<typeof progressSchema>;
export type PlanInfo = z.output<typeof planInfoSchema>;
export type Publication = z.output<typeof publicationSchema>;
export type Comparison = z.output<typeof comparisonSchema>;

/** What the lists hold, by their paths. */
export interface Lists {
  '/v1/schools': z.output<typeof schoolSchema>;
  '/v1/problems': z.output<typeof problemInfoSchema>;
  '/v1/jobs': Job;
  '/v1/plans': PlanInfo;
  '/v1/batches': z.output<typeof batchSchema>;
  '/v1/webhooks': z.output<typeof webhookSchema>;
  '/v1/users': z.output<typeof personSchema>;
  '/v1/keys': z.output<typeof apiKeySchema>;
  '/v1/audit': z.output<typeof auditEntrySchema>;
  [publications: `/v1/schools/${string}/publications`]: Publication;
  [links: `/v1/schools/${string}/links`]: z.output<typeof portalLinkSchema>;
  [deliveries: `/v1/webhooks/${string}/deliveries`]: z.output<typeof deliverySchema>;
}

export type ProblemDetails = z.output<typeof problemDetailsSchema>;
