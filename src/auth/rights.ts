/**
 * Who may do what: roles are sets of verbs, held for one school or for every school. People have
 * roles; a key has verbs of its own. Which verb a route asks for stands in `api/access/table.ts`.
 */
export const verbs = [
  'schools:read',
  'schools:delete',
  'problems:read',
  'problems:write',
  /** Sees pupils' priority flags in a problem; without it they are left out. */
  'pupils:read',
  /** Gets roll calls: which pupil is where, and when they leave. */
  'rolls:read',
  'jobs:read',
  'jobs:write',
  'plans:read',
  'plans:write',
  'plans:publish',
  'portal:read',
  'portal:request',
  'users:manage',
  'keys:manage',
  'webhooks:manage',
  'audit:read',
  /** The running service: queue board, metrics. Only for every school at once. */
  'service:read',
  'service:manage',
] as const;
export type Verb = (typeof verbs)[number];

export const roles = ['admin', 'coordinator', 'viewer', 'portal'] as const;
export type Role = (typeof roles)[number];

export const verbsOf: Record<Role, readonly Verb[]> = {
  admin: verbs,
  coordinator: [
    'schools:read',
    'problems:read',
    'problems:write',
    'pupils:read',
    'rolls:read',
    'jobs:read',
    'jobs:write',
    'plans:read',
    'plans:write',
    'plans:publish',
    'portal:read',
    'portal:request',
  ],
  viewer: ['schools:read', 'problems:read', 'jobs:read', 'plans:read', 'portal:read'],
  portal: ['portal:read', 'portal:request'],
};

/** Verbs for one school, or for every school (`null`), those included that come later. */
export interface Grant {
  verbs: readonly Verb[];
  schoolId: string | null;
}

/** Whoever makes a request. */
export interface Principal {
  /** `local`: sign-in is off, and only this machine is listened to. */
  kind: 'user' | 'key' | 'local';
  id: string;
  name: string;
  grants: readonly Grant[];
}

/** Schools, or every school there is. */
export type Schools = readonly string[] | 'every';

/** The schools for which the principal has the verb. */
export function schoolsWith(principal: Principal, verb: Verb): Schools {
  const having = principal.grants.filter((grant) => grant.verbs.includes(verb));
  if (having.some((grant) => grant.schoolId === null)) return 'every';
  return [...new Set(having.flatMap(({ schoolId }) => (schoolId === null ? [] : [schoolId])))];
}

/** Whether the principal has the verb for each of these schools. */
export function may(principal: Principal, verb: Verb, schools: Schools): boolean {
  const has = schoolsWith(principal, verb);
  if (has === 'every') return true;
  return schools !== 'every' && schools.length > 0 && schools.every((id) => has.includes(id));
}

/** Whether the principal has anything to do with each of these schools: others do not exist. */
export function knows(principal: Principal, schools: Schools): boolean {
  return verbs.some((verb) => may(principal, verb, schools));
}

export function grantOf(role: Role, schoolId: string | null): Grant {
  return { verbs: verbsOf[role], schoolId };
}
