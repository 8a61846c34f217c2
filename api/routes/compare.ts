import { comparePlans } from '../../src/domain/compare/compare.ts';
import { planKpis, withoutPriority } from '../../src/domain/compare/kpis.ts';
import { makeFault } from '../../src/domain/faults.ts';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../src/domain/problem-index.ts';
import { findPlanInfo, loadPlan, loadProblem, schoolOf } from '../../src/store/index.ts';
import type { NamedIn } from '../access/access.ts';
import { comparisonSchema, kpiQuerySchema, kpiTableSchema } from '../compare-schemas.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError, refused } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';
import { isUuid } from '../uuid.ts';

const MOST_PLANS = 20;

/** Plans side by side. These go before the routes of one plan, whose `{id}` would take "compare". */
export function compareRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/plans/compare',
      tag: 'plans',
      summary: { zh: '多个方案的指标', en: 'Key figures of several plans' },
      query: kpiQuerySchema,
      replies: { 200: { description: 'In the order of the ids', schema: kpiTableSchema } },
      faults: ['plan-not-found', 'too-many'],
      async handle({ access, query }) {
        const ids = query.ids.split(',').map((id) => id.trim().toLowerCase());
        if (ids.length > MOST_PLANS) {
          const what = `there are ${ids.length} plans, and ${MOST_PLANS} can be compared at once`;
          throw refused([makeFault('too-many', ['ids'], what)], 400);
        }
        const named: NamedIn[] = [];
        for (const id of ids) {
          const school = isUuid(id) ? await schoolOf(db, 'plan', id) : undefined;
          named.push({ id, path: ['ids'], school });
        }
        access.requireNamed('plan-not-found', named);
        const body: { id: string; kpis: ReturnType<typeof planKpis> }[] = [];
        for (const id of ids) {
          const { plan, index } = await planWithProblem(id);
          const kpis = planKpis(index, plan);
          const isWhole = access.may('pupils:read', index.problem.school.id);
          body.push({ id, kpis: isWhole ? kpis : withoutPriority(kpis) });
        }
        return { status: 200, body };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{a}/compare/{b}',
      tag: 'plans',
      summary: { zh: '对比两个方案', en: 'Two plans side by side' },
      notes:
        'Both must be plans of one problem. Changes lead from the first to the second. Without ' +
        'the right `pupils:read`, figures of pupils with priority are left out (`pupils` 0).',
      replies: { 200: { description: 'The comparison', schema: comparisonSchema } },
      faults: ['plan-not-found', 'plan-of-other-problem'],
      async handle({ access, params }) {
        const [a, b] = [params.a ?? '', params.b ?? ''].map((id) => idOf({ id }, 'plan-not-found'));
        const first = await planWithProblem(a as string);
        const second = await planWithProblem(b as string);
        if (first.problemId !== second.problemId) throw new ApiError('plan-of-other-problem');
        const body = comparePlans(first.index, first.plan, second.plan);
        if (access.may('pupils:read', first.index.problem.school.id)) return { status: 200, body };
        const kpis = { a: withoutPriority(body.kpis.a), b: withoutPriority(body.kpis.b) };
        return { status: 200, body: { ...body, kpis } };
      },
    }),
  ];

  async function planWithProblem(
    id: string,
  ): Promise<{ plan: Plan; problemId: string; index: ProblemIndex }> {
    const info = await findPlanInfo(db, id);
    const plan = info && (await loadPlan(db, id));
    const problem = info && (await loadProblem(db, info.problemId));
    if (!plan || !problem) throw new ApiError('plan-not-found');
    return { plan, problemId: info.problemId, index: indexProblem(problem) };
  }
}
