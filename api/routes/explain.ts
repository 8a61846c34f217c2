import { analyse, explainPlan, groupMatches, rules, tellMatches } from '../../solver/index.ts';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../src/domain/problem-index.ts';
import { findPlanInfo, loadPlan, loadProblem } from '../../src/store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { explanationSchema, scoreDetailSchema, scoreQuerySchema } from '../explain-schemas.ts';
import { ApiError } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';

const titles = new Map(rules.map((rule) => [rule.id, rule.title]));

/** Why a plan is as it is. */
export function explainRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/plans/{id}/score',
      tag: 'plans',
      summary: { zh: '方案得分（按规则）', en: 'The score of a plan, by rule' },
      notes:
        'With `detail=matches` every match of every rule comes along, as typed data and as one ' +
        'sentence in Chinese and in English, grouped `by` rule, staff, class, room or student.',
      query: scoreQuerySchema,
      replies: { 200: { description: 'The score', schema: scoreDetailSchema } },
      faults: ['plan-not-found'],
      async handle({ params, query }) {
        if (query.detail === undefined) {
          const info = await findPlanInfo(db, idOf(params, 'plan-not-found'));
          if (!info) throw new ApiError('plan-not-found');
          return { status: 200, body: info.score };
        }
        const { plan, index } = await planWithProblem(idOf(params, 'plan-not-found'));
        const by = query.by ?? 'rule';
        const analysis = analyse(index, plan);
        const matches = tellMatches(analysis, plan, index);
        const groups = groupMatches(matches, by, index, titles);
        return { status: 200, body: { ...analysis.score, matches, by, groups } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/explain',
      tag: 'plans',
      summary: { zh: '方案说明', en: 'Why a plan is as it is' },
      notes:
        'Open posts, missing sessions and clubs that are not held, each with its true cause, the ' +
        'rules that bar every candidate, and the smallest relaxations found; a statement of ' +
        'fairness for each person; what stood in the way how often.',
      replies: { 200: { description: 'The explanation', schema: explanationSchema } },
      faults: ['plan-not-found'],
      async handle({ params }) {
        const { plan, index } = await planWithProblem(idOf(params, 'plan-not-found'));
        return { status: 200, body: explainPlan(index, plan) };
      },
    }),
  ];

  async function planWithProblem(id: string): Promise<{ plan: Plan; index: ProblemIndex }> {
    const info = await findPlanInfo(db, id);
    const plan = info && (await loadPlan(db, id));
    const problem = info && (await loadProblem(db, info.problemId));
    if (!plan || !problem) throw new ApiError('plan-not-found');
    return { plan, index: indexProblem(problem) };
  }
}
