import type { Request } from 'express';
import { isLoopback } from '../../src/auth/loopback.ts';
import { ApiError } from '../problem-details.ts';

/**
 * Whether a request that a browser makes with its cookies comes from our own pages. Browsers say
 * where a request comes from in Sec-Fetch-Site, older ones in Origin, and pages cannot change
 * either; who sends neither is no browser, and has no cookies that somebody else could ride on.
 * With sign-in off, being able to reach the port is what a cookie is otherwise: the same holds.
 *
 * @param publicOrigin where people reach us: a proxy may pass on another Host than they asked for
 */
export function refuseForeign(req: Request, publicOrigin: string | undefined): void {
  if (req.method === 'GET' || req.method === 'HEAD') return;
  const site = req.get('Sec-Fetch-Site');
  if (site !== undefined) {
    if (site === 'same-origin' || site === 'none') return;
    throw foreign();
  }
  const origin = req.get('Origin');
  if (origin === undefined || origin === publicOrigin) return;
  try {
    if (new URL(origin).host === req.get('Host')) return;
  } catch {
    // "null" and nonsense are not ours.
  }
  throw foreign();
}

function foreign(): ApiError {
  return new ApiError('cross-site', 'The request comes from a page of another site.');
}

/** With sign-in off, a name that somebody else points at this machine must not work. */
export function refuseForeignHost(req: Request): void {
  const host = (req.get('Host') ?? '').replace(/:\d+$/, '').toLowerCase();
  if (isLoopback(host.replace(/^\[|\]$/g, ''))) return;
  throw new ApiError('cross-site', `This service is local, and "${host}" is not a local name.`);
}
