import type { Request, Response } from 'express';
import { RateLimiterMemory, RateLimiterPostgres, type RateLimiterRes } from 'rate-limiter-flexible';
import type { Principal } from '../../src/auth/rights.ts';
import { type Database, poolOf } from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';

/** How many requests one sender may make in a minute, counted in each API process. */
export interface RateLimits {
  ofPrincipal(principal: Principal, res: Response): Promise<void>;
  ofAddress(req: Request, res: Response): Promise<void>;
}

const MINUTE = 60;
/** Those who are not signed in see pages and sign in; more than this is somebody trying doors. */
const OPEN_SHARE = 0.2;

export function makeRateLimits(perMinute: number): RateLimits {
  const signedIn = new RateLimiterMemory({ points: perMinute, duration: MINUTE });
  const openPoints = Math.max(1, Math.round(perMinute * OPEN_SHARE));
  const open = new RateLimiterMemory({ points: openPoints, duration: MINUTE });
  return {
    async ofPrincipal({ kind, id }, res) {
      await count(signedIn, `${kind} ${id}`, res);
    },
    async ofAddress(req, res) {
      // A probe of health must never be told to come back later.
      if (/\/(healthz|readyz)$/.test(req.path)) return;
      await count(open, req.ip ?? '', res);
    },
  };
}

async function count(limiter: RateLimiterMemory, key: string, res: Response): Promise<void> {
  let state: RateLimiterRes;
  try {
    state = await limiter.consume(key);
  } catch (error) {
    if (error instanceof Error) throw error;
    throw tooMany(error as RateLimiterRes);
  }
  res.set({
    'RateLimit-Limit': String(limiter.points),
    'RateLimit-Remaining': String(state.remainingPoints),
    'RateLimit-Reset': String(Math.ceil(state.msBeforeNext / 1000)),
  });
}

function tooMany({ msBeforeNext }: RateLimiterRes, detail?: string): ApiError {
  const seconds = Math.max(1, Math.ceil(msBeforeNext / 1000));
  const text = detail ?? `Too many requests; try again in ${seconds} s.`;
  return new ApiError('rate-limited', text, { headers: { 'Retry-After': String(seconds) } });
}

/** Failed attempts to sign in, counted over all API processes and over restarts. */
export interface SignInThrottle {
  /** Counts an attempt, or refuses it with 429. */
  attempt(username: string, ip: string): Promise<void>;
  /** It was no failure. */
  forgive(username: string, ip: string): Promise<void>;
}

const QUARTER_HOUR = 15 * MINUTE;
/** From one address for one name; then for one name from everywhere; then for one address. */
export const SIGN_IN_FAILURES = { pair: 5, name: 50, address: 100 };

export function makeSignInThrottle(db: Database): SignInThrottle {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterPostgres({
      storeClient: poolOf(db),
      storeType: 'pool',
      tableName: 'login_throttle',
      tableCreated: true,
      keyPrefix,
      points,
      duration: QUARTER_HOUR,
    });
  const byPair = limiter('pair', SIGN_IN_FAILURES.pair);
  const byName = limiter('name', SIGN_IN_FAILURES.name);
  const byAddress = limiter('address', SIGN_IN_FAILURES.address);
  const counted = (username: string, ip: string) =>
    [
      [byPair, `${username.toLowerCase().slice(0, 60)} ${ip}`],
      [byName, username.toLowerCase().slice(0, 60)],
      [byAddress, ip],
    ] as const;
  return {
    async attempt(username, ip) {
      for (const [one, key] of counted(username, ip)) {
        try {
          await one.consume(key);
        } catch (error) {
          if (error instanceof Error) throw error;
          const state = error as RateLimiterRes;
          const minutes = Math.ceil(state.msBeforeNext / 1000 / MINUTE);
          throw tooMany(state, `Too many failed attempts; try again in ${minutes} min.`);
        }
      }
    },
    async forgive(username, ip) {
      const [[pair, pairKey], ...others] = counted(username, ip);
      await pair.delete(pairKey);
      for (const [one, key] of others) await one.reward(key);
    },
  };
}
