import type { Express, Request, RequestHandler, Response } from 'express';
import pLimit from 'p-limit';
import { type Database, inTransactionOfOwn } from '../src/store/index.ts';
import { recordAct, writeActs } from './access/audit.ts';
import type { AuthDeps } from './access/authenticate.ts';
import { admit } from './access/guard.ts';
import { makeLastKnown } from './access/last-known.ts';
import type { RateLimits } from './access/rate-limits.ts';
import { ruleOf } from './access/table.ts';
import { hashOf, keyOf, onlyOnce } from './idempotency.ts';
import { ApiError } from './problem-details.ts';
import { integersOf, readQuery, readRouteBody } from './read-input.ts';
import type { Reply, Route } from './route.ts';

export interface MountDeps extends AuthDeps {
  limits: RateLimits | undefined;
}

/**
 * Gives every route its place. Each request goes the same way:
 *
 *   limit -> admit (rights) -> read query and body -> prepare
 *     -> [ once (Idempotency-Key) -> handle -> record in the audit log ] -> answer
 *
 * The part in brackets is one transaction where something may be written: what was done, its
 * line in the audit log and its kept answer are never there without each other. What takes long
 * comes before it.
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

/**
 * Each transaction holds a connection, and the work in it may ask for another one: fewer at a
 * time than the pool has, or they would wait for each other.
 */
const atMost = pLimit(4);

function serve(one: Route, deps: MountDeps): RequestHandler {
  const rule = ruleOf(one.method, one.path);
  const integers = integersOf(one.query);
  const lastKnown = one.withoutStore ? makeLastKnown() : undefined;
  const mustAsk = rule.in === 'listed' || rule.in === 'asked';
  return async (req, res) => {
    if (rule.in === 'open') await deps.limits?.ofAddress(req, res);
    else res.set('Cache-Control', one.secret ? 'no-store' : 'private, no-cache');
    await writeActs(deps.db, one, req, async (told) => {
      const enter = async () => {
        const access = await admit(deps, rule, req, res, told).catch(refuseSlowly(deps, req, res));
        if (rule.in !== 'open') await deps.limits?.ofPrincipal(access.principal, res);
        return access;
      };
      const access = await (lastKnown ? lastKnown(req, enter) : enter());
      const query = readQuery(one, integers, req);
      const key = keyOf(one, access, req);
      const body = await readRouteBody(one, req, res);
      const ref = key && { ...key, requestHash: await hashOf(req, res) };
      const params = req.params as Record<string, string>;
      const afterwards: (() => void)[] = [];
      const whenStored = (act: () => void) => void afterwards.push(act);
      const admitAgain = async () => void (await admit(deps, rule, req, res, {}));
      const given = { access, params, query, body, req, res, db: deps.db, whenStored, admitAgain };
      const prepared = await one.prepare?.(given);
      const work = async (db: Database) => {
        const reply = await one.handle({ ...given, prepared, db });
        if (mustAsk && !access.hasAsked) throw new Error(`${one.path} did not ask whose it is`);
        return reply;
      };
      const reply =
        one.method === 'get' || one.outside
          ? await work(deps.db)
          : await atMost(() =>
              inTransactionOfOwn(deps.db, async (trx) => {
                afterwards.length = 0;
                const done = await onlyOnce(trx, one, ref, access, () => work(trx));
                await recordAct(trx, one, req, told, done?.status ?? res.statusCode);
                return done;
              }),
            );
      told.isRecorded = one.method !== 'get' && !one.outside;
      for (const act of afterwards) act();
      if (reply) send(res, reply);
      return res.statusCode;
    });
  };
}

/** Who is nobody is counted by address also where there is nothing for them. */
function refuseSlowly({ limits }: MountDeps, req: Request, res: Response) {
  return async (error: unknown): Promise<never> => {
    const isNobody = error instanceof ApiError && error.code === 'unauthorized';
    if (isNobody) await limits?.ofAddress(req, res);
    throw error;
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
function expressPath(path: string): string {
  return path.replaceAll(/\{(\w+)\}/g, ':$1');
}
