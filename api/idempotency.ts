import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { claimKey, type Database, type IdempotencyRef, keepAnswer } from '../src/store/index.ts';
import type { Access } from './access/access.ts';
import { readBody } from './body.ts';
import { ApiError } from './problem-details.ts';
import type { Reply, Route } from './route.ts';

/** Printable ASCII, so that a UUID or any name of the sender's own will do. */
export const KEY_FORM = /^[\x21-\x7e]{1,200}$/;

/** A key, and whose it is. */
export type SendersKey = Pick<IdempotencyRef, 'actor' | 'key'>;

/** The key of a request; `undefined` for none. */
export function keyOf(one: Route, { principal }: Access, req: Request): SendersKey | undefined {
  const isAsked = one.method === 'post' && !one.outside;
  const key = isAsked ? req.get('Idempotency-Key') : undefined;
  const { kind, id } = principal;
  // Who is nobody in particular has nothing of their own to repeat.
  if (key === undefined || id === '') return undefined;
  if (!KEY_FORM.test(key)) {
    throw new ApiError('bad-option', 'Idempotency-Key is not 1 to 200 printable ASCII characters.');
  }
  return { actor: `${kind} ${id}`, key };
}

/**
 * A POST with an Idempotency-Key is done once, however often it is sent: the answer is kept for a
 * day and given again. What is done and its answer are stored in one transaction: neither is ever
 * there alone. A refused request was not done, so it may be mended and sent again with the same
 * key; what was done may not.
 */
export async function onlyOnce(
  trx: Database,
  one: Route,
  ref: IdempotencyRef | undefined,
  access: Access,
  work: () => Promise<Reply | undefined>,
): Promise<Reply | undefined> {
  if (!ref) return await work();
  const claimed = await claimKey(trx, ref);
  if (claimed.state === 'other') throw new ApiError('idempotency-mismatch');
  if (claimed.state === 'busy') {
    throw new ApiError('idempotency-busy', undefined, { headers: { 'Retry-After': '1' } });
  }
  if (claimed.state === 'gone') {
    const what = 'It was done when it was first sent; a school that it was about is deleted.';
    throw new ApiError('conflict', what);
  }
  if (claimed.state === 'done') {
    // Who has no right to it any more is not told again.
    if (claimed.schools.length > 0) access.require(claimed.schools);
    return again(one, claimed.answer);
  }
  const reply = await work();
  if (!reply) return undefined;
  const whole = serialised(reply);
  const kept = { ...whole, body: one.secret ? null : whole.body };
  await keepAnswer(trx, ref, kept, access.about ?? []);
  return whole;
}

function again(
  { secret }: Route,
  {
    status,
    headers,
    body,
  }: { status: number; headers: Record<string, string>; body: Buffer | null },
): Reply {
  if (secret) {
    const what = 'It was done when it was first sent; the answer held a secret that is not kept.';
    throw new ApiError('conflict', what);
  }
  const replayed = { ...headers, 'Idempotency-Replayed': 'true' };
  return { status, headers: replayed, ...(body ? { body } : {}) };
}

/** The answer as bytes, so that the first and the later ones are the same. */
function serialised({ status, body, headers = {}, type }: Reply): {
  status: number;
  body: Buffer | null;
  headers: Record<string, string>;
} {
  if (body === undefined) return { status, body: null, headers };
  const isText = typeof body === 'string';
  const given = type ?? (isText ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8');
  const bytes = Buffer.isBuffer(body) ? body : Buffer.from(isText ? body : JSON.stringify(body));
  return { status, body: bytes, headers: { ...headers, 'Content-Type': given } };
}

/** Tells one request from another that comes with the same key. */
export async function hashOf(req: Request, res: Response): Promise<string> {
  const body = await readBody(req, res);
  const start = `${req.method}\n${req.originalUrl}\n${req.get('Content-Type') ?? ''}\n`;
  return createHash('sha256').update(start).update(body).digest('hex');
}
