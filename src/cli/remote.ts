import { Client, type JobEvent } from '../client/client.ts';
import { ServiceError } from '../client/service-error.ts';
import type { Job, JobProgress, JobRequest } from '../client/types.ts';
import { type Fault, type FaultCode, faultTable, makeFault } from '../domain/faults.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { writeOut, writeText } from './files.ts';
import { numberOption, type OptionValues, positionals, textOption } from './options.ts';
import { outFile } from './out-file.ts';
import { readProblem } from './read-problem.ts';
import { Refusal, usage } from './refusal.ts';

type Verb = (client: Client, names: readonly string[], values: OptionValues) => Promise<number>;

const DEFAULT_URL = 'http://127.0.0.1:3000';

/**
 * Speaks to a running service. Its address is `--url` or AFTERBELL_URL; the key is AFTERBELL_KEY
 * and no option, since everybody on a machine can read each other's command lines.
 */
export const remote: Command = {
  options: {
    url: { type: 'string' },
    out: { type: 'string', short: 'o' },
    seconds: { type: 'string' },
    steps: { type: 'string' },
    seed: { type: 'string' },
    note: { type: 'string' },
    'valid-from': { type: 'string' },
    follow: { type: 'boolean' },
  },

  async run({ values, positionals: given }) {
    const [name, ...names] = given;
    const verb = name !== undefined && Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    if (!verb) {
      const what =
        name === undefined
          ? { zh: 'remote 后面没有写要做什么', en: 'remote what?' }
          : { zh: `remote 没有“${name}”`, en: `there is no remote ${JSON.stringify(name)}` };
      const list = Object.keys(verbs).join(', ');
      throw usage(what, { zh: `remote 后面写以下之一：${list}`, en: `use one of ${list}` }, name);
    }
    const url = textOption(values, 'url') ?? process.env.AFTERBELL_URL ?? DEFAULT_URL;
    checkOptions(name as string, values);
    checkAddress(url);
    const key = process.env.AFTERBELL_KEY?.trim();
    // What no header can hold; a key has letters, digits, "-" and "_" alone.
    if (key && !/^[\x21-\x7e]+$/.test(key)) {
      throw new Refusal([
        makeFault('unauthorized', [], 'AFTERBELL_KEY is no API key', { hint: keyHint }),
      ]);
    }
    try {
      return await verb(new Client({ url, key }), names, values);
    } catch (error) {
      if (error instanceof ServiceError) throw toRefusal(error, url);
      if (error instanceof TypeError && error.message === 'fetch failed') {
        const hint = {
          zh: '检查 --url 和服务是否在运行',
          en: 'check --url, and that it runs',
        };
        const what = { zh: `连不上 ${url} 的服务`, en: `the service at ${url} cannot be reached` };
        throw usage(what, hint, url);
      }
      throw error;
    }
  },
};

/** What verbs take besides `--url`. Another one would be passed over: a plan would not be written. */
const taken: Record<string, readonly string[]> = {
  job: ['seconds', 'steps', 'seed', 'follow'],
  plan: ['out'],
  publish: ['note', 'valid-from'],
};

function checkOptions(verb: string, values: OptionValues): void {
  for (const option of Object.keys(values)) {
    if (['url', 'json', ...(taken[verb] ?? [])].includes(option)) continue;
    const what = {
      zh: `remote ${verb} 没有 --${option} 这个选项`,
      en: `remote ${verb} does not take --${option}`,
    };
    throw usage(what, { zh: '用 --help 看用法', en: 'see --help' }, option);
  }
}

function checkAddress(url: string): void {
  const hint = { zh: '写成 https://…', en: 'such as https://…' };
  // “localhost:3000” has the form of a URL, of a protocol that is called localhost.
  if (!URL.canParse(url) || !/^https?:/i.test(url))
    throw usage({ zh: `“${url}”不是网址`, en: `${JSON.stringify(url)} is no URL` }, hint, url);
  const { username, password, search, hash } = new URL(url);
  if (username + password + search + hash === '') return;
  // Not as it stands: there may be a password in it.
  const what = {
    zh: '网址里不能有用户名、密码、“?”或“#”',
    en: 'the address has a user, a password, "?" or "#" in it',
  };
  throw usage(what, hint);
}

const verbs: Record<string, Verb> = {
  /** Whose key it is, and what it may do: the first thing to try. */
  async login(client, names, values) {
    positionals(names, []);
    return await print(await client.me(), values);
  },
  async submit(client, names, values) {
    const [path] = positionals(names, ['the problem file']) as [string];
    return await print(await client.submitProblem(await readProblem(path)), values);
  },
  async job(client, names, values) {
    const [problemId] = positionals(names, ['the id of the problem']) as [string];
    const job = await client.startJob({ problemId, ...limitsOf(values) });
    return await (values.follow === true ? follow(client, job.id, values) : print(job, values));
  },
  async follow(client, names, values) {
    const [id] = positionals(names, ['the id of the job']) as [string];
    return await follow(client, id, values);
  },
  async stop(client, names, values) {
    const [id] = positionals(names, ['the id of the job']) as [string];
    return await print(await client.stopJob(id), values);
  },
  async plan(client, names, values) {
    const [id] = positionals(names, ['the id of the plan']) as [string];
    const out = await outFile(values);
    const plan = await client.plan(id);
    await writeText(out, `${JSON.stringify(plan, null, 2)}\n`);
    return exitCodes.ok;
  },
  async publish(client, names, values) {
    const [id] = positionals(names, ['the id of the plan']) as [string];
    const note = textOption(values, 'note');
    const validFrom = textOption(values, 'valid-from');
    const body = {
      ...(note === undefined ? {} : { note }),
      ...(validFrom === undefined ? {} : { validFrom }),
    };
    return await print(await client.publish(id, body), values);
  },
  async compare(client, names, values) {
    const [a, b] = positionals(names, [
      'the id of the first plan',
      'the id of the second plan',
    ]) as [string, string];
    return await print(await client.compare(a, b), values);
  },
};

/** Progress as it comes, on standard error; at the end the job, on standard output. */
async function follow(client: Client, id: string, values: OptionValues): Promise<number> {
  for await (const event of client.events(id)) {
    const line = values.json === true ? JSON.stringify(event) : lineOf(event);
    await writeOut(process.stderr, `${line}\n`);
  }
  const job = await client.job(id);
  await print(job, values);
  return exitCodeOf(job);
}

function lineOf({ seq, type, data }: JobEvent): string {
  const { score, phase } = data as Partial<JobProgress>;
  const figures = score
    ? [phase, 'hard', score.hard, 'medium', score.medium, 'soft', score.soft]
    : [];
  return [seq, type, ...figures].filter((word) => word !== undefined).join(' ');
}

function exitCodeOf({ planId, publishable }: Job): number {
  if (planId === null) return exitCodes.unexpected;
  return publishable ? exitCodes.ok : exitCodes.notPublishable;
}

function limitsOf(values: OptionValues): Omit<JobRequest, 'problemId'> {
  const limits: Omit<JobRequest, 'problemId'> = {};
  const seconds = numberOption(values, 'seconds', { min: 0.1, max: 3600, whole: false });
  const steps = numberOption(values, 'steps', { min: 1, max: 1e12, whole: true });
  const seed = numberOption(values, 'seed', { min: 0, max: 4_294_967_295, whole: true });
  if (seconds !== undefined) limits.seconds = seconds;
  if (steps !== undefined) limits.steps = steps;
  if (seed !== undefined) limits.seed = seed;
  return limits;
}

async function print(value: unknown, { json }: OptionValues): Promise<number> {
  const indent = json === true ? undefined : 2;
  await writeOut(process.stdout, `${JSON.stringify(value, null, indent)}\n`);
  return exitCodes.ok;
}

const keyHint = {
  zh: '把有效的密钥放在环境变量 AFTERBELL_KEY 中',
  en: 'put a valid API key into AFTERBELL_KEY',
};

function toRefusal({ code, message, details, faults }: ServiceError, url: string): Refusal {
  if (faults.length > 0) return new Refusal(faults as Fault[]);
  const hint = { zh: details.hintZh, en: details.hint };
  if (code === 'unexpected') {
    const what = { zh: `${url} 回答了 ${message}`, en: `${url} answered ${message}` };
    return usage(what, hint, url);
  }
  const known = Object.hasOwn(faultTable, code) ? (code as FaultCode) : 'internal';
  const what = { zh: details.titleZh, en: message.replace(/\.$/, '') };
  return new Refusal([
    makeFault(known, [], what, { hint: known === 'unauthorized' ? keyHint : hint }),
  ]);
}
