import { z } from 'zod';
import { faultTable } from '../src/domain/faults.ts';
import type { ReplySpec, Route } from './route.ts';
import { namedSchemas } from './schemas.ts';

export interface OpenApiDocument {
  openapi: string;
  info: { title: string; version: string; description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, unknown>>;
  components: { schemas: Record<string, unknown> };
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
    paths,
    components: { schemas: componentSchemas() },
  };
}

function operation(one: Route): Record<string, unknown> {
  const { zh, en } = one.summary;
  return {
    operationId: operationId(one),
    tags: [one.tag],
    summary: `${zh} · ${en}`,
    ...describe(one),
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

function pathParameters({ path }: Route): unknown[] {
  return [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: 'path',
    required: true,
    schema: { type: 'string', format: 'uuid' },
  }));
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
    'Any text of your own, such as a UUID. Sent again with the same key, the request is not done ' +
    'again: the first answer is given, for a day.';
  const schema = { type: 'string', minLength: 1, maxLength: 200 };
  return [{ name: 'Idempotency-Key', in: 'header', required: false, description, schema }];
}

function content({ schema, type = 'application/json' }: Omit<ReplySpec, 'description'>) {
  return { [type]: { schema: schema ? reference(schema) : { type: 'string' } } };
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
