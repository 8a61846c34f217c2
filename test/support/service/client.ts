import type { Problem } from '../../../src/domain/problem.ts';
import { tinyProblem } from '../tiny.ts';
import { until } from './processes.ts';

/** The API as tests speak to it: status and body of each answer, and streams of events. */
export interface Answer {
  status: number;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was answered
  body: any;
  headers: Headers;
}

export async function call(
  url: string,
  method = 'GET',
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const response = await fetch(url, {
    method,
    headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    ...(body === undefined ? {} : { body: isRaw ? (body as string) : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return {
    status: response.status,
    body: isJson && text !== '' ? JSON.parse(text) : text,
    headers: response.headers,
  };
}

/** Stores a school of that name and returns its id. */
export async function postSchool(base: string, name = 'Tiny school'): Promise<string> {
  const tiny = tinyProblem();
  const problem: Problem = { ...tiny, school: { ...tiny.school, name } };
  return (await call(`${base}/v1/problems`, 'POST', problem)).body.id;
}

/** Each a job of its own: equal requests that have not ended would share one. */
let nextSeed = 1;
export async function postJob(
  base: string,
  problemId: string,
  options: Record<string, unknown>,
): Promise<string> {
  return (await call(`${base}/v1/jobs`, 'POST', { problemId, seed: nextSeed++, ...options })).body
    .id;
}

export async function untilStatus(
  base: string,
  jobId: string,
  status: string,
  milliseconds = 20_000,
  headers: Record<string, string> = {},
) {
  let body: Answer['body'];
  await until(async () => {
    body = (await call(`${base}/v1/jobs/${jobId}`, 'GET', undefined, headers)).body;
    return body.status === status;
  }, milliseconds).catch(() => {
    throw new Error(`the job is ${JSON.stringify(body)} and not ${status}`);
  });
  return body;
}

export interface StreamEvent {
  id: number;
  type: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into whatever was sent
  data: any;
  at: number;
}

/** Reads a job's stream until it ends, or until `enough` says so. */
export async function readStream(
  url: string,
  headers: Record<string, string> = {},
  enough: (events: StreamEvent[]) => boolean = () => false,
): Promise<StreamEvent[]> {
  const abort = new AbortController();
  const response = await fetch(url, { headers, signal: abort.signal });
  if (response.status !== 200 || !response.body) throw new Error(`status ${response.status}`);
  const events: StreamEvent[] = [];
  let text = '';
  for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
    text += chunk;
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const lines = text.slice(0, end).split('\n');
      text = text.slice(end + 2);
      const field = (name: string) =>
        lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
      const type = field('event');
      if (!type) continue;
      const data = JSON.parse(field('data') ?? 'null');
      events.push({ id: Number(field('id')), type, data, at: Date.now() });
    }
    if (enough(events)) {
      abort.abort();
      break;
    }
  }
  return events;
}
