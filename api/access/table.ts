import type { Verb } from '../../src/auth/rights.ts';
import type { OwnedThing } from '../../src/store/index.ts';

/**
 * Every route of the service and who may use it. What is not in here cannot be mounted, and what
 * is in here is all that the guard knows: a new route needs a line, and a test walks them all.
 *
 * `in` says which school a request is about, and so where its sender must have the verb:
 * - `open`: no matter who; nothing of any school is told.
 * - `self`: anybody who is signed in or has a key; nothing of any school is told.
 * - `listed`: the handler answers with what lies in `access.schools()`, and nothing else.
 * - `asked`: the handler calls `access.require(…)` with the schools that the body or query names.
 * - `every`: the verb for every school at once.
 * - a thing: the school in which the thing of the path's `{id}` (or the named parameters) lies.
 *   To those who have nothing to do with that school, the thing does not exist: 404.
 */
export interface AccessRule {
  verb: Verb | null;
  in:
    | 'open'
    | 'self'
    | 'listed'
    | 'asked'
    | 'every'
    | Partial<Record<OwnedThing | Held, string | string[]>>;
}

/** What lies in all the schools that it has to do with: who manages it must manage them all. */
export type Held = 'user' | 'key' | 'batch' | 'webhook';

const open: AccessRule = { verb: null, in: 'open' };
const self: AccessRule = { verb: null, in: 'self' };

export const accessTable: Readonly<Record<string, AccessRule>> = {
  // Pages and descriptions
  'GET /': open,
  'GET /docs': open,
  'GET /openapi.json': open,
  'GET /v1/openapi.json': open,
  'GET /login': open,
  'GET /pages/login.js': open,
  'GET /pages/style.css': open,
  'GET /healthz': open,
  'GET /readyz': open,
  'GET /v1/healthz': open,
  'GET /v1/readyz': open,
  'GET /v1/rules': open,
  'GET /v1/presets': open,
  'GET /v1/template': open,
  'GET /v1/profiles': open,
  'GET /v1/demo': self,

  // Signing in
  'POST /v1/login': open,
  'POST /v1/link': open,
  'POST /v1/logout': self,
  'GET /v1/me': self,
  'POST /v1/me/password': self,

  // Schools
  'GET /v1/schools': { verb: 'schools:read', in: 'listed' },
  'GET /v1/schools/{id}': { verb: 'schools:read', in: { school: 'id' } },
  'DELETE /v1/schools/{id}': { verb: 'schools:delete', in: { school: 'id' } },
  'GET /v1/schools/{id}/publications': { verb: 'plans:read', in: { school: 'id' } },
  'GET /v1/schools/{id}/publications/current': { verb: 'plans:read', in: { school: 'id' } },

  // Problems, jobs, plans
  'POST /v1/problems': { verb: 'problems:write', in: 'asked' },
  'GET /v1/problems': { verb: 'problems:read', in: 'listed' },
  'GET /v1/problems/{id}': { verb: 'problems:read', in: { problem: 'id' } },
  'POST /v1/problems/import': { verb: 'problems:write', in: 'asked' },
  'GET /v1/problems/{id}/workbook': { verb: 'problems:read', in: { problem: 'id' } },
  'GET /v1/plans/{id}/export': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/problems/{id}/info': { verb: 'problems:read', in: { problem: 'id' } },
  'GET /v1/problems/{id}/capacity': { verb: 'problems:read', in: { problem: 'id' } },
  'POST /v1/jobs': { verb: 'jobs:write', in: 'asked' },
  'GET /v1/jobs': { verb: 'jobs:read', in: 'listed' },
  'GET /v1/jobs/{id}': { verb: 'jobs:read', in: { job: 'id' } },
  'GET /v1/jobs/{id}/events': { verb: 'jobs:read', in: { job: 'id' } },
  'GET /v1/jobs/{id}/wait': { verb: 'jobs:read', in: { job: 'id' } },
  'POST /v1/jobs/{id}/stop': { verb: 'jobs:write', in: { job: 'id' } },
  'DELETE /v1/jobs/{id}': { verb: 'jobs:write', in: { job: 'id' } },
  'POST /v1/plans': { verb: 'plans:write', in: 'asked' },
  'GET /v1/plans': { verb: 'plans:read', in: 'listed' },
  'GET /v1/plans/compare': { verb: 'plans:read', in: 'asked' },
  'GET /v1/plans/{a}/compare/{b}': { verb: 'plans:read', in: { plan: ['a', 'b'] } },
  'GET /v1/plans/{id}': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/plans/{id}/info': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/plans/{id}/problem': { verb: 'problems:read', in: { plan: 'id' } },
  'POST /v1/plans/{id}/why-not': { verb: 'plans:write', in: { plan: 'id' } },
  'GET /v1/plans/{id}/fairness': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/plans/{id}/candidates': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/plans/{id}/explain': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/plans/{id}/open-posts': { verb: 'plans:read', in: { plan: 'id' } },
  'GET /v1/plans/{id}/score': { verb: 'plans:read', in: { plan: 'id' } },
  'POST /v1/plans/{id}/publish': { verb: 'plans:publish', in: { plan: 'id' } },
  'GET /v1/publications/{id}': { verb: 'plans:read', in: { publication: 'id' } },
  'DELETE /v1/publications/{id}': { verb: 'plans:publish', in: { publication: 'id' } },

  // Batches and webhooks
  'POST /v1/batches': { verb: 'jobs:write', in: 'asked' },
  'GET /v1/batches': { verb: 'jobs:read', in: 'listed' },
  'GET /v1/batches/{id}': { verb: 'jobs:read', in: { batch: 'id' } },
  'DELETE /v1/batches/{id}': { verb: 'jobs:write', in: { batch: 'id' } },
  'POST /v1/webhooks': { verb: 'webhooks:manage', in: 'asked' },
  'GET /v1/webhooks': { verb: 'webhooks:manage', in: 'listed' },
  'DELETE /v1/webhooks/{id}': { verb: 'webhooks:manage', in: { webhook: 'id' } },
  'GET /v1/webhooks/{id}/deliveries': { verb: 'webhooks:manage', in: { webhook: 'id' } },
  'POST /v1/webhooks/{id}/replay': { verb: 'webhooks:manage', in: { webhook: 'id' } },

  // What families, teachers and the systems in between see
  'POST /v1/portal/requests': { verb: 'portal:request', in: 'asked' },
  'GET /v1/portal/requests/{id}': { verb: 'portal:request', in: { request: 'id' } },
  'GET /v1/portal/schedule': { verb: 'portal:read', in: 'asked' },
  'GET /v1/portal/subjects': { verb: 'portal:read', in: 'asked' },
  // By the token of a link that the school made.
  'GET /v1/portal/shared': open,
  'GET /v1/portal/shared/calendar': open,
  'GET /v1/portal/shared/subjects': open,
  'POST /v1/portal/links': { verb: 'plans:publish', in: 'asked' },
  'GET /v1/schools/{id}/links': { verb: 'plans:publish', in: { school: 'id' } },
  'DELETE /v1/portal/links/{id}': { verb: 'plans:publish', in: { link: 'id' } },

  // The running service
  'GET /v1/queue': { verb: 'service:read', in: 'every' },
  'GET /v1/storage': { verb: 'service:read', in: 'every' },
  'GET /metrics': { verb: 'service:read', in: 'every' },

  // People, keys and what they did
  'GET /v1/users': { verb: 'users:manage', in: 'listed' },
  'POST /v1/users': { verb: 'users:manage', in: 'asked' },
  'GET /v1/users/{id}': { verb: 'users:manage', in: { user: 'id' } },
  'POST /v1/users/{id}/roles': { verb: 'users:manage', in: { user: 'id' } },
  'POST /v1/users/{id}/link': { verb: 'users:manage', in: { user: 'id' } },
  'DELETE /v1/users/{id}': { verb: 'users:manage', in: { user: 'id' } },
  'GET /v1/keys': { verb: 'keys:manage', in: 'listed' },
  'POST /v1/keys': { verb: 'keys:manage', in: 'asked' },
  'DELETE /v1/keys/{id}': { verb: 'keys:manage', in: { key: 'id' } },
  'GET /v1/audit': { verb: 'audit:read', in: 'listed' },
};

export function routeKey(method: string, path: string): string {
  return `${method.toUpperCase()} ${path}`;
}

/** The rule of a route; a route without one is a mistake that must not go unnoticed. */
export function ruleOf(method: string, path: string): AccessRule {
  const key = routeKey(method, path);
  const rule = Object.hasOwn(accessTable, key) ? accessTable[key] : undefined;
  if (!rule) throw new Error(`${key} has no line in api/access/table.ts: who may use it?`);
  return rule;
}
