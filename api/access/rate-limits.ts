import type { Request, Response } from 'express';
import { Redis } from 'ioredis';
import {
  type RateLimiterAbstract,
  RateLimiterMemory,
  RateLimiterPostgres,
  RateLimiterRedis,
  type RateLimiterRes,
} from 'rate-limiter-flexible';
import type { Principal } from '../../src/auth/rights.ts';
import { type Database, poolOf } from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';

/** How many requests one sender may make in a minute, whichever API process takes them. */
export interface RateLimits {
  ofPrincipal(principal: Principal, res: Response): Promise<void>;
  ofAddress(req: Request, res: Response): Promise<void>;
  close(): Promise<void>;
}

/** Where requests are counted: where every API process of the installation can see it. */
export type RateStore =
  /** For the only process there is. */
  | { in: 'memory' }
  | { in: 'postgres'; db: Database }
  | { in: 'redis'; url: string; prefix: string };

const MINUTE = 60;
/** Those who are not signed in see pages and sign in; more than this is somebody trying doors. */
const OPEN_SHARE = 0.2;
/** A Redis that does not answer holds nobody up: each process then counts for itself. */
const REDIS_PATIENCE_MS = 300;

export function makeRateLimits(perMinute: number, store: RateStore): RateLimits {
  const { limiter, close } = openCounts(store);
  const signedIn = limiter('sender', perMinute);
  const open = limiter('address', Math.max(1, Math.round(perMinute * OPEN_SHARE)));
  return {
    close,
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

interface Counts {
  limiter(keyPrefix: string, points: number): RateLimiterAbstract;
  close(): Promise<void>;
}

function openCounts(store: RateStore): Counts {
  const own = (keyPrefix: string, points: number) =>
    new RateLimiterMemory({ keyPrefix, points, duration: MINUTE });
  if (store.in === 'memory') return { limiter: own, close: async () => {} };
  // Where the counts cannot be reached, a limit of this process alone is better than none.
  const more = (keyPrefix: string, points: number) => ({
    keyPrefix,
    points,
    duration: MINUTE,
    insuranceLimiter: own(keyPrefix, points),
    // Who is over the limit is refused from here on without asking again.
    inMemoryBlockOnConsumed: points + 1,
  });
  if (store.in === 'postgres') {
    const from = { storeClient: poolOf(store.db), storeType: 'pool', tableName: 'rate_limits' };
    return {
      limiter: (name, points) =>
        new RateLimiterPostgres({ ...more(name, points), ...from, tableCreated: true }),
      close: async () => {},
    };
  }
  const redis = new Redis(store.url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: REDIS_PATIENCE_MS,
  });
  // The queue tells of a Redis that is away; here it is not worth another word.
  redis.on('error', () => {});
  return {
    limiter: (name, points) =>
      new RateLimiterRedis({ ...more(`${store.prefix}:rate:${name}`, points), storeClient: redis }),
    close: async () => redis.disconnect(),
  };
}

async function count(limiter: RateLimiterAbstract, key: string, res: Response): Promise<void> {
  let state: RateLimiterRes;
  try {
    state = await limiter.consume(key);
  } catch (error) {
    if (error instanceof Error) throw error;
    tellRest(limiter, error as RateLimiterRes, res);
    throw tooMany(error as RateLimiterRes);
  }
  tellRest(limiter, state, res);
}

/** What is left of the minute, as the refusal tells it, too. */
function tellRest(limiter: RateLimiterAbstract, state: RateLimiterRes, res: Response): void {
  res.set({
    'RateLimit-Limit': String(limiter.points),
    'RateLimit-Remaining': String(Math.max(0, state.remainingPoints)),
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
