import type { ColumnType, Generated } from 'kysely';
import type { Json, Now } from './columns.ts';

/** Schools, people, keys and the record of what was done, as `migrations/0012` makes them. */
export interface RightsTables {
  schools: { id: string; name: string; created_at: Now };
  users: UsersTable;
  sessions: { id: string; user_id: string };
  accounts: { id: string; user_id: string; password: string | null };
  memberships: MembershipsTable;
  one_time_links: { hash: string; user_id: string; expires_at: Date; created_at: Now };
  api_keys: ApiKeysTable;
  api_key_schools: { key_id: string; school_id: string };
  settings: { name: string; value: string };
  publications: PublicationsTable;
  audit_log: AuditLogTable;
  idempotency_keys: IdempotencyKeysTable;
}

/** Written by better-auth alone. */
export interface UsersTable {
  id: string;
  username: string;
  display_username: string | null;
  name: string;
  /** Of better-auth; nobody is ever written to. */
  email: string;
  created_at: Now;
}

export interface MembershipsTable {
  user_id: string;
  role: string;
  school_id: string | null;
  created_at: Now;
}

export interface ApiKeysTable {
  id: string;
  name: string;
  prefix: string;
  hash: string;
  verbs: string[];
  every_school: boolean;
  made_by: string | null;
  made_by_key: string | null;
  expires_at: Date | null;
  revoked_at: ColumnType<Date | null, never, Date | null>;
  last_used_at: ColumnType<Date | null, never, Date>;
  created_at: Now;
}

export interface PublicationsTable {
  id: string;
  school_id: string;
  plan_id: string;
  published_by: string;
  note: string;
  created_at: ColumnType<Date, Date, never>;
  /** Never read as it is: the driver would make a moment of it. */
  valid_from: ColumnType<never, string, never>;
  /** When that date begins in the school's time zone. */
  begins_at: ColumnType<Date, Date, never>;
}

export interface AuditLogTable {
  id: Generated<number>;
  actor_kind: string;
  actor_id: string | null;
  actor_name: string | null;
  action: string;
  school_ids: string[] | null;
  target: string | null;
  status: number;
  created_at: Now;
}

export interface IdempotencyKeysTable {
  actor: string;
  key: string;
  request_hash: string;
  status: number | null;
  headers: Json<Record<string, string> | null> | null;
  body: Buffer | null;
  school_ids: string[] | null;
  created_at: ColumnType<Date, never, Date>;
}
