import { z } from 'zod';
import { isLoopback } from './auth/loopback.ts';
import { KEY_FORM } from './auth/secrets.ts';
import { usableCores } from './cores.ts';
import type { Retention } from './store/index.ts';
import { SECRETS_KEY_FORM } from './store/secret-box.ts';

/** Everything the service can be told from outside, read once from the environment. */
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

const onOff = z
  .enum(['on', 'off', 'true', 'false', '1', '0'])
  .transform((word) => word === 'on' || word === 'true' || word === '1');

const wholeNumber = (min: number, max: number) =>
  z.string().regex(/^\d+$/, 'a whole number').transform(Number).pipe(z.int().min(min).max(max));

const urlOf = (...protocols: string[]) =>
  z.string().refine(
    (text) => {
      try {
        return protocols.includes(new URL(text).protocol.replace(/:$/, ''));
      } catch {
        return false;
      }
    },
    `a URL that starts with ${protocols.map((p) => `${p}://`).join(' or ')}`,
  );

const schema = z.object({
  /** 0 takes any free port. */
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default('127.0.0.1'),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  REDIS_URL: urlOf('redis', 'rediss').optional(),
  /** Before every key in Redis; by default one that no other installation has. */
  REDIS_PREFIX: z
    .string()
    .regex(/^[\w:.-]{1,100}$/, 'up to 100 letters, digits, and any of _ : . -')
    .optional(),
  /** Jobs that this process works on at a time. */
  CONCURRENCY: wholeNumber(1, 64).default(1),
  /** Solver threads of a job; by default all jobs together leave one core to the service. */
  THREADS: wholeNumber(1, 64).optional(),
  /** Port on which a worker tells its health and metrics; an API has them on its own port. */
  WORKER_PORT: wholeNumber(0, 65_535).optional(),
  /** Whether webhooks may go to this machine and its network, and by plain http. */
  WEBHOOK_PRIVATE: onOff.default(false),
  /** `off` makes everybody who reaches the port an admin; only on a loopback address. */
  AUTH: onOff.default(true),
  /** The first API key, with every right for every school; see docs/rights.md. */
  ADMIN_KEY: z
    .string()
    .regex(KEY_FORM, '"ab_" and at least 32 letters and digits, such as ab_$(openssl rand -hex 32)')
    .optional(),
  /** Seals the secrets of webhooks in the database; by default a file in DATA_DIR has it. */
  SECRETS_KEY: z
    .string()
    .regex(SECRETS_KEY_FORM, '64 hexadecimal digits, such as those of: openssl rand -hex 32')
    .optional(),
  /** Where people reach the service (an origin); with https, cookies go over nothing else. */
  PUBLIC_URL: urlOf('http', 'https')
    .refine(
      (text) =>
        !/^https?:/i.test(text) ||
        !URL.canParse(text) ||
        new URL(text).href === `${new URL(text).origin}/`,
      'a URL without a path: the service needs a host name or a port of its own',
    )
    .optional(),
  /** Proxies before this service whose X-Forwarded-For is believed. */
  TRUST_PROXY: wholeNumber(0, 10).default(0),
  /** Requests a minute from one person or key; 0 for any number. */
  RATE_LIMIT: wholeNumber(0, 1_000_000).default(6000),
  /** Days that unpublished plans, with their jobs and older data, are kept; 0 for ever. */
  KEEP_UNPUBLISHED_DAYS: wholeNumber(0, 36_500).default(0),
  /** Days that the audit log goes back; 0 to the beginning. */
  KEEP_AUDIT_DAYS: wholeNumber(0, 36_500).default(0),
  LOG_LEVEL: z.enum(logLevels).optional(),
  /** Whether an empty database gets the demo school and a job for it. */
  DEMO: onOff.default(true),
  DEMO_SECONDS: wholeNumber(1, 3600).default(20),
});

export interface Config {
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  redisUrl: string | undefined;
  redisPrefix: string | undefined;
  concurrency: number;
  threads: number;
  workerPort: number | undefined;
  webhookPrivate: boolean;
  auth: boolean;
  adminKey: string | undefined;
  secretsKey: string | undefined;
  publicUrl: string | undefined;
  trustProxy: number;
  rateLimit: number | undefined;
  retention: Retention;
  logLevel: (typeof logLevels)[number] | undefined;
  demo: boolean;
  demoSeconds: number;
}

export type ReadConfig = { ok: true; config: Config } | { ok: false; faults: string[] };

/** Names every fault, so that one restart is enough to mend them all. */
export function readConfig(environment: Record<string, string | undefined>): ReadConfig {
  // `PORT= npm start` means: not set.
  const given = Object.keys(schema.shape).flatMap((name) => {
    const value = environment[name]?.trim();
    return value ? [[name, value]] : [];
  });
  const read = schema.safeParse(Object.fromEntries(given));
  if (!read.success) {
    const faults = read.error.issues.map((issue) => {
      const name = String(issue.path[0]);
      // A URL may hold a password, so its value is not repeated; nor is that of a key.
      const value =
        name.endsWith('_URL') || name.endsWith('_KEY') ? '' : ` is "${environment[name]}", which`;
      return `${name}${value} is not valid: ${issue.message}`;
    });
    return { ok: false, faults };
  }
  const { data } = read;
  if (!data.AUTH && !isLoopback(data.HOST)) {
    const what = 'AUTH=off makes everybody an admin: it is for HOST=127.0.0.1 alone';
    return { ok: false, faults: [`${what}, and HOST is "${data.HOST}"`] };
  }
  return {
    ok: true,
    config: {
      port: data.PORT,
      host: data.HOST,
      dataDir: data.DATA_DIR,
      databaseUrl: data.DATABASE_URL,
      redisUrl: data.REDIS_URL,
      redisPrefix: data.REDIS_PREFIX,
      concurrency: data.CONCURRENCY,
      threads: data.THREADS ?? threadsFor(data.CONCURRENCY),
      workerPort: data.WORKER_PORT,
      webhookPrivate: data.WEBHOOK_PRIVATE,
      auth: data.AUTH,
      adminKey: data.ADMIN_KEY,
      secretsKey: data.SECRETS_KEY,
      publicUrl: data.PUBLIC_URL && new URL(data.PUBLIC_URL).origin,
      trustProxy: data.TRUST_PROXY,
      rateLimit: data.RATE_LIMIT > 0 && data.AUTH ? data.RATE_LIMIT : undefined,
      retention: {
        unpublishedDays: data.KEEP_UNPUBLISHED_DAYS || undefined,
        auditDays: data.KEEP_AUDIT_DAYS || undefined,
      },
      logLevel: data.LOG_LEVEL,
      demo: data.DEMO,
      demoSeconds: data.DEMO_SECONDS,
    },
  };
}

/** More threads have not been measured to win anything. */
const mostThreads = 4;

function threadsFor(concurrency: number): number {
  const each = Math.floor((usableCores() - 1) / concurrency);
  return Math.min(mostThreads, Math.max(1, each));
}
