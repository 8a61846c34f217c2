import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Fault, FaultCode } from '../src/domain/faults.ts';
import type { Access } from './access/access.ts';
import { ApiError } from './problem-details.ts';
import { isUuid } from './uuid.ts';

/**
 * A route is one value: its place, what it takes, what it answers, and its handler. Express and
 * the OpenAPI document are both made from the list of them, so neither can know more.
 */
export interface Route {
  method: 'get' | 'post' | 'delete';
  /** With parameters as in OpenAPI: "/v1/jobs/{id}". */
  path: string;
  tag: string;
  summary: { zh: string; en: string };
  /** More than one line can say. */
  notes?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a body that is no JSON; the handler reads it. */
  rawBody?: string;
  /** A reader of the body that knows more than its schema; it finds every fault itself. */
  read?: (value: unknown) => { ok: true; value: unknown } | { ok: false; faults: Fault[] };
  /** Status of the answer to a body that is not JSON at all. */
  notJsonStatus?: number;
  replies: Record<number, ReplySpec>;
  /** Codes that it may answer besides those every route has. */
  faults?: FaultCode[];
  /** The answer holds a secret: it is kept nowhere, also not to be given again. */
  secret?: boolean;
  handle(input: Input): Promise<Reply | undefined>;
}

export interface ReplySpec {
  description: string;
  schema?: z.ZodType;
  /** Default application/json. */
  type?: string;
}

export interface Input {
  /** Who asks, and what they may touch; see `api/access/table.ts`. */
  access: Access;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  req: Request;
  res: Response;
}

/** What a handler answers; `undefined` when it has written the answer itself. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  type?: string;
}

/** Declares a route whose handler gets its query and body with the types of the schemas. */
export function route<
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
>(
  spec: Omit<Route, 'handle' | 'query' | 'body'> & {
    query?: Q;
    body?: B;
    handle(
      input: Omit<Input, 'query' | 'body'> & { query: z.output<Q>; body: z.output<B> },
    ): Promise<Reply | undefined>;
  },
): Route {
  return spec as unknown as Route;
}

export function mount(app: Express, routes: readonly Route[]): void {
  const methods = new Map<string, Set<string>>();
  for (const one of routes) {
    const path = expressPath(one.path);
    methods.set(path, (methods.get(path) ?? new Set()).add(one.method.toUpperCase()));
    const integers = integersOf(one.query);
    app[one.method](path, async (req, res) => {
      const reply = await one.handle({
        params: req.params as Record<string, string>,
        query: readQuery(one, integers, req),
        body: await readRouteBody(one, req, res),
        req,
        res,
      });
      if (reply) send(res, reply);
    });
  }
  for (const [path, allowed] of methods) {
    if (allowed.has('GET')) allowed.add('HEAD');
    const allow = [...allowed].join(', ');
    app.all(path, (req) => {
      throw new ApiError('method-not-allowed', `${req.method} is not one of ${allow}.`, {
        headers: { Allow: allow },
      });
    });
  }
}

function send(res: Response, { status, body, headers, type }: Reply): void {
  res.status(status);
  if (headers) res.set(headers);
  if (body === undefined) {
    res.end();
    return;
  }
  if (type) res.type(type);
  if (body instanceof Uint8Array) res.send(Buffer.from(body.buffer, body.byteOffset, body.length));
  else if (typeof body === 'string') res.send(body);
  else res.json(body);
}

function readQuery(one: Route, integers: ReadonlySet<string>, req: Request): Input['query'] {
  const given: Record<string, unknown> = { ...(req.query as Record<string, unknown>) };
  // A query is all text; what reads as a whole number is one where the schema wants one.
  for (const [name, value] of Object.entries(given)) {
    if (integers.has(name) && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) {
      given[name] = Number(value);
    }
  }
  const schema = one.query ?? z.strictObject({});
  const shape = checkShape(schema as z.ZodType<Record<string, unknown>>, given);
  if (shape.whole === undefined) throw refused(shape.faults, 400);
  return shape.whole;
}

function integersOf(query: z.ZodObject | undefined): ReadonlySet<string> {
  const { properties = {} } = query ? z.toJSONSchema(query, { io: 'input' }) : {};
  const names = Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === 'object' && schema.type === 'integer' ? [name] : [],
  );
  return new Set(names);
}

async function readRouteBody(one: Route, req: Request, res: Response): Promise<unknown> {
  if (!one.body) return undefined;
  const json = await readJson(req, res);
  if (!json.ok) throw refused([json.fault], one.notJsonStatus ?? 400);
  if (one.read) {
    const read = one.read(json.value);
    if (!read.ok) throw refused(read.faults);
    return read.value;
  }
  const shape = checkShape(one.body as z.ZodType<unknown>, json.value);
  if (shape.faults.length > 0) throw refused(shape.faults);
  return shape.whole;
}

function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** The id of the path; one that cannot be an id is an id that nothing has. */
export function idOf(params: Record<string, string>, notFound: FaultCode): string {
  const id = params.id ?? '';
  if (!isUuid(id)) throw new ApiError(notFound);
  return id.toLowerCase();
}

/** Sets the ETag, and says whether the sender has the answer already: then 304 is enough. */
export function isKnown({ req, res }: { req: Request; res: Response }, etag: string): boolean {
  res.set('ETag', `"${etag}"`);
  return req.fresh;
}
