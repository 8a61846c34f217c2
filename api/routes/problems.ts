import { makeFault } from '../../src/domain/faults.ts';
import { quote, quoteZh } from '../../src/domain/pointer.ts';
import { problemSchema } from '../../src/domain/problem.ts';
import {
  findPlanInfo,
  findProblemInfo,
  listProblems,
  loadProblemText,
  OvertakenError,
  type PackedProblem,
  type ProblemInfo,
  savePacked,
  schoolKey,
} from '../../src/store/index.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { capacitySchema } from '../explain-schemas.ts';
import { ApiError, refused } from '../problem-details.ts';
import { type Input, idOf, isKnown, jsonText, type Reply, type Route, route } from '../route.ts';
import {
  problemInfoSchema,
  problemListQuerySchema,
  problemListSchema,
  storedProblemSchema,
  storeQuerySchema,
} from '../schemas.ts';

/** Stores a valid problem for whoever may write to its school, however it came. */
export async function storeProblem(
  db: Input['db'],
  access: Input['access'],
  problem: PackedProblem,
  replaces?: string | null,
): Promise<Reply> {
  // The first problem of a school makes it: only for who has to do with it is it there already.
  const { id } = problem.school;
  requireAddress(id);
  access.requireNamed('school-not-found', [{ id, path: ['school', 'id'], school: schoolKey(id) }]);
  const { info, isNew } = await savePacked(db, problem, {
    storedBy: access.doer,
    ...(replaces === undefined ? {} : { replaces }),
  }).catch((error: unknown) => {
    throw error instanceof OvertakenError ? overtaken(problem, error) : error;
  });
  return {
    status: 201,
    body: { ...info, isNew },
    headers: { Location: `/v1/problems/${info.id}`, ETag: `"${info.hash}"` },
  };
}

/** Files may name a school so, but no client sends a path with such a part, however it is written. */
function requireAddress(id: string): void {
  if (id !== '.' && id !== '..') return;
  const what = {
    zh: `学校编号是${quoteZh(id)}，无法写进网址`,
    en: `the school has the id ${quote(id)}, which no address can hold`,
  };
  throw refused([makeFault('bad-school-id', ['school', 'id'], what, { value: id })]);
}

/** Names the school: who sent a workbook need not know its id. */
function overtaken({ school: { id, name } }: PackedProblem, { isGone }: OvertakenError): ApiError {
  const code = isGone ? 'data-gone' : 'stored-meanwhile';
  const what = isGone
    ? { zh: `${quoteZh(name)}已没有数据`, en: `${quote(name)} has no data any more` }
    : {
        zh: `${quoteZh(name)}已有另外一版数据`,
        en: `${quote(name)} has another version of its data`,
      };
  const fault = makeFault(code, ['school', 'id'], what, { value: id });
  return new ApiError(code, undefined, { faults: [fault] });
}

/** Which version is to be replaced, as a query says it; absent: whichever is current. */
export const replacedBy = (replaces: string | undefined) =>
  replaces === 'none' ? null : replaces?.toLowerCase();

export function problemRoutes({ db, heavy }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/problems',
      tag: 'problems',
      summary: { zh: '提交一所学校的数据', en: 'Send a school’s problem' },
      notes:
        'It is taken or refused whole, with every fault. Problems are immutable and known by ' +
        'their content: the same content sent again gets the same id, with isNew false. What was ' +
        'sent last is current (`isCurrent`): so a school goes back by sending the earlier one. ' +
        'Who edits what was read sends `replaces`: two who save at once are told of each other.',
      query: storeQuerySchema,
      body: problemSchema,
      readBytes: (bytes) => heavy.run('readProblem', bytes),
      replies: { 201: { description: 'Stored', schema: storedProblemSchema } },
      faults: [
        'body-too-large',
        'unsupported-media-type',
        'not-json',
        'unknown-reference',
        'bad-school-id',
        'stored-meanwhile',
        'data-gone',
      ],
      async handle({ access, body, db, query: { replaces } }) {
        return storeProblem(db, access, body as unknown as PackedProblem, replacedBy(replaces));
      },
    }),
    route({
      method: 'get',
      path: '/v1/problems',
      tag: 'problems',
      summary: { zh: '数据版本列表，最新在前', en: 'Versions of problems, newest first' },
      query: problemListQuerySchema,
      replies: { 200: { description: 'One page, without bodies', schema: problemListSchema } },
      async handle({ access, query: { limit = DEFAULT_PAGE, cursor, schoolId, current } }) {
        const schools = await access.schoolsOr(db, schoolId);
        const page = await listProblems(db, schools, limit, {
          after: readCursor(cursor),
          isCurrent: current && true,
        });
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/problems/{id}/info',
      tag: 'problems',
      summary: { zh: '数据概况', en: 'What is known of a problem without opening it' },
      replies: { 200: { description: 'The problem without its body', schema: problemInfoSchema } },
      faults: ['problem-not-found'],
      async handle({ params }) {
        return { status: 200, body: await infoOf(params) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/problems/{id}',
      tag: 'problems',
      summary: { zh: '读取学校数据', en: 'The problem as it was sent' },
      notes:
        'To those without the right `pupils:read` it comes without pupils’ priority flags and ' +
        'mentors, and cannot be sent back as it is.',
      replies: { 200: { description: 'The document', schema: problemSchema } },
      faults: ['problem-not-found'],
      async handle(input) {
        return await documentOf(await infoOf(input.params), input);
      },
    }),
    route({
      method: 'get',
      path: '/v1/plans/{id}/problem',
      tag: 'plans',
      summary: { zh: '方案所用的学校数据', en: 'The problem that a plan was made for' },
      notes:
        'The same document as `GET /v1/problems/{id}`, whose address stands in Content-Location: ' +
        'who knows only the plan need not ask twice.',
      replies: { 200: { description: 'The document', schema: problemSchema } },
      faults: ['plan-not-found'],
      async handle(input) {
        const plan = await findPlanInfo(db, idOf(input.params, 'plan-not-found'));
        const info = plan && (await findProblemInfo(db, plan.problemId));
        if (!info) throw new ApiError('plan-not-found');
        input.res.set('Content-Location', `/v1/problems/${info.id}`);
        return await documentOf(info, input);
      },
    }),
    route({
      method: 'get',
      path: '/v1/problems/{id}/capacity',
      tag: 'problems',
      summary: { zh: '人手检查', en: 'Where people are surely too few' },
      notes:
        'One-sided: what is reported short stays open in every plan that breaks no hard rule, and a ' +
        'hard conflict makes every plan break one; what is not reported may still turn out short. ' +
        'Also seats that nobody of the school may take, and what is most likely not meant so.',
      replies: {
        200: {
          description: 'Shortages, seats for nobody, hard conflicts and warnings',
          schema: capacitySchema,
        },
      },
      faults: ['problem-not-found'],
      async handle({ params }) {
        const text = await loadProblemText(db, idOf(params, 'problem-not-found'));
        if (!text) throw new ApiError('problem-not-found');
        return { status: 200, ...jsonText(await heavy.run('capacity', text)) };
      },
    }),
  ];

  async function documentOf(
    info: ProblemInfo,
    { access, req, res }: Pick<Input, 'access' | 'req' | 'res'>,
  ): Promise<Reply> {
    const isWhole = access.may('pupils:read', info.schoolId);
    const etag = isWhole ? info.hash : `${info.hash}-without-flags`;
    if (isKnown({ req, res }, etag)) return { status: 304 };
    const text = await loadProblemText(db, info.id);
    if (!text) throw new ApiError('problem-not-found');
    return { status: 200, ...jsonText(isWhole ? text : await heavy.run('plainProblem', text)) };
  }

  async function infoOf(params: Record<string, string>): Promise<ProblemInfo> {
    const info = await findProblemInfo(db, idOf(params, 'problem-not-found'));
    if (!info) throw new ApiError('problem-not-found');
    return info;
  }
}
