import {
  analyse,
  explainPlan,
  groupMatches,
  rules,
  tellMatches,
  verify,
  whyNot,
} from '../../solver/index.ts';
import { checkEdits } from '../../src/domain/edit.ts';
import { type Fault, makeFault } from '../../src/domain/faults.ts';
import { problemHash } from '../../src/domain/hash.ts';
import { parsePlanForScoring } from '../../src/domain/parse-plan.ts';
import type { Plan } from '../../src/domain/problem.ts';
import { indexProblem, type ProblemIndex } from '../../src/domain/problem-index.ts';
import { problemOfPlan } from '../../src/domain/profiles.ts';
import {
  findPlanInfo,
  findProblemInfo,
  loadPlan,
  loadProblem,
  storePlan,
} from '../../src/store/index.ts';
import { forbidden } from '../access/access.ts';
import type { ApiDeps } from '../deps.ts';
import {
  explanationSchema,
  handPlanSchema,
  scoreDetailSchema,
  scoreQuerySchema,
  whyNotRequestSchema,
  whyNotSchema,
} from '../explain-schemas.ts';
import { ApiError, notThere, refused } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';
import { planInfoSchema } from '../schemas.ts';

/** Rules whose matches tell what marks single pupils: doubled wishes, and mentors. */
const ofPupils: ReadonlySet<string> = new Set(['choice', 'mentor']);

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
        'sentence in Chinese and in English, grouped `by` rule, staff, class, room or student. ' +
        'Those of `choice` and `mentor` need the right `pupils:read`: they tell of priority flags ' +
        'and of whose care pupils are in.',
      query: scoreQuerySchema,
      replies: { 200: { description: 'The score', schema: scoreDetailSchema } },
      faults: ['plan-not-found'],
      async handle({ access, params, query }) {
        if (query.detail === undefined) {
          const info = await findPlanInfo(db, idOf(params, 'plan-not-found'));
          if (!info) throw new ApiError('plan-not-found');
          return { status: 200, body: info.score };
        }
        const { plan, index, schoolId } = await planWithProblem(idOf(params, 'plan-not-found'));
        const by = query.by ?? 'rule';
        const analysis = analyse(index, plan);
        const all = tellMatches(analysis, plan, index);
        // What an unmet wish costs tells whose flags it is doubled for.
        const seesPupils = access.may('pupils:read', schoolId);
        const matches = seesPupils ? all : all.filter(({ ruleId }) => !ofPupils.has(ruleId));
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
    route({
      method: 'post',
      path: '/v1/plans/{id}/why-not',
      tag: 'plans',
      summary: { zh: '假设调整', en: 'What edits would do to a plan' },
      notes:
        'Put a person into a seat, change a room, move a session, merge care, place a pupil, open ' +
        'or close a session: what breaks, what the score becomes, and the edited plan. Nothing is ' +
        'stored. Needs the right `pupils:read` as well.',
      body: whyNotRequestSchema,
      replies: { 200: { description: 'What would change', schema: whyNotSchema } },
      faults: ['plan-not-found', 'unknown-reference', 'bad-option', 'unsupported-media-type'],
      async handle({ access, params, body }) {
        const { plan, index, schoolId } = await planWithProblem(idOf(params, 'plan-not-found'));
        // What it would cost to place a pupil elsewhere tells whether they have priority.
        if (!access.may('pupils:read', schoolId)) throw forbidden('pupils:read');
        const faults = checkEdits(body.edits, plan, index, ['edits']);
        if (faults.length > 0) throw refused(faults);
        return { status: 200, body: whyNot(index, plan, body.edits) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/plans',
      tag: 'plans',
      summary: { zh: '保存手工方案', en: 'Store a plan made by hand' },
      notes:
        'The plan is checked and scored anew, whatever it says of itself. Of the plan all but ' +
        '`sessions` may be missing. Needs the right `pupils:read` as well.',
      body: handPlanSchema,
      replies: { 201: { description: 'Stored', schema: planInfoSchema } },
      faults: [
        'problem-not-found',
        'plan-of-other-problem',
        'unknown-reference',
        'unsupported-media-type',
      ],
      async handle({ access, body, db }) {
        const { problemId } = body;
        const info = await findProblemInfo(db, problemId);
        const named = { id: problemId, path: ['problemId'] };
        access.requireNamed('problem-not-found', [{ ...named, school: info?.schoolId }]);
        // As with why-not: the difference of two scores tells who has priority.
        if (info && !access.may('pupils:read', info.schoolId)) throw forbidden('pupils:read');
        const stored = await loadProblem(db, problemId);
        if (!stored) throw notThere('problem-not-found', [named]);
        const parsed = parsePlanForScoring(body.plan, indexProblem(stored));
        if (!parsed.ok) throw refused(below('plan', parsed.faults));
        const problem = problemOfPlan(stored, parsed.plan);
        const hash = problemHash(problem);
        const { problemHash: given } = parsed.plan;
        if (given !== '' && given !== hash && given !== problemHash(stored)) {
          const what = 'the plan carries the hash of another problem';
          const fault = makeFault('plan-of-other-problem', ['plan', 'problemHash'], what);
          throw refused([fault]);
        }
        const plan = { ...parsed.plan, problemId: stored.school.id, problemHash: hash };
        plan.score = verify(problem, plan);
        const id = await storePlan(db, null, { id: problemId, content: problem }, plan);
        const made = await findPlanInfo(db, id);
        return { status: 201, body: made, headers: { Location: `/v1/plans/${id}` } };
      },
    }),
  ];

  async function planWithProblem(
    id: string,
  ): Promise<{ plan: Plan; index: ProblemIndex; schoolId: string }> {
    const info = await findPlanInfo(db, id);
    const plan = info && (await loadPlan(db, id));
    const problem = info && (await loadProblem(db, info.problemId));
    if (!plan || !problem) throw new ApiError('plan-not-found');
    return {
      plan,
      index: indexProblem(problemOfPlan(problem, plan)),
      schoolId: problem.school.id,
    };
  }
}

/** The faults of a document that stands inside the body. */
function below(field: string, faults: readonly Fault[]): Fault[] {
  return faults.map((fault) => ({ ...fault, path: `/${field}${fault.path}` }));
}
