import type { Express, RequestHandler, Response } from 'express';
import type { Database } from '../src/store/index.ts';
import { writeActs } from './access/audit.ts';
import type { AuthDeps } from './access/authenticate.ts';
import { admit } from './access/guard.ts';
import type { RateLimits } from './access/rate-limits.ts';
import { ruleOf } from './access/table.ts';
import { keyOf, onlyOnce } from './idempotency.ts';
import { ApiError } from './problem-details.ts';
import { integersOf, readQuery, readRouteBody } from './read-input.ts';
import type { Reply, Route } from './route.ts';

export interface MountDeps extends AuthDeps {
  limits: RateLimits | undefined;
}

/**
 * Gives every route its place. Each request goes the same way:
 *
 *   limit -> admit (rights) -> read query and body -> once (Idempotency-Key) -> handle -> record
 *
 * What takes long to read is read before a transaction is opened.
 */
export function mount(app: Express, routes: readonly Route[], deps: MountDeps): void {
  const methods = new Map<string, Set<string>>();
  for (const one of routes) {
    const path = expressPath(one.path);
    methods.set(path, (methods.get(path) ?? new Set()).add(one.method.toUpperCase()));
    app[one.method](path, serve(one, deps));
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

function serve(one: Route, deps: MountDeps): RequestHandler {
  const rule = ruleOf(one.method, one.path);
  const integers = integersOf(one.query);
  const mustAsk = rule.in === 'listed' || rule.in === 'asked';
  return async (req, res) => {
    if (rule.in === 'open') await deps.limits?.ofAddress(req, res);
    else res.set('Cache-Control', one.secret ? 'no-store' : 'private, no-cache');
    await writeActs(deps.db, one, req, async (told) => {
      const access = await admit(deps, rule, req, res, told);
      if (rule.in !== 'open') await deps.limits?.ofPrincipal(access.principal, res);
      const query = readQuery(one, integers, req);
      const key = keyOf(one, access, req);
      const body = await readRouteBody(one, req, res);
      const params = req.params as Record<string, string>;
      const afterwards: (() => void)[] = [];
      const work = async (db: Database) => {
        const whenStored = (act: () => void) => void afterwards.push(act);
        const input = { access, params, query, body, req, res, db, whenStored };
        const reply = await one.handle(input);
        if (mustAsk && !access.hasAsked) throw new Error(`${one.path} did not ask whose it is`);
        return reply;
      };
      const reply = await onlyOnce(deps.db, one, key, req, res, work);
      for (const act of afterwards) act();
      if (reply) send(res, reply);
      return res.statusCode;
    });
  };
}

function send(res: Response, { status, body, headers, type }: Reply): void {
  res.status(status);
  if (headers) res.set(headers);
  if (body === undefined) {
    res.end();
    return;
  }
  if (type) res.type(type);
  if (typeof body === 'string' || Buffer.isBuffer(body)) res.send(body);
  else res.json(body);
}

/** The path as Express writes it. */
export function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
