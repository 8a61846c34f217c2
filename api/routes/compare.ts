import { makeFault } from '../../src/domain/faults.ts';
import { findPlanInfo, loadPlanText, loadProblemText, schoolOf } from '../../src/store/index.ts';
import type { NamedIn } from '../access/access.ts';
import { comparisonSchema, kpiQuerySchema, kpiTableSchema } from '../compare-schemas.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError, refused } from '../problem-details.ts';
import { idOf, jsonText, type Route, route } from '../route.ts';
import { isUuid } from '../uuid.ts';

const MOST_PLANS = 20;

/** Plans side by side. These go before the routes of one plan, whose `{id}` would take "compare". */
export function compareRoutes({ db, heavy }: ApiDeps): Route[] {
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
        const asked: Parameters<typeof heavy.run<'keyFigures'>>[1] = [];
        for (const id of ids) {
          const { schoolId, plan, problem } = await textsOf(id);
          asked.push({ id, plan, problem, seesPupils: access.may('pupils:read', schoolId) });
        }
        return { status: 200, ...jsonText(await heavy.run('keyFigures', asked)) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{a}/compare/{b}',
      tag: 'plans',
      summary: { zh: '对比两个方案', en: 'Two plans side by side' },
      notes:
        'Both must be plans of one school, also of two versions of its data. Changes lead from the ' +
        'first to the second. Without ' +
        'the right `pupils:read`, figures of pupils with priority are left out (`pupils` 0).',
      replies: { 200: { description: 'The comparison', schema: comparisonSchema } },
      faults: ['plan-not-found', 'plan-of-other-problem'],
      async handle({ access, params }) {
        const [a, b] = [params.a ?? '', params.b ?? ''].map((id) => idOf({ id }, 'plan-not-found'));
        const first = await textsOf(a as string);
        const second = await textsOf(b as string);
        if (first.schoolId !== second.schoolId) throw new ApiError('plan-of-other-problem');
        const seesPupils = access.may('pupils:read', first.schoolId);
        const asked = {
          a: { problem: first.problem, plan: first.plan },
          b: { problem: second.problem, plan: second.plan },
          seesPupils,
        };
        return { status: 200, ...jsonText(await heavy.run('comparison', asked)) };
      },
    }),
  ];

  async function textsOf(id: string) {
    const info = await findPlanInfo(db, id);
    const plan = info && (await loadPlanText(db, id));
    const problem = info && (await loadProblemText(db, info.problemId));
    if (!plan || !problem) throw new ApiError('plan-not-found');
    return { plan, problem, schoolId: info.schoolId };
  }
}
