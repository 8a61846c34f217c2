import type { ColumnType, Generated } from 'kysely';
import type { JobOptions } from './job.ts';

/** Batches, webhooks and the portal, as `migrations/queue.ts` and `migrations/webhooks.ts` make them. */
export interface ServiceTables {
  batches: BatchesTable;
  installation: { is_only: Generated<boolean>; id: Generated<string> };
  webhooks: WebhooksTable;
  webhook_deliveries: WebhookDeliveriesTable;
  portal_requests: { id: string; school_id: string; job_id: string; created_at: Made };
  portal_links: PortalLinksTable;
}

type Made = ColumnType<Date, never, never>;

export interface BatchesTable {
  id: string;
  name: string;
  options: ColumnType<JobOptions, string, string>;
  /** As many as were given; what is told is how many there are. */
  job_count: number;
  created_at: Made;
  ended_at: ColumnType<Date | null, never, Date | null>;
}

export interface WebhooksTable {
  id: string;
  url: string;
  secret: string;
  events: string[];
  school_ids: string[] | null;
  is_active: Generated<boolean>;
  created_at: Made;
}

export interface WebhookDeliveriesTable {
  id: Generated<string>;
  webhook_id: string;
  event_id: string;
  event_type: string;
  payload: ColumnType<unknown, string, string>;
  status: Generated<'pending' | 'delivered' | 'failed'>;
  attempts: Generated<number>;
  next_at: Generated<Date>;
  response_status: number | null;
  error: string | null;
  created_at: Made;
  delivered_at: ColumnType<Date | null, never, Date | null>;
}

export interface PortalLinksTable {
  id: string;
  hash: string;
  school_id: string;
  subject_kind: 'class' | 'pupil' | 'staff' | null;
  subject_id: string | null;
  expires_at: Date | null;
  revoked_at: ColumnType<Date | null, never, Date | null>;
  created_at: Made;
}
