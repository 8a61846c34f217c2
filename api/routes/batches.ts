import {
  batchItems,
  cancelBatch,
  createBatch,
  findBatch,
  type JobOptions,
  listBatches,
  schoolsByProblem,
} from '../../src/store/index.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { pageQuerySchema } from '../page-schemas.ts';
import { ApiError, notThere } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';
import {
  batchListSchema,
  batchReportSchema,
  batchRequestSchema,
  batchSchema,
} from '../service-schemas.ts';

const DEFAULT_SECONDS = 30;

/** Many problems, one report. */
export function batchRoutes({ db, kick, closing }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/batches',
      tag: 'batches',
      summary: { zh: '批量排班', en: 'Solve many problems, for instance a district’s night run' },
      notes:
        'All of it is taken, or nothing. A batch is one party in the queue: its schools take ' +
        'turns with others as one, and by default (`priority` night) it waits for everything ' +
        'that somebody waits for. `seconds` and `steps` are for each problem.',
      body: batchRequestSchema,
      replies: { 202: { description: 'Accepted', schema: batchSchema } },
      faults: ['problem-not-found', 'too-many', 'empty-list'],
      async handle({ access, body, db, whenStored }) {
        if (closing.aborted) throw new ApiError('shutting-down');
        const { name = '', problemIds, priority = 'night', seed = 1, ...limits } = body;
        const unique = [...new Set(problemIds.map((id) => id.toLowerCase()))];
        const schools = await schoolsByProblem(db, unique);
        const named = problemIds.map((id, i) => ({
          id,
          path: ['problemIds', i],
          school: schools.get(id.toLowerCase()),
        }));
        access.requireNamed('problem-not-found', named);
        const options: JobOptions = { seed };
        if (limits.seconds !== undefined) options.seconds = limits.seconds;
        else if (limits.steps === undefined) options.seconds = DEFAULT_SECONDS;
        if (limits.steps !== undefined) options.steps = limits.steps;
        if (limits.threads !== undefined) options.threads = limits.threads;
        const made = await createBatch(db, {
          name,
          problemIds: unique,
          options,
          priority: priority === 'night' ? 1 : 0,
        });
        if ('missing' in made) {
          const gone = named.filter(({ id }) => made.missing.includes(id.toLowerCase()));
          throw notThere('problem-not-found', gone);
        }
        whenStored(kick);
        const batch = await findBatch(db, made.id);
        return { status: 202, body: batch, headers: { Location: `/v1/batches/${made.id}` } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches',
      tag: 'batches',
      summary: { zh: '批量任务列表，最新在前', en: 'Batches, newest first' },
      query: pageQuerySchema,
      replies: { 200: { description: 'One page', schema: batchListSchema } },
      async handle({ access, query: { limit = DEFAULT_PAGE, cursor } }) {
        const page = await listBatches(db, access.schools(), limit, readCursor(cursor));
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/batches/{id}',
      tag: 'batches',
      summary: { zh: '批量任务报告', en: 'The report of a batch, a line for each problem' },
      replies: { 200: { description: 'The report', schema: batchReportSchema } },
      faults: ['batch-not-found'],
      async handle({ params }) {
        const id = idOf(params, 'batch-not-found');
        const batch = await findBatch(db, id);
        if (!batch) throw new ApiError('batch-not-found');
        return { status: 200, body: { ...batch, items: await batchItems(db, id) } };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/batches/{id}',
      tag: 'batches',
      summary: { zh: '取消批量任务', en: 'Cancel what has not ended; plans that were made stay' },
      replies: { 200: { description: 'Cancelled', schema: batchSchema } },
      faults: ['batch-not-found'],
      async handle({ params, db }) {
        const id = idOf(params, 'batch-not-found');
        await cancelBatch(db, id);
        return { status: 200, body: await findBatch(db, id) };
      },
    }),
  ];
}
