import { z } from 'zod';
import { isLoopback } from './auth/loopback.ts';
import { KEY_FORM } from './auth/secrets.ts';
import { usableCores } from './cores.ts';
import type { Retention } from './store/index.ts';
import { SECRETS_KEY_FORM } from './store/secret-box.ts';

/** Everything the service can be told from outside, read once from the environment. */
const logLevels = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;

/** Text that is as it must be; what it must be is told in both languages. */
const asText = (isRight: (text: string) => boolean, zh: string, en: string) =>
  z.string().refine(isRight, { message: en, params: { zh } });

const oneOf = <T extends string>(words: readonly T[]) =>
  asText(
    (text) => (words as readonly string[]).includes(text),
    `只能是 ${words.join('、')}`,
    `one of ${words.join(', ')}`,
  ).transform((text) => text as T);

const onWords = ['on', 'true', '1'];
const offWords = ['off', 'false', '0'];
const onOff = oneOf([...onWords, ...offWords]).transform((word) => onWords.includes(word));

const wholeNumber = (min: number, max: number) =>
  asText(
    (text) => /^\d+$/.test(text) && Number(text) >= min && Number(text) <= max,
    `要写 ${min} 到 ${max} 的整数`,
    `a whole number from ${min} to ${max}`,
  ).transform(Number);

const hasProtocol = (text: string, protocols: readonly string[]) =>
  URL.canParse(text) && protocols.includes(new URL(text).protocol.replace(/:$/, ''));

const urlOf = (...protocols: string[]) => {
  const starts = protocols.map((one) => `${one}://`);
  const what = `要写以 ${starts.join(' 或 ')} 开头的网址`;
  return asText(
    (text) => hasProtocol(text, protocols),
    what,
    `a URL that starts with ${starts.join(' or ')}`,
  );
};

const DEFAULT_HOST = '127.0.0.1';

const schema = z.object({
  /** 0 takes any free port. */
  PORT: wholeNumber(0, 65_535).default(3000),
  HOST: z.string().default(DEFAULT_HOST),
  DATA_DIR: z.string().default('./data'),
  DATABASE_URL: urlOf('postgres', 'postgresql').optional(),
  REDIS_URL: urlOf('redis', 'rediss').optional(),
  /** Before every key in Redis; by default one that no other installation has. */
  REDIS_PREFIX: asText(
    (text) => /^[\w:.-]{1,100}$/.test(text),
    '最多 100 个字母、数字或 _ : . -',
    'up to 100 letters, digits, and any of _ : . -',
  ).optional(),
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
  ADMIN_KEY: asText(
    (text) => KEY_FORM.test(text),
    '要写 ab_ 和至少 32 个字母或数字，如 ab_$(openssl rand -hex 32)',
    '"ab_" and at least 32 letters and digits, such as ab_$(openssl rand -hex 32)',
  ).optional(),
  /** Seals the secrets of webhooks in the database; by default a file in DATA_DIR has it. */
  SECRETS_KEY: asText(
    (text) => SECRETS_KEY_FORM.test(text),
    '要写 64 位十六进制数，如 openssl rand -hex 32 给出的',
    '64 hexadecimal digits, such as those of: openssl rand -hex 32',
  ).optional(),
  /** Where people reach the service (an origin); with https, cookies go over nothing else. */
  PUBLIC_URL: urlOf('http', 'https')
    .refine(
      (text) =>
        !hasProtocol(text, ['http', 'https']) || new URL(text).href === `${new URL(text).origin}/`,
      {
        message: 'a URL without a path: the service needs a host name or a port of its own',
        params: { zh: '网址不能带路径：服务要有自己的主机名或端口' },
      },
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
  LOG_LEVEL: oneOf(logLevels).optional(),
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
  const values: Record<string, string | undefined> = Object.fromEntries(given);
  const read = schema.safeParse(values);
  const faults = read.success ? [] : read.error.issues.map((issue) => faultText(issue, values));
  const host = values.HOST ?? DEFAULT_HOST;
  if (offWords.includes(values.AUTH ?? '') && !isLoopback(host))
    faults.push(
      `AUTH=off 时人人都是管理员，只能用于 HOST=127.0.0.1，而 HOST 是“${host}”。 AUTH=off makes everybody an admin: it is for HOST=127.0.0.1 alone, and HOST is "${host}".`,
    );
  if (!read.success || faults.length > 0) return { ok: false, faults };
  const { data } = read;
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

/** A URL may hold a password, so its value is not repeated; nor is that of a key. */
function faultText(issue: z.core.$ZodIssue, values: Record<string, string | undefined>): string {
  const name = String(issue.path[0]);
  const isSecret = name.endsWith('_URL') || name.endsWith('_KEY');
  const { zh = issue.message } = issue.code === 'custom' ? (issue.params ?? {}) : {};
  const [is, ist] = isSecret ? ['', ''] : [`“${values[name]}”`, ` ("${values[name]}")`];
  return `${name} ${is}不对：${zh}。 ${name} is not valid${ist}: ${issue.message}.`;
}

/** More threads have not been measured to win anything. */
const mostThreads = 4;

function threadsFor(concurrency: number): number {
  const each = Math.floor((usableCores() - 1) / concurrency);
  return Math.min(mostThreads, Math.max(1, each));
}
