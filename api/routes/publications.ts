import { makeFault } from '../../src/domain/faults.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { beginOf, isOutside, todayAt, usualStart } from '../../src/domain/validity.ts';
import {
  everyPublication,
  findPlanInfo,
  findPublication,
  loadProblem,
  publishPlan,
  withdrawPublication,
} from '../../src/store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError, refused } from '../problem-details.ts';
import { publicationSchema, publishSchema } from '../rights-schemas.ts';
import { idOf, type Route, route } from '../route.ts';

/** Publishing a plan, and what was published. */
export function publicationRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/plans/{id}/publish',
      tag: 'publications',
      summary: { zh: '发布方案', en: 'Publish a plan for its school' },
      notes:
        'It holds from `validFrom` until the publication that holds from the next later date; of ' +
        'those from one date the newest counts. A new row each time: earlier publications and ' +
        'their plans stay readable, and dates before `validFrom` keep what held then. To go back, ' +
        'publish the earlier plan again. A plan that breaks hard rules or has open posts is ' +
        'refused; see `publishable` of the plan.',
      body: publishSchema,
      replies: { 201: { description: 'Published', schema: publicationSchema } },
      faults: ['plan-not-found', 'not-publishable', 'outside-term', 'published-meanwhile'],
      async handle({ access, body, params, db }) {
        const planId = idOf(params, 'plan-not-found');
        const info = await findPlanInfo(db, planId);
        if (!info) throw new ApiError('plan-not-found');
        if (!info.publishable) throw new ApiError('not-publishable');
        const problem = await loadProblem(db, info.problemId);
        if (!problem) throw new ApiError('plan-not-found');
        const validFrom = body.validFrom ?? (await startOf(db, problem));
        checkTerm(problem, validFrom);
        access.aboutName = validFrom;
        const made = await publishPlan(db, {
          planId,
          publishedBy: access.doer,
          note: body.note ?? '',
          validFrom,
          beginsAt: beginOf(problem, validFrom),
          ...(body.replaces === undefined ? {} : { replaces: body.replaces }),
        });
        if (made === 'overtaken') throw new ApiError('published-meanwhile');
        if (!made) throw new ApiError('plan-not-found');
        return { status: 201, body: made, headers: { Location: `/v1/publications/${made.id}` } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/publications/{id}',
      tag: 'publications',
      summary: { zh: '读取发布记录', en: 'A publication, in force or earlier' },
      replies: { 200: { description: 'The publication', schema: publicationSchema } },
      faults: ['publication-not-found'],
      async handle({ params }) {
        const found = await findPublication(db, idOf(params, 'publication-not-found'));
        if (!found) throw new ApiError('publication-not-found');
        return { status: 200, body: found };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/publications/{id}',
      tag: 'publications',
      summary: { zh: '撤回尚未生效的发布', en: 'Withdraw a publication before it holds' },
      notes:
        'Only while its `validFrom` is still to come; what held before goes on. To replace what ' +
        'holds already, publish another plan.',
      replies: { 200: { description: 'Withdrawn: as it was', schema: publicationSchema } },
      faults: ['publication-not-found', 'publication-begun'],
      async handle({ access, params, db }) {
        const gone = await withdrawPublication(db, idOf(params, 'publication-not-found'));
        if (gone === 'begun') throw new ApiError('publication-begun');
        if (!gone) throw new ApiError('publication-not-found');
        access.aboutName = gone.validFrom;
        return { status: 200, body: gone };
      },
    }),
  ];
}

/** From when the plan holds where nobody says. */
async function startOf(db: ApiDeps['db'], problem: Problem): Promise<string> {
  const isFirst = (await everyPublication(db, problem.school.id)).length === 0;
  return usualStart(problem, todayAt(problem, new Date()), { isFirst });
}

/** A plan has nothing to say of dates outside its term. */
function checkTerm(problem: Problem, date: string): void {
  // Postgres knows no year 0.
  if (date < '0001')
    throw refused([makeFault('bad-date', ['validFrom'], undefined, { value: date })]);
  const { term } = problem;
  if (term === undefined || !isOutside({ term }, date)) return;
  const what = {
    zh: `${date} 不在学期内（${term.start} 至 ${term.end}）`,
    en: `${date} lies outside the term, which is from ${term.start} to ${term.end}`,
  };
  throw refused([makeFault('outside-term', ['validFrom'], what, { value: date })]);
}
