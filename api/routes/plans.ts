import { planSchema, scoreSchema } from '../../src/domain/problem.ts';
import { findPlanInfo, loadPlan } from '../../src/store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';

export function planRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/plans/{id}',
      tag: 'plans',
      summary: { zh: '读取排班方案', en: 'A plan, whole' },
      replies: { 200: { description: 'The document', schema: planSchema } },
      faults: ['plan-not-found'],
      async handle({ params }) {
        const id = idOf(params, 'plan-not-found');
        const plan = await loadPlan(db, id);
        if (!plan) throw new ApiError('plan-not-found');
        // Plans are immutable: the id says all.
        return { status: 200, body: plan, headers: { ETag: `"${id}"` } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/score',
      tag: 'plans',
      summary: { zh: '方案得分（按规则）', en: 'The score of a plan, by rule' },
      replies: { 200: { description: 'The score', schema: scoreSchema } },
      faults: ['plan-not-found'],
      async handle({ params }) {
        const info = await findPlanInfo(db, idOf(params, 'plan-not-found'));
        if (!info) throw new ApiError('plan-not-found');
        return { status: 200, body: info.score };
      },
    }),
  ];
}
