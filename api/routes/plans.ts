import { planSchema } from '../../src/domain/problem.ts';
import { loadPlan } from '../../src/store/index.ts';
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
  ];
}
