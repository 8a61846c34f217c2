import type { Request, Response } from 'express';
import { z } from 'zod';
import { checkShape } from '../src/domain/checks/shape.ts';
import { readBody, readJsonBody } from './body.ts';
import { readJsonBytes, SMALL_BODY_BYTES } from './json-bytes.ts';
import { refused } from './problem-details.ts';
import type { Input, Route } from './route.ts';

/** The query and the body of a request, as its route's schemas describe them. */
export function readQuery(one: Route, integers: ReadonlySet<string>, req: Request): Input['query'] {
  const given: Record<string, unknown> = { ...(req.query as Record<string, unknown>) };
  // A query is all text; what reads as a whole number is one where the schema wants one.
  for (const [name, value] of Object.entries(given)) {
    if (integers.has(name) && typeof value === 'string' && /^-?\d{1,15}$/.test(value)) {
      given[name] = Number(value);
    }
  }
  const schema = one.query ?? z.strictObject({});
  const shape = checkShape(schema as z.ZodType<Record<string, unknown>>, given);
  if (shape.whole === undefined) throw refused(shape.faults.told(), 400);
  return shape.whole;
}

export function integersOf(query: z.ZodObject | undefined): ReadonlySet<string> {
  const { properties = {} } = query ? z.toJSONSchema(query, { io: 'input' }) : {};
  const names = Object.entries(properties).flatMap(([name, schema]) =>
    typeof schema === 'object' && schema.type === 'integer' ? [name] : [],
  );
  return new Set(names);
}

export async function readRouteBody(one: Route, req: Request, res: Response): Promise<unknown> {
  if (one.readBytes) {
    const bytes = one.rawBody ? await readBody(req, res) : await readJsonBody(req, res);
    const read = await one.readBytes(bytes);
    if (read.ok) return read.value;
    const isNoJson = !one.rawBody && read.faults[0]?.code === 'not-json';
    throw refused(read.faults, isNoJson ? 400 : 422);
  }
  if (!one.body) return undefined;
  // Read on the event loop, so it must not be large.
  const json = readJsonBytes(await readJsonBody(req, res, SMALL_BODY_BYTES));
  if (!json.ok) throw refused([json.fault], 400);
  const shape = checkShape(one.body as z.ZodType<unknown>, json.value);
  if (shape.faults.length > 0) throw refused(shape.faults.told());
  return shape.whole;
}
