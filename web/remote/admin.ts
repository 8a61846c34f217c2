import { useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { everyItem } from './every-item.ts';

/** People, keys, and how the service does, for those who run it. */

export interface RoleGrant {
  role: string;
  /** Null: every school. */
  schoolId: string | null;
}

export interface Person {
  id: string;
  username: string;
  name: string;
  memberships: RoleGrant[];
  /** False until they used their one-time link. */
  hasPassword: boolean;
  createdAt: string;
}

export interface OneTimeLink {
  user: Person;
  /** Path with the token; shown once. */
  link: string;
  expiresAt: string;
}

export interface ApiKey {
  id: string;
  name: string;
  prefix: string;
  verbs: string[];
  schoolIds: string[] | null;
  madeBy: string | null;
  createdAt: string;
  expiresAt: string | null;
  revokedAt: string | null;
  lastUsedAt: string | null;
}

export interface AuditEntry {
  id: number;
  at: string;
  actorKind: string;
  actorName: string | null;
  action: string;
  schoolIds: string[] | null;
  target: string | null;
  status: number;
}

export interface QueueBoard {
  state: {
    queued: number;
    running: number;
    ready: number;
    waiting: number;
    paused: number;
    oldestWaitSeconds: number;
    silent: number;
  };
  parties: { flow: string; name: string; priority: number; queued: number; running: number }[];
  running: {
    jobId: string;
    schoolName: string;
    worker: string | null;
    attempt: number;
    crashes: number;
    runningSeconds: number;
    silentSeconds: number;
  }[];
  lastHour: Partial<Record<string, number>>;
}

export interface Storage {
  bytes: number;
  tables: { name: string; rows: number; bytes: number }[];
}

export function useUsers() {
  return useQuery({
    queryKey: ['users'],
    queryFn: () => everyItem<Person>('/v1/users?limit=200'),
  });
}

export function useKeys() {
  return useQuery({
    queryKey: ['keys'],
    queryFn: () => everyItem<ApiKey>('/v1/keys?limit=200'),
  });
}

export function useQueue() {
  return useQuery({
    queryKey: ['queue'],
    queryFn: () => request<QueueBoard>('GET', '/v1/queue'),
    refetchInterval: 3000,
  });
}

export function useStorage() {
  return useQuery({
    queryKey: ['storage'],
    queryFn: () => request<Storage>('GET', '/v1/storage'),
  });
}

export interface DeletedSchool {
  id: string;
  /** As it was called last; empty where it was deleted before names were recorded. */
  name: string;
}

/** Schools that were deleted last, by the newest lines of the log that tell of it. */
export function useDeletedSchools(mayAsk: boolean) {
  return useQuery({
    queryKey: ['audit', 'deleted-schools'],
    queryFn: async () => {
      const query = new URLSearchParams({ limit: '200', action: 'DELETE /v1/schools/{id}' });
      const page = await request<{ items: AuditEntry[] }>('GET', `/v1/audit?${query}`);
      return deletedSchools(page.items);
    },
    enabled: mayAsk,
  });
}

export function deletedSchools(deletions: readonly AuditEntry[]): DeletedSchool[] {
  const schools = new Map<string, DeletedSchool>();
  for (const { schoolIds, target, status } of deletions) {
    const [id] = schoolIds ?? [];
    if (id === undefined || status >= 400 || schools.has(id)) continue;
    schools.set(id, {
      id,
      name: target?.endsWith(` ${id}`) ? target.slice(0, -id.length - 1) : '',
    });
  }
  return [...schools.values()];
}

/** One page of who did what, newest first. */
export function useAudit(cursor: number | undefined, schoolId: string | undefined) {
  return useQuery({
    queryKey: ['audit', cursor, schoolId],
    queryFn: () => {
      const query = new URLSearchParams({ limit: '50' });
      if (cursor !== undefined) query.set('cursor', String(cursor));
      if (schoolId !== undefined) query.set('schoolId', schoolId);
      return request<{ items: AuditEntry[]; next: number | null }>('GET', `/v1/audit?${query}`);
    },
  });
}
