import { z } from 'zod';
import type { OutgoingEvent } from '../src/store/index.ts';

/** What is sent to the addresses of webhooks: ids, states and costs, and no name of anybody. */

const uuid = z.uuid();
const school = z.string();
const level = z.strictObject({ hard: z.number(), medium: z.number(), soft: z.number() });

/** How a job ended. */
const ended = {
  status: z.enum(['completed', 'stopped', 'cancelled', 'failed']),
  planId: uuid.nullable(),
  /** Where there is a plan. */
  score: level.optional(),
  /** Of one that failed. */
  error: z.strictObject({ code: z.string(), message: z.string() }).optional(),
};

function eventOf<T extends OutgoingEvent, D extends z.ZodRawShape>(type: T, data: D) {
  return z.strictObject({
    /** As in the header `webhook-id`. */
    id: uuid,
    type: z.literal(type),
    createdAt: z.iso.datetime(),
    data: z.strictObject(data),
  });
}

const publication = {
  publicationId: uuid,
  planId: uuid,
  schoolId: school,
  /** The date from which it holds, or was to hold; it may be still to come. */
  validFrom: z.iso.date(),
};

/** Names in the OpenAPI document. */
export const webhookEventSchemas = {
  JobEnded: eventOf('job.ended', {
    jobId: uuid,
    problemId: uuid,
    schoolId: school,
    batchId: uuid.nullable(),
    ...ended,
  }),
  BatchEnded: eventOf('batch.ended', { batchId: uuid }),
  PlanPublished: eventOf('plan.published', publication),
  PlanWithdrawn: eventOf('plan.withdrawn', publication),
  PortalEnded: eventOf('portal.ended', { requestId: uuid, schoolId: school, ...ended }),
} as const;

export const webhookEvents: Record<
  OutgoingEvent,
  { summary: { zh: string; en: string }; schema: z.ZodType }
> = {
  'job.ended': {
    summary: { zh: '任务已结束', en: 'A job has ended' },
    schema: webhookEventSchemas.JobEnded,
  },
  'batch.ended': {
    summary: { zh: '批量排班已结束', en: 'The last job of a batch has ended' },
    schema: webhookEventSchemas.BatchEnded,
  },
  'plan.published': {
    summary: { zh: '方案已发布', en: 'A plan was published' },
    schema: webhookEventSchemas.PlanPublished,
  },
  'plan.withdrawn': {
    summary: { zh: '尚未生效的发布已撤回', en: 'A publication was withdrawn before it held' },
    schema: webhookEventSchemas.PlanWithdrawn,
  },
  'portal.ended': {
    summary: { zh: '门户的请求已完成', en: 'What a portal asked for has ended' },
    schema: webhookEventSchemas.PortalEnded,
  },
};
