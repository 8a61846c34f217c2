import { planSchema } from '../../src/domain/problem.ts';
import { findPlanInfo, listPlans, loadPlanText } from '../../src/store/index.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError } from '../problem-details.ts';
import { planListQuerySchema } from '../rights-schemas.ts';
import { idOf, isKnown, jsonText, type Route, route } from '../route.ts';
import { planInfoSchema, planListSchema } from '../schemas.ts';

export function planRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/plans',
      tag: 'plans',
      summary: { zh: '方案列表，最新在前', en: 'Plans, newest first, without their bodies' },
      query: planListQuerySchema,
      replies: { 200: { description: 'One page', schema: planListSchema } },
      async handle({ access, query }) {
        const { limit = DEFAULT_PAGE, cursor, problemId, schoolId } = query;
        const schools = await access.schoolsOr(db, schoolId);
        const page = await listPlans(db, schools, limit, readCursor(cursor), { problemId });
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/info',
      tag: 'plans',
      summary: { zh: '方案概况', en: 'What is known of a plan without opening it' },
      replies: { 200: { description: 'The plan without its body', schema: planInfoSchema } },
      faults: ['plan-not-found'],
      async handle({ params }) {
        const info = await findPlanInfo(db, idOf(params, 'plan-not-found'));
        if (!info) throw new ApiError('plan-not-found');
        return { status: 200, body: info };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}',
      tag: 'plans',
      summary: { zh: '读取排班方案', en: 'A plan, whole' },
      replies: { 200: { description: 'The document', schema: planSchema } },
      faults: ['plan-not-found'],
      async handle({ params, req, res }) {
        const id = idOf(params, 'plan-not-found');
        // Plans are immutable: the id says all.
        if (isKnown({ req, res }, id)) return { status: 304 };
        const text = await loadPlanText(db, id);
        if (!text) throw new ApiError('plan-not-found');
        return { status: 200, ...jsonText(text) };
      },
    }),
  ];
}
