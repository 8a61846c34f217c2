import type { Edit } from '../../src/domain/edit.ts';
import {
  findPlanInfo,
  findProblemInfo,
  loadPlanText,
  loadProblemText,
  storePacked,
} from '../../src/store/index.ts';
import { forbidden } from '../access/access.ts';
import type { ApiDeps } from '../deps.ts';
import {
  candidatesQuerySchema,
  candidatesSchema,
  explainQuerySchema,
  explanationSchema,
  fairnessListSchema,
  handPlanQuerySchema,
  handPlanSchema,
  openPostsQuerySchema,
  openPostsSchema,
  scoreDetailSchema,
  scoreQuerySchema,
  whyNotRequestSchema,
  whyNotSchema,
} from '../explain-schemas.ts';
import { ApiError, notThere, refused } from '../problem-details.ts';
import { idOf, jsonText, type Route, route } from '../route.ts';
import { planInfoSchema } from '../schemas.ts';

/** Why a plan is as it is. */
export function explainRoutes({ db, heavy }: ApiDeps): Route[] {
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
        const { schoolId, ...stored } = await textsOf(idOf(params, 'plan-not-found'));
        // What an unmet wish costs tells whose flags it is doubled for.
        const seesPupils = access.may('pupils:read', schoolId);
        const asked = { ...stored, by: query.by ?? 'rule', seesPupils } as const;
        return { status: 200, ...jsonText(await heavy.run('matches', asked)) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/explain',
      tag: 'plans',
      summary: { zh: '方案说明', en: 'Why a plan is as it is' },
      notes:
        'Violations of hard rules with their causes first; then open posts (`isPost`) and other open ' +
        'seats, which keep no plan from being published, missing sessions and ' +
        'clubs that are not held, each with its true cause, the rules that bar every candidate ' +
        '(`candidates`: at most so many, those barred by the fewest rules), ' +
        'and the smallest relaxations found; a statement of fairness for each person; what stood ' +
        'in the way how often.',
      query: explainQuerySchema,
      replies: { 200: { description: 'The explanation', schema: explanationSchema } },
      faults: ['plan-not-found'],
      async handle({ params, query: { candidates } }) {
        const { schoolId: _, ...stored } = await textsOf(idOf(params, 'plan-not-found'));
        const text = await heavy.run('explanation', { ...stored, candidates });
        return { status: 200, ...jsonText(text) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/open-posts',
      tag: 'plans',
      summary: { zh: '某场次的空岗原因', en: 'Why the seats of one session are open' },
      notes:
        'The same findings as in the explanation, for one session: a fraction of its time. Empty ' +
        'when all seats are taken.',
      query: openPostsQuerySchema,
      replies: { 200: { description: 'A finding for each open seat', schema: openPostsSchema } },
      faults: ['plan-not-found', 'unknown-reference'],
      async handle({ params, query }) {
        const { schoolId: _, ...stored } = await textsOf(idOf(params, 'plan-not-found'));
        const found = await heavy.run('openPosts', { ...stored, sessionId: query.sessionId });
        if (!found.ok) throw refused(found.faults, 400);
        return { status: 200, ...jsonText(found.value) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/fairness',
      tag: 'plans',
      summary: { zh: '每人的公平情况', en: 'How fair a plan is to each person' },
      notes: 'The same statements as in the explanation, without working out the rest of it.',
      replies: { 200: { description: 'A statement a person', schema: fairnessListSchema } },
      faults: ['plan-not-found'],
      async handle({ params }) {
        const { schoolId: _, ...stored } = await textsOf(idOf(params, 'plan-not-found'));
        return { status: 200, ...jsonText(await heavy.run('fairness', stored)) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/candidates',
      tag: 'plans',
      summary: { zh: '某个岗位的人选', en: 'Everybody for one seat of a plan' },
      notes:
        'As if the seat were empty: whom hard rules bar and by which, and for the likeliest what ' +
        'the score becomes with them.',
      query: candidatesQuerySchema,
      replies: { 200: { description: 'The best first', schema: candidatesSchema } },
      faults: ['plan-not-found', 'unknown-reference', 'out-of-range'],
      async handle({ params, query }) {
        const { schoolId: _, ...stored } = await textsOf(idOf(params, 'plan-not-found'));
        const { sessionId, seat } = query;
        const found = await heavy.run('candidates', { ...stored, sessionId, seat });
        if (!found.ok) throw refused(found.faults, 400);
        return { status: 200, ...jsonText(found.value) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/plans/{id}/why-not',
      tag: 'plans',
      outside: { twice: 'Nothing is stored: sent twice, it answers the same twice.' },
      summary: { zh: '假设调整', en: 'What edits would do to a plan' },
      notes:
        'Put a person into a seat, change a room, move a session, merge care, place a pupil, open ' +
        'or close a session: what breaks, what the score becomes, and the edited plan. Nothing is ' +
        'stored. Needs the right `pupils:read` as well.',
      body: whyNotRequestSchema,
      replies: { 200: { description: 'What would change', schema: whyNotSchema } },
      faults: ['plan-not-found', 'unknown-reference', 'bad-option', 'unsupported-media-type'],
      async handle({ access, params, body }) {
        const { schoolId, ...stored } = await textsOf(idOf(params, 'plan-not-found'));
        // What it would cost to place a pupil elsewhere tells whether they have priority.
        if (!access.may('pupils:read', schoolId)) throw forbidden('pupils:read');
        const tried = await heavy.run('trial', { ...stored, edits: body.edits as Edit[] });
        if (!tried.ok) throw refused(tried.faults);
        return { status: 200, ...jsonText(tried.value) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/plans',
      tag: 'plans',
      summary: { zh: '保存手工方案', en: 'Store a plan made by hand' },
      notes:
        'The plan is checked and scored anew, whatever it says of itself. Of the plan all but ' +
        '`sessions` may be missing. Needs the right `pupils:read` as well. With `copy=true` it is ' +
        'listed as a copy (`isCopy`) and not as made by hand.',
      query: handPlanQuerySchema,
      body: handPlanSchema,
      async readBytes(bytes) {
        const read = await heavy.run('problemOfHandPlan', bytes);
        return read.ok ? { ok: true, value: { problemId: read.value, bytes } } : read;
      },
      replies: { 201: { description: 'Stored', schema: planInfoSchema } },
      faults: [
        'problem-not-found',
        'plan-of-other-problem',
        'unknown-reference',
        'unsupported-media-type',
      ],
      async prepare({ access, body }) {
        const { problemId, bytes } = body as unknown as { problemId: string; bytes: Buffer };
        const info = await findProblemInfo(db, problemId);
        const named = { id: problemId, path: ['problemId'] };
        access.requireNamed('problem-not-found', [{ ...named, school: info?.schoolId }]);
        // As with why-not: the difference of two scores tells who has priority.
        if (info && !access.may('pupils:read', info.schoolId)) throw forbidden('pupils:read');
        const problem = await loadProblemText(db, problemId);
        if (!problem) throw notThere('problem-not-found', [named]);
        const read = await heavy.run('handPlan', { problem, body: bytes });
        if (!read.ok) throw refused(read.faults);
        return read.value;
      },
      async handle({ body, db, prepared, query: { copy } }) {
        const id = await storePacked(db, null, body.problemId, prepared, copy === 'true');
        const made = await findPlanInfo(db, id);
        return { status: 201, body: made, headers: { Location: `/v1/plans/${id}` } };
      },
    }),
  ];

  async function textsOf(
    id: string,
  ): Promise<{ plan: Uint8Array; problem: Uint8Array; schoolId: string }> {
    const info = await findPlanInfo(db, id);
    const plan = info && (await loadPlanText(db, id));
    const problem = info && (await loadProblemText(db, info.problemId));
    if (!plan || !problem) throw new ApiError('plan-not-found');
    return { plan, problem, schoolId: info.schoolId };
  }
}
