import type { Schools } from '../../src/auth/rights.ts';
import { listAudit, schoolKey } from '../../src/store/index.ts';
import { DEFAULT_PAGE } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { auditListSchema, auditQuerySchema } from '../rights-schemas.ts';
import { type Route, route } from '../route.ts';

/** Who did what: read by admins, never written through the API. */
export function auditRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/audit',
      tag: 'audit',
      summary: { zh: '操作记录', en: 'Who did what, newest first' },
      notes:
        'Every request that was to change something, with how it ended. No data of pupils. Who may see ' +
        'it for every school is told of those that were deleted, too (`schoolId`).',
      query: auditQuerySchema,
      replies: { 200: { description: 'One page', schema: auditListSchema } },
      async handle({ access, query }) {
        const { limit = DEFAULT_PAGE, schoolId, action, cursor } = query;
        const before = cursor ?? query.before;
        const linesOf = (schools: Schools) => listAudit(db, schools, limit, { before, action });
        // Of a school that was deleted, too: its lines are those that tell by whom.
        const isOfAny = schoolId !== undefined && access.schools() === 'every';
        const left = isOfAny ? await linesOf([schoolKey(schoolId)]) : undefined;
        const { items, next } = left?.items.length
          ? left
          : await linesOf(await access.schoolsOr(db, schoolId));
        return { status: 200, body: { items, next: next ?? null } };
      },
    }),
  ];
}
