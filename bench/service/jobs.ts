import type { Problem } from '../../src/domain/problem.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { sleep } from './processes.ts';

/** The API as the suites speak to it. */

export async function api(
  url: string,
  method = 'GET',
  body?: unknown,
  idempotencyKey?: string,
  // biome-ignore lint/suspicious/noExplicitAny: what was answered is looked into as it is
): Promise<{ status: number; body: any }> {
  const response = await fetch(url, {
    method,
    ...(body === undefined
      ? {}
      : {
          headers: {
            'content-type': 'application/json',
            ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
          },
          body: JSON.stringify(body),
        }),
    signal: AbortSignal.timeout(30_000),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json');
  return { status: response.status, body: isJson ? JSON.parse(text) : text };
}

/** A village school under a name and id of its own. */
function villageSchool(id: string): Problem {
  const problem = generateProblem({ size: 'village', seed: 1 });
  return { ...problem, school: { ...problem.school, id, name: id } };
}

export async function postSchool(url: string, id: string): Promise<string> {
  const answer = await api(`${url}/v1/problems`, 'POST', villageSchool(id));
  if (answer.status !== 201) throw new Error(`the school was not taken: ${answer.status}`);
  return answer.body.id;
}

/** Asks until the service takes it; what it acknowledges must end. */
export async function submit(
  urlNow: () => string,
  problemId: string,
  options: Record<string, number>,
): Promise<string> {
  for (;;) {
    const job = await api(`${urlNow()}/v1/jobs`, 'POST', { problemId, ...options }).catch(
      () => undefined,
    );
    if (job?.status === 202 || job?.status === 200) return job.body.id;
    await sleep(200);
  }
}
