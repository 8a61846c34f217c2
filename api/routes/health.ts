import { sql } from 'kysely';
import { inTime, NoAnswer, oneAtATime } from '../../src/in-time.ts';
import type { ApiDeps } from '../deps.ts';
import { type Route, route } from '../route.ts';
import { healthSchema, readinessSchema } from '../schemas.ts';

/** Longest time that a part may take to answer before it counts as away. */
const PATIENCE_MS = 2000;

/**
 * Ready is what another process could do better: without the store nothing is answered here. A
 * queue that is away is told and no more: jobs are accepted all the same, and to take every API
 * process out of the balance at once would leave nobody who answers. For the same reason a store
 * without room for more is ready: it is read.
 */
export function healthRoutes(deps: ApiDeps): Route[] {
  const askStore = oneAtATime(() => sql`select 1`.execute(deps.db));
  const askQueue = oneAtATime(() => deps.queue.counts());
  const both = (one: Route): Route[] => [one, { ...one, path: `/v1${one.path}` }];
  return [
    ...both(
      route({
        method: 'get',
        path: '/healthz',
        tag: 'operation',
        summary: { zh: '进程存活', en: 'The process answers' },
        replies: { 200: { description: 'It does', schema: healthSchema } },
        async handle() {
          return { status: 200, body: { status: 'ok' } };
        },
      }),
    ),
    ...both(
      route({
        method: 'get',
        path: '/readyz',
        tag: 'operation',
        summary: { zh: '可以接受请求', en: 'The store answers, and it is not shutting down' },
        replies: {
          200: { description: 'Ready', schema: readinessSchema },
          503: { description: 'Not ready', schema: readinessSchema },
        },
        async handle() {
          const [store, queue] = await Promise.all([ask(askStore()), ask(askQueue())]);
          const checks = {
            store,
            queue,
            shuttingDown: deps.closing.aborted ? 'yes' : 'no',
          };
          const isReady = checks.store === 'ok' && !deps.closing.aborted;
          return {
            status: isReady ? 200 : 503,
            body: { status: isReady ? 'ready' : 'not-ready', checks },
          };
        },
      }),
    ),
  ];
}

async function ask(question: Promise<unknown>): Promise<string> {
  try {
    await inTime(PATIENCE_MS, question);
    return 'ok';
  } catch (error) {
    // The reason may hold host names and users; it is in the log.
    return error instanceof NoAnswer ? 'no answer' : 'error';
  }
}
