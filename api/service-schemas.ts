import { z } from 'zod';
import { segmentSchema } from '../src/domain/problem.ts';
import { jobStatuses, outgoingEvents } from '../src/store/index.ts';
import { pageOf } from './page-schemas.ts';
import { text } from './rights-schemas.ts';
import { storableId } from './text-forms.ts';

/** What travels over the routes of batches, webhooks, the portal and operation. */

const uuid = z.uuid();
const moment = z.iso.datetime();
const id = z.string().min(1).max(200);
const level = z.strictObject({ hard: z.number(), medium: z.number(), soft: z.number() });
const limits = {
  seconds: z.number().min(0.1).max(3600).optional(),
  steps: z.int().min(1).max(1_000_000_000_000).optional(),
  seed: z.int().min(0).max(4_294_967_295).optional(),
  threads: z.int().min(1).max(64).optional(),
};

const MAX_BATCH = 2000;

export const batchRequestSchema = z.strictObject({
  /** For people to know it by. */
  name: text(200).optional(),
  problemIds: z.array(uuid).min(1).max(MAX_BATCH),
  ...limits,
  /** `night` (default) waits for everything that somebody waits for; `now` takes turns with it. */
  priority: z.enum(['now', 'night']).optional(),
});

export const batchSchema = z.strictObject({
  id: uuid,
  name: z.string(),
  options: z.strictObject(limits),
  jobCount: z.int(),
  counts: z.record(z.enum(jobStatuses), z.int()),
  /** Plans of it that can be published. */
  publishable: z.int(),
  createdAt: moment,
  endedAt: moment.nullable(),
});

export const batchItemSchema = z.strictObject({
  jobId: uuid,
  problemId: uuid,
  schoolId: z.string(),
  schoolName: z.string(),
  status: z.enum(jobStatuses),
  planId: uuid.nullable(),
  score: level.nullable(),
  publishable: z.boolean().nullable(),
  error: z.strictObject({ code: z.string(), message: z.string() }).nullable(),
  waitSeconds: z.number().nullable(),
  solveSeconds: z.number(),
});

export const batchReportSchema = batchSchema.extend({ items: z.array(batchItemSchema) });
export const batchListSchema = pageOf(batchSchema);

export const webhookRequestSchema = z.strictObject({
  url: z.string().min(1).max(2000),
  events: z.array(z.enum(outgoingEvents)).min(1).max(outgoingEvents.length),
  /** Null or absent: of every school, also of those that come later. */
  schoolIds: z.array(id).min(1).max(1000).nullable().optional(),
});

export const webhookSchema = z.strictObject({
  id: uuid,
  url: z.string(),
  events: z.array(z.enum(outgoingEvents)),
  schoolIds: z.array(z.string()).nullable(),
  isActive: z.boolean(),
  createdAt: moment,
});

export const newWebhookSchema = webhookSchema.extend({
  /** To check signatures with; shown here and never again. */
  secret: z.string(),
});

export const webhookListSchema = pageOf(webhookSchema);

export const deliverySchema = z.strictObject({
  id: uuid,
  /** As in the header `webhook-id`. */
  eventId: uuid,
  eventType: z.string(),
  status: z.enum(['pending', 'delivered', 'failed']),
  attempts: z.int(),
  nextAt: moment,
  responseStatus: z.int().nullable(),
  error: z.string().nullable(),
  createdAt: moment,
  deliveredAt: moment.nullable(),
});

export const replaySchema = z.strictObject({ deliveryId: uuid });

export const deliveryListSchema = pageOf(deliverySchema);

export const portalRequestBodySchema = z.strictObject({ schoolId: id, ...limits });

export const portalTicketSchema = z.strictObject({
  id: uuid,
  schoolId: z.string(),
  /** `ready`: there is a plan, which the school may now publish. */
  status: z.enum(['waiting', 'working', 'ready', 'failed']),
  planId: uuid.nullable(),
  publishable: z.boolean().nullable(),
  createdAt: moment,
  endedAt: moment.nullable(),
});

const subject = {
  class: id.optional(),
  pupil: id.optional(),
  staff: id.optional(),
};
/** Any day of it, or the ISO week itself. */
const week = z
  .string()
  .regex(/^\d{4}-(\d\d-\d\d|W\d\d)$/, 'a date "2025-09-01" or a week "2025-W36"')
  .optional();

export const scheduleQuerySchema = z.strictObject({ school: id, ...subject, week });
export const sharedCalendarQuerySchema = z.strictObject({
  token: z.string().min(1).max(200),
  ...subject,
});
export const sharedQuerySchema = sharedCalendarQuerySchema.extend({ week });

const portalRoomSchema = z
  .strictObject({
    name: z.string(),
    building: z.string().nullable(),
    floor: z.int().nullable(),
    rain: z.string().optional(),
  })
  .nullable();

export const portalWeekSchema = z.strictObject({
  school: z.string(),
  subject: z.strictObject({ kind: z.enum(['class', 'pupil', 'staff']), name: z.string() }),
  start: z.iso.date(),
  week: z.int().nullable(),
  publishedAt: moment,
  days: z.array(
    z.strictObject({
      date: z.iso.date(),
      weekday: z.int(),
      /** From when the plan of this day holds; null where none was published for it. */
      validFrom: z.iso.date().nullable(),
      /** Whether that plan knows the class, pupil or person: a class that was merged is gone. */
      isKnown: z.boolean(),
      runsWeekday: z.int().nullable(),
      isMakeUp: z.boolean(),
      holiday: z.string().nullable(),
      items: z.array(
        z.strictObject({
          start: z.string(),
          end: z.string(),
          segment: segmentSchema,
          kind: z.string(),
          activity: z.string().nullable(),
          room: portalRoomSchema,
          staff: z.array(z.string()),
          classes: z.array(z.string()),
        }),
      ),
      /** When the pupil goes home, or pupils of the class do. */
      leaves: z.array(z.strictObject({ time: z.string(), from: z.string().nullable() })),
      /** Of a class: the clubs in which pupils of it are. */
      clubs: z
        .array(
          z.strictObject({
            start: z.string(),
            end: z.string(),
            name: z.string(),
            room: portalRoomSchema,
          }),
        )
        .optional(),
    }),
  ),
});

export const subjectsQuerySchema = z.strictObject({ school: id });
export const sharedSubjectsQuerySchema = z.strictObject({ token: z.string().min(1).max(200) });

const termSchema = z.strictObject({ start: z.iso.date(), end: z.iso.date() });

export const portalSubjectsSchema = z.strictObject({
  school: z.strictObject({ id: z.string(), name: z.string() }),
  /** What a link is for; null for any. */
  subject: z.strictObject({ kind: z.enum(['class', 'pupil', 'staff']), id }).nullable(),
  classes: z.array(z.strictObject({ id: z.string(), name: z.string(), grade: z.int() })),
  /** Those with a post in the published plan. */
  staff: z.array(z.strictObject({ id: z.string(), name: z.string() })),
  /** Pupils can be asked for by their number; they are not listed. */
  hasPupils: z.boolean(),
  term: termSchema.nullable(),
  /** From when the plan in force holds, or the first to come where there is none yet. */
  validFrom: z.iso.date(),
  /** Its term, and those to come of which something is published; none where one is missing. */
  terms: z.array(termSchema),
  /** Of the school: by it a date is today, wherever the reader is. */
  timezone: z.string(),
  publishedAt: moment,
});

export const portalLinkRequestSchema = z.strictObject({
  schoolId: id,
  /** Absent: any class, pupil or person of the school. */
  subject: z
    .strictObject({
      kind: z.enum(['class', 'pupil', 'staff']),
      id: id.regex(storableId),
    })
    .optional(),
  /** Absent: until it is revoked. */
  days: z.int().min(1).max(800).optional(),
});

export const portalLinkSchema = z.strictObject({
  id: uuid,
  schoolId: z.string(),
  subject: z.strictObject({ kind: z.enum(['class', 'pupil', 'staff']), id }).nullable(),
  expiresAt: moment.nullable(),
  createdAt: moment,
});

export const newPortalLinkSchema = portalLinkSchema.extend({
  /** For `?token=`; shown here and never again. */
  token: z.string(),
});

export const portalLinkListSchema = pageOf(
  portalLinkSchema.extend({
    /** What the plans that were published call its subject; null for the whole school, and where none does. */
    name: z.string().nullable(),
  }),
);

const state = z.strictObject({
  queued: z.int(),
  running: z.int(),
  ready: z.int(),
  waiting: z.int(),
  paused: z.int(),
  oldestWaitSeconds: z.number(),
  silent: z.int(),
});

export const queueBoardSchema = z.strictObject({
  state,
  parties: z.array(
    z.strictObject({
      flow: z.string(),
      name: z.string(),
      batchId: uuid.nullable(),
      priority: z.int(),
      queued: z.int(),
      running: z.int(),
    }),
  ),
  running: z.array(
    z.strictObject({
      jobId: uuid,
      schoolName: z.string(),
      worker: z.string().nullable(),
      attempt: z.int(),
      retries: z.int(),
      crashes: z.int(),
      runningSeconds: z.number(),
      silentSeconds: z.number(),
    }),
  ),
  lastHour: z.partialRecord(z.enum(jobStatuses), z.int()),
});

export const storageSchema = z.strictObject({
  /** The whole database. */
  bytes: z.int(),
  /** The largest first; `rows` is an estimate. */
  tables: z.array(z.strictObject({ name: z.string(), rows: z.int(), bytes: z.int() })),
});

export const waitQuerySchema = z.strictObject({
  /** Number of the newest event that is known; the answer has those after it. */
  after: z.int().min(0).optional(),
  /** How long to wait for one, at most. */
  seconds: z.int().min(0).max(30).optional(),
});

export const eventListSchema = z.strictObject({
  items: z.array(z.strictObject({ seq: z.int(), type: z.string(), data: z.unknown() })),
  /** For `after` of the next request. */
  after: z.int(),
  /** The job has ended and its last event is among these or before them. */
  isOver: z.boolean(),
});

/** Names in the OpenAPI document. */
export const serviceSchemas = {
  BatchRequest: batchRequestSchema,
  Batch: batchSchema,
  BatchReport: batchReportSchema,
  BatchList: batchListSchema,
  WebhookRequest: webhookRequestSchema,
  Webhook: webhookSchema,
  NewWebhook: newWebhookSchema,
  WebhookList: webhookListSchema,
  DeliveryList: deliveryListSchema,
  Replay: replaySchema,
  PortalRequest: portalRequestBodySchema,
  PortalTicket: portalTicketSchema,
  PortalWeek: portalWeekSchema,
  PortalSubjects: portalSubjectsSchema,
  PortalLinkRequest: portalLinkRequestSchema,
  PortalLink: portalLinkSchema,
  NewPortalLink: newPortalLinkSchema,
  PortalLinkList: portalLinkListSchema,
  QueueBoard: queueBoardSchema,
  Storage: storageSchema,
  EventList: eventListSchema,
} as const;
