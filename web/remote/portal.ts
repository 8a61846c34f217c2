import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { Subject } from '../../src/domain/portal-week.ts';
import type {
  PublishedSubjects as PortalSubjects,
  PublishedWeek as PortalWeek,
} from '../../src/domain/published-week.ts';
import { request } from './client.ts';
import { everyItem } from './every-item.ts';
import { useMay, useMe } from './me.ts';

/** What is published, for whom, and links to it. */
export type { PortalSubjects, PortalWeek, Subject };

/** By whom one is let in: as who is signed in, or by the token of a link. */
export type PortalDoor = { school: string } | { token: string };

function doorQuery(door: PortalDoor): string {
  return 'token' in door
    ? `token=${encodeURIComponent(door.token)}`
    : `school=${encodeURIComponent(door.school)}`;
}

function doorPath(door: PortalDoor, path: { shared: string; own: string }): string {
  return `/v1/portal/${'token' in door ? path.shared : path.own}?${doorQuery(door)}`;
}

export function usePortalSubjects(door: PortalDoor | undefined) {
  return useQuery({
    queryKey: ['portal-subjects', door],
    queryFn: () =>
      request<PortalSubjects & { subject: Subject | null; publishedAt: string }>(
        'GET',
        doorPath(door as PortalDoor, { shared: 'shared/subjects', own: 'subjects' }),
      ),
    enabled: door !== undefined,
  });
}

/** `date`: any day of the week wanted; this week where there is none. */
export function usePortalWeek(
  door: PortalDoor | undefined,
  subject: Subject | undefined,
  date: string | undefined,
) {
  return useQuery({
    queryKey: ['portal-week', door, subject, date],
    queryFn: () => {
      const { kind, id } = subject as Subject;
      const path = doorPath(door as PortalDoor, { shared: 'shared', own: 'schedule' });
      const week = date === undefined ? '' : `&week=${date}`;
      return request<PortalWeek & { publishedAt: string }>(
        'GET',
        `${path}&${kind}=${encodeURIComponent(id)}${week}`,
      );
    },
    enabled: door !== undefined && subject !== undefined,
    // The week before stays while the next one comes.
    placeholderData: (old) => old,
  });
}

export interface SchoolInfo {
  id: string;
  name: string;
  createdAt?: string;
}

/** Schools that one may see; for those who see the portal alone, the ones of their roles. */
export function useSchools() {
  const me = useMe();
  const may = useMay();
  const canList = may('schools:read');
  const listed = useQuery({
    queryKey: ['schools'],
    queryFn: () => everyItem<SchoolInfo>('/v1/schools?limit=200'),
    enabled: canList,
  });
  if (canList || !me.data) return listed;
  const ids = me.data.grants.flatMap(({ schoolId }) => schoolId ?? []);
  const own = [...new Set(ids)].map((id): SchoolInfo => ({ id, name: id }));
  return { ...me, data: own };
}

export interface Publication {
  id: string;
  schoolId: string;
  planId: string;
  problemId: string;
  publishedBy: string;
  note: string;
  /** ISO date in the school's time zone; `src/domain/validity.ts` tells until when. */
  validFrom: string;
  /** Whether it holds now. */
  inForce: boolean;
  createdAt: string;
}

/** Newest first. */
export function usePublications(schoolId: string | undefined) {
  const may = useMay();
  return useQuery({
    queryKey: ['publications', schoolId],
    queryFn: () =>
      everyItem<Publication>(
        `/v1/schools/${encodeURIComponent(schoolId as string)}/publications?limit=200`,
      ),
    enabled: schoolId !== undefined && may('plans:read', schoolId),
  });
}

export interface NewPublication {
  planId: string;
  note: string;
  validFrom: string;
  /** What holds on that date until now, null where nothing does; absent: whichever. */
  replaces?: string | null;
}

export function usePublish() {
  const changed = usePublicationsChanged();
  return useMutation({
    mutationFn: ({ planId, ...body }: NewPublication) =>
      request<Publication>('POST', `/v1/plans/${planId}/publish`, body),
    onSuccess: changed,
  });
}

/** Takes one back that is still to come. */
export function useWithdraw() {
  const changed = usePublicationsChanged();
  return useMutation({
    mutationFn: (id: string) => request('DELETE', `/v1/publications/${id}`),
    // Also where it holds by now, or somebody else was quicker.
    onSettled: changed,
  });
}

function usePublicationsChanged(): () => void {
  const client = useQueryClient();
  return () => {
    for (const key of ['publications', 'portal-subjects', 'portal-week', 'plans', 'plan-info']) {
      void client.invalidateQueries({ queryKey: [key] });
    }
  };
}

export interface PortalLink {
  id: string;
  schoolId: string;
  subject: Subject | null;
  expiresAt: string | null;
  createdAt: string;
}

/** One of a list. */
export interface ListedLink extends PortalLink {
  /** What plans that were published call its subject, also who has left since. */
  name: string | null;
}

export function usePortalLinks(schoolId: string) {
  return useQuery({
    queryKey: ['portal-links', schoolId],
    queryFn: () =>
      everyItem<ListedLink>(`/v1/schools/${encodeURIComponent(schoolId)}/links?limit=200`),
  });
}

/** Where a link leads. The token stands behind "#": browsers send that to nobody. */
export function linkAddress(token: string): string {
  return `${location.origin}/portal/shared#t=${token}`;
}

/** What calendars subscribe to. They ask for it by themselves, so the token is a part of it. */
export function calendarAddress(token: string, { kind, id }: Subject): string {
  const query = new URLSearchParams({ token, [kind]: id });
  return `${location.origin}/v1/portal/shared/calendar?${query}`;
}
