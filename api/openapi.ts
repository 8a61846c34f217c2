import { z } from 'zod';
import { faultTable } from '../src/domain/faults.ts';
import { ruleOf } from './access/table.ts';
import { KEY_FORM } from './idempotency.ts';
import type { ReplySpec, Route } from './route.ts';
import { namedSchemas } from './schemas.ts';
import { webhookEvents } from './webhook-events.ts';

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, unknown>>;
  webhooks: Record<string, Record<string, unknown>>;
  components: { securitySchemes: Record<string, unknown>; schemas: Record<string, unknown> };
}

/** The OpenAPI 3.1 document, made from the routes and their zod schemas and from nothing else. */
export function makeOpenApi(routes: readonly Route[], version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const one of routes) {
    paths[one.path] ??= {};
    (paths[one.path] as Record<string, unknown>)[one.method] = operation(one);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'AfterBell 课后排',
      version,
      description: 'Plans after-school care: a school’s problem in, a publishable plan out.',
    },
    tags: [...new Set(routes.map((one) => one.tag))].map((name) => ({ name })),
    // Either will do. What is open to everybody says so.
    security: [{ key: [] }, { session: [] }],
    paths,
    webhooks: Object.fromEntries(
      Object.entries(webhookEvents).map(([event, { summary, schema }]) => [
        event,
        { post: eventOperation(event, summary, schema) },
      ]),
    ),
    components: { securitySchemes, schemas: componentSchemas() },
  };
}

const securitySchemes = {
  key: {
    type: 'http',
    scheme: 'bearer',
    description: 'For machines: an API key, `ab_…`. Which rights a route asks for: docs/rights.md.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: 'afterbell.session_token',
    description:
      'For people in a browser, from `POST /v1/login`; with https its name begins with `__Secure-`.',
  },
};

function operation(one: Route): Record<string, unknown> {
  const { zh, en } = one.summary;
  return {
    operationId: operationId(one),
    tags: [one.tag],
    summary: `${zh} · ${en}`,
    ...describe(one),
    ...(ruleOf(one.method, one.path).in === 'open' ? { security: [] } : {}),
    parameters: [...pathParameters(one), ...queryParameters(one), ...headerParameters(one)],
    ...(one.body
      ? { requestBody: { required: true, content: content({ schema: one.body }) } }
      : {}),
    ...(one.rawBody
      ? {
          requestBody: {
            required: true,
            content: { [one.rawBody]: { schema: { type: 'string', format: 'binary' } } },
          },
        }
      : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(one.replies).map(([status, reply]) => [
          status,
          {
            description: reply.description,
            ...(reply.schema || reply.type ? { content: content(reply) } : {}),
          },
        ]),
      ),
      default: {
        description: errorText(one),
        content: {
          'application/problem+json': { schema: reference(namedSchemas.ProblemDetails) },
        },
      },
    },
  };
}

function operationId({ method, path }: Route): string {
  const words = path.split('/').filter((part) => part !== '' && !part.startsWith('{'));
  const name = words.map((word) => word[0]?.toUpperCase() + word.slice(1)).join('');
  const by = [...path.matchAll(/\{(\w)(\w*)\}/g)].map(([, a = '', b = '']) => a.toUpperCase() + b);
  const suffix = by.length === 0 ? '' : `By${by.join('And')}`;
  return `${method}${name}${suffix}`.replace('.json', 'Json');
}

function errorText({ faults = [] }: Route): string {
  if (faults.length === 0) return 'An error';
  return `An error, for instance ${faults
    .map((code) => `\`${code}\` (${faultTable[code].title.en})`)
    .join(', ')}`;
}

function pathParameters({ method, path }: Route): unknown[] {
  const rule = ruleOf(method, path).in;
  // Only schools have ids that others give them.
  const isSchools = typeof rule === 'object' && 'school' in rule;
  const schema = isSchools
    ? { type: 'string', minLength: 1, maxLength: 200 }
    : { type: 'string', format: 'uuid' };
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return names.map((name) => ({ name, in: 'path', required: true, schema }));
}

/** What is sent to the address of a webhook. */
function eventOperation(
  event: string,
  { zh, en }: Route['summary'],
  schema: z.ZodType,
): Record<string, unknown> {
  return {
    operationId: event.replace(/\.(\w)/, (_, letter) => letter.toUpperCase()),
    tags: ['webhooks'],
    summary: `${zh} · ${en}`,
    // The signature says whose it is.
    security: [],
    parameters: ['webhook-id', 'webhook-timestamp', 'webhook-signature'].map((name) => ({
      name,
      in: 'header',
      required: true,
      schema: { type: 'string' },
    })),
    requestBody: { required: true, content: content({ schema }) },
    responses: { '2XX': { description: 'Taken; anything else is tried again' } },
  };
}

function queryParameters({ query }: Route): unknown[] {
  if (!query) return [];
  const { properties = {}, required = [] } = z.toJSONSchema(query, { io: 'input' });
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: 'query',
    required: required.includes(name),
    schema,
  }));
}

/** A POST that takes no key says so, and what comes of sending it twice. */
function describe({ notes, outside }: Route): { description?: string } {
  const twice = outside && `Takes no \`Idempotency-Key\`. ${outside.twice}`;
  const text = [notes, twice].filter(Boolean).join(' ');
  return text === '' ? {} : { description: text };
}

function headerParameters({ method, outside }: Route): unknown[] {
  if (method !== 'post' || outside) return [];
  const description =
    'Printable ASCII without blanks, such as a UUID. Sent again with the same key, the request is ' +
    'not done again: the first answer is given, for a day, unless a school that it is about was ' +
    'deleted.';
  const schema = { type: 'string', pattern: KEY_FORM.source };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, description, schema }];
}

function content({ schema, type = 'application/json' }: Omit<ReplySpec, 'description'>) {
  return Object.fromEntries(
    [type].flat().map((one) => {
      const plain = one.startsWith('text/') ? {} : { format: 'binary' };
      return [one, { schema: schema ? reference(schema) : { type: 'string', ...plain } }];
    }),
  );
}

function reference(schema: z.ZodType): { $ref: string } {
  const found = Object.entries(namedSchemas).find(([, named]) => named === schema);
  if (!found) throw new Error('a route uses a schema that api/schemas.ts does not name');
  return { $ref: `#/components/schemas/${found[0]}` };
}

function componentSchemas(): Record<string, unknown> {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(namedSchemas)) registry.add(schema, { id });
  const { schemas } = z.toJSONSchema(registry, {
    uri: (id) => `#/components/schemas/${id}`,
    io: 'input',
  });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { $id, $schema, ...rest } = schema as Record<string, unknown>;
      return [id, rest];
    }),
  );
}
