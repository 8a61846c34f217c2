import type { z } from 'zod';
import type { comparisonSchema } from '../../api/compare-schemas.ts';
import type { meSchema, publicationSchema } from '../../api/rights-schemas.ts';
import type {
  jobRequestSchema,
  jobSchema,
  planInfoSchema,
  problemDetailsSchema,
  progressSchema,
  storedProblemSchema,
} from '../../api/schemas.ts';

/** What travels over the API, by the schemas that the service itself reads and writes with. */
export type Me = z.output<typeof meSchema>;
export type StoredProblem = z.output<typeof storedProblemSchema>;
export type JobRequest = z.input<typeof jobRequestSchema>;
export type Job = z.output<typeof jobSchema>;
export type JobProgress = z.output<typeof progressSchema>;
export type PlanInfo = z.output<typeof planInfoSchema>;
export type Publication = z.output<typeof publicationSchema>;
export type Comparison = z.output<typeof comparisonSchema>;
export type ProblemDetails = z.output<typeof problemDetailsSchema>;
