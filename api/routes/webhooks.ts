import {
  createWebhook,
  deleteWebhook,
  listDeliveries,
  listWebhooks,
  replayDelivery,
  schoolKey,
} from '../../src/store/index.ts';
import { urlFault } from '../../src/webhooks/address.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { pageQuerySchema } from '../page-schemas.ts';
import { ApiError } from '../problem-details.ts';
import { idOf, type Route, route } from '../route.ts';
import {
  deliveryListSchema,
  newWebhookSchema,
  replaySchema,
  webhookListSchema,
  webhookRequestSchema,
} from '../service-schemas.ts';

/** Who is told of what happens, and what they were sent. */
export function webhookRoutes({ db, box, allowsPrivateWebhooks }: ApiDeps): Route[] {
  return [
    route({
      method: 'post',
      path: '/v1/webhooks',
      tag: 'webhooks',
      summary: { zh: '添加回调', en: 'Be told of events by a request to your URL' },
      notes:
        'Each event is a POST with JSON of ids, states and costs, signed after the "Standard ' +
        'Webhooks" scheme (headers webhook-id, webhook-timestamp, webhook-signature). Answer 2xx ' +
        'to take it; anything else is tried again, up to 8 times in about nine hours, also a ' +
        'redirect, which is not followed. It may come twice, and out of order: webhook-id tells ' +
        'a repetition. The URL must be https and of the public internet, unless the operator ' +
        'allows others.',
      body: webhookRequestSchema,
      secret: true,
      replies: { 201: { description: 'Added, with its secret', schema: newWebhookSchema } },
      faults: ['school-not-found', 'bad-url', 'no-secrets-key'],
      async handle({ access, body, db }) {
        const { url, events, schoolIds = null } = body;
        if (schoolIds) {
          const named = schoolIds.map((id, i) => ({ id, path: ['schoolIds', i] }));
          await access.requireSchools(db, named);
        } else {
          access.require('every');
        }
        const fault = urlFault(url, allowsPrivateWebhooks);
        if (fault) throw new ApiError('bad-url', `The URL cannot be used: ${fault}.`);
        if (!box) throw new ApiError('no-secrets-key');
        const made = await createWebhook(db, box, {
          url,
          events,
          schoolIds: schoolIds?.map(schoolKey) ?? null,
        });
        return { status: 201, body: made };
      },
    }),
    route({
      method: 'get',
      path: '/v1/webhooks',
      tag: 'webhooks',
      summary: { zh: '回调列表', en: 'Webhooks all of whose schools one manages' },
      query: pageQuerySchema,
      replies: {
        200: {
          description: 'One page, newest first, without their secrets',
          schema: webhookListSchema,
        },
      },
      async handle({ access, query: { limit = DEFAULT_PAGE, cursor } }) {
        const page = await listWebhooks(db, access.schools(), limit, readCursor(cursor));
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/webhooks/{id}',
      tag: 'webhooks',
      summary: { zh: '删除回调', en: 'Remove a webhook with its log' },
      replies: { 204: { description: 'Removed' } },
      faults: ['webhook-not-found'],
      async handle({ params, db }) {
        if (!(await deleteWebhook(db, idOf(params, 'webhook-not-found')))) {
          throw new ApiError('webhook-not-found');
        }
        return { status: 204 };
      },
    }),
    route({
      method: 'get',
      path: '/v1/webhooks/{id}/deliveries',
      tag: 'webhooks',
      summary: { zh: '投递记录', en: 'What was sent to it, newest first' },
      query: pageQuerySchema,
      replies: { 200: { description: 'One page of the log', schema: deliveryListSchema } },
      faults: ['webhook-not-found'],
      async handle({ params, query: { limit = DEFAULT_PAGE, cursor } }) {
        const id = idOf(params, 'webhook-not-found');
        return {
          status: 200,
          body: pageBody(await listDeliveries(db, id, limit, readCursor(cursor))),
        };
      },
    }),
    route({
      method: 'post',
      path: '/v1/webhooks/{id}/replay',
      tag: 'webhooks',
      summary: { zh: '重新投递', en: 'Send a delivery again' },
      body: replaySchema,
      replies: { 202: { description: 'It will be sent' } },
      faults: ['webhook-not-found', 'delivery-not-found'],
      async handle({ params, body, db }) {
        const id = idOf(params, 'webhook-not-found');
        if (!(await replayDelivery(db, id, body.deliveryId)))
          throw new ApiError('delivery-not-found');
        return { status: 202 };
      },
    }),
  ];
}
