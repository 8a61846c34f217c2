import { listAudit } from '../../src/store/index.ts';
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
      notes: 'Every request that was to change something, with how it ended. No data of pupils.',
      query: auditQuerySchema,
      replies: { 200: { description: 'One page', schema: auditListSchema } },
      async handle({ access, query }) {
        const { limit = DEFAULT_PAGE, schoolId, cursor } = query;
        const before = cursor ?? query.before;
        const { items, next } = await listAudit(
          db,
          await access.schoolsOr(db, schoolId),
          limit,
          before,
        );
        return { status: 200, body: { items, next: next ?? null } };
      },
    }),
  ];
}
