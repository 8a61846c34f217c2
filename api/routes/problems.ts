import { type Problem, problemSchema } from '../../src/domain/problem.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { findProblemInfo, loadProblem, saveProblem } from '../../src/store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';
import { problemInfoSchema } from '../schemas.ts';

export function problemRoutes({ db }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/problems',
      tag: 'problems',
      summary: { zh: '提交一所学校的数据', en: 'Send a school’s problem' },
      notes:
        'It is taken or refused whole, with every fault. Problems are immutable and known by ' +
        'their content: the same content sent again gets the same id, with isNew false.',
      body: problemSchema,
      read(value) {
        const parsed = parseProblem(value);
        return parsed.ok ? { ok: true, value: parsed.problem } : parsed;
      },
      // The document is the whole body, so "not JSON" is a fault of the document too.
      notJsonStatus: 422,
      replies: { 201: { description: 'Stored', schema: problemInfoSchema } },
      faults: ['body-too-large', 'unsupported-media-type', 'not-json', 'unknown-reference'],
      async handle({ body }) {
        const { info, isNew } = await saveProblem(db, body as Problem);
        return {
          status: 201,
          body: { ...info, isNew },
          headers: { Location: `/v1/problems/${info.id}`, ETag: `"${info.hash}"` },
        };
      },
    }),
    route({
      method: 'get',
      path: '/v1/problems/{id}',
      tag: 'problems',
      summary: { zh: '读取学校数据', en: 'The problem as it was sent' },
      replies: { 200: { description: 'The document', schema: problemSchema } },
      faults: ['problem-not-found'],
      async handle({ params }) {
        const id = idOf(params, 'problem-not-found');
        const info = await findProblemInfo(db, id);
        const problem = info && (await loadProblem(db, id));
        if (!info || !problem) throw new ApiError('problem-not-found');
        return { status: 200, body: problem, headers: { ETag: `"${info.hash}"` } };
      },
    }),
  ];
}
