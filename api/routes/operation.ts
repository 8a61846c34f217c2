import { queueBoard, readStorage } from '../../src/store/index.ts';
import type { ApiDeps } from '../deps.ts';
import { type Route, route } from '../route.ts';
import { queueBoardSchema, storageSchema } from '../service-schemas.ts';

/** For those who run the service. */
export function operationRoutes({ db, metrics }: ApiDeps): Route[] {
  return [
    route({
      method: 'get',
      path: '/v1/queue',
      tag: 'operation',
      summary: { zh: '队列看板', en: 'How the queue stands: whose turn, what runs, what is stuck' },
      replies: { 200: { description: 'The board', schema: queueBoardSchema } },
      async handle() {
        return { status: 200, body: await queueBoard(db) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/storage',
      tag: 'operation',
      summary: { zh: '存储占用', en: 'How much room the database takes, by table' },
      replies: { 200: { description: 'Bytes and rows', schema: storageSchema } },
      async handle() {
        return { status: 200, body: await readStorage(db) };
      },
    }),
    route({
      method: 'get',
      path: '/metrics',
      tag: 'operation',
      summary: { zh: 'Prometheus 指标', en: 'Metrics for Prometheus' },
      notes:
        'While the store is away `afterbell_store_up` is 0, what the process knows of itself is told ' +
        'all the same, and a key is let in that was so within the last day.',
      withoutStore: true,
      replies: { 200: { description: 'The text format', type: 'text/plain' } },
      async handle({ res }) {
        const text = await metrics.text();
        res.setHeader('Content-Type', metrics.contentType);
        return { status: 200, body: text };
      },
    }),
  ];
}
