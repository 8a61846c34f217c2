import { readFileSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { faultTable } from '../../src/domain/faults.ts';
import { parseProblem } from '../../src/domain/validate.ts';
import { runningPostgresUrl } from '../../src/store/embedded-postgres.ts';
import { loadProblem, openDatabase, schoolKey } from '../../src/store/index.ts';
import { type HostileRequest, makeHostile, type OpenApi } from './hostile-requests.ts';
import { api } from './jobs.ts';
import { makeRandom, sleep } from './processes.ts';

export interface HostileResult {
  requests: number;
  byStatus: Record<string, number>;
  /** Answers of 500 and above, and those that are not as the API promises; the first few. */
  wrong: string[];
  wrongCount: number;
  /** Connections that the service ended without an answer. */
  cutOff: number;
  slowBodies: number;
  rawSockets: number;
  /** Rows that answers do not account for, or that cannot be read again. */
  storedInPart: number;
  /** What those are; the first few. */
  strange: string[];
  /** Resident memory of the service after each tenth of the requests, and at the end. */
  memoryMb: number[];
  isAlive: boolean;
  seconds: number;
}

export interface HostileOptions {
  url: string;
  pid: number;
  dataDir: string;
  requests: number;
  seed: number;
  slowBodies: number;
}

const AT_ONCE = 16;

/** Asks the service a great many wrong things, and then looks at what that did to it. */
export async function attack(options: HostileOptions): Promise<HostileResult> {
  const { url, pid, requests, seed } = options;
  const startedAt = Date.now();
  const random = makeRandom(seed);
  const openApi = (await api(`${url}/openapi.json`)).body as OpenApi;
  const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const result: HostileResult = {
    requests: 0,
    byStatus: {},
    wrong: [],
    wrongCount: 0,
    cutOff: 0,
    slowBodies: options.slowBodies,
    rawSockets: 0,
    storedInPart: 0,
    strange: [],
    memoryMb: [],
    isAlive: false,
    seconds: 0,
  };
  const taken: Taken = { problems: new Map(), jobs: new Set(), ended: new Set() };
  const slow = Array.from({ length: options.slowBodies }, () => slowBody(url));
  const note = (what: string) => {
    result.wrongCount++;
    if (result.wrong.length < 10) result.wrong.push(what);
  };
  const worker = async () => {
    while (result.requests < requests) {
      result.requests++;
      if (result.requests % Math.ceil(requests / 10) === 0) result.memoryMb.push(memoryOf(pid));
      if (random() < 0.002) {
        result.rawSockets++;
        await rawGarbage(url, random);
        continue;
      }
      const hostile = makeHostile(openApi, random);
      const answer = await send(agent, url, hostile);
      if (!answer) {
        result.cutOff++;
        continue;
      }
      result.byStatus[answer.status] = (result.byStatus[answer.status] ?? 0) + 1;
      const fault = faultOf(hostile, answer);
      if (fault) note(`${hostile.method} ${hostile.path.slice(0, 200)}: ${fault}`);
      if (answer.status === 201 && hostile.path.startsWith('/v1/problems')) {
        const { id, schoolId } = JSON.parse(answer.text);
        taken.problems.set(id, schoolId);
      }
      if (answer.status === 202 && hostile.path.startsWith('/v1/jobs')) {
        taken.jobs.add(JSON.parse(answer.text).id);
      }
      // A school that was sent may be called what another request asks to have deleted.
      const [, school] = /^\/v1\/schools\/([^/?]+)/.exec(hostile.path) ?? [];
      if (answer.status === 200 && hostile.method === 'DELETE' && school !== undefined) {
        taken.ended.add(schoolKey(decodeURIComponent(school)));
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  agent.destroy();
  for (const end of slow) end();
  await sleep(500);
  result.memoryMb.push(memoryOf(pid));
  result.isAlive = (await api(`${url}/readyz`)).status === 200;
  const strange = await unaccounted(options.dataDir, taken);
  result.storedInPart = strange.length;
  result.strange = strange.slice(0, 10);
  result.seconds = (Date.now() - startedAt) / 1000;
  return result;
}

interface Answered {
  status: number;
  type: string;
  text: string;
}

function send(agent: Agent, url: string, hostile: HostileRequest): Promise<Answered | undefined> {
  return new Promise((resolve) => {
    const { method, path, headers, body } = hostile;
    const length = body ? { 'content-length': String(body.length) } : {};
    const outgoing = request(`${url}`, { agent, method, path, headers: { ...headers, ...length } });
    outgoing.setTimeout(30_000, () => outgoing.destroy());
    outgoing.on('error', () => resolve(undefined));
    outgoing.on('response', (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        // A refusal is read whole; of an answer only the beginning is looked at.
        if ((response.statusCode ?? 0) >= 400 || text.length < 100_000) text += chunk;
      });
      response.on('error', () => resolve(undefined));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          type: String(response.headers['content-type']),
          text,
        }),
      );
    });
    outgoing.end(body);
  });
}

/** What is wrong with an answer: our own fault, or a refusal that does not say why as promised. */
function faultOf({ method }: HostileRequest, { status, type, text }: Answered): string | undefined {
  if (status >= 500) return `${status} ${text.slice(0, 300)}`;
  if (status < 400 || method === 'HEAD') return undefined;
  if (!type.startsWith('application/problem+json')) return `${status} of type ${type}`;
  try {
    const { code, status: said } = JSON.parse(text);
    if (!Object.hasOwn(faultTable, code)) return `unknown code ${code}`;
    return said === status ? undefined : `the body says ${said}`;
  } catch {
    return 'a refusal that is not JSON';
  }
}

/** Says that a body comes, and then sends a byte now and then. */
function slowBody(url: string): () => void {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on('error', () => {});
  socket.write(
    'POST /v1/problems HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n' +
      'Content-Length: 1000000\r\n\r\n{',
  );
  const timer = setInterval(() => socket.write(' '), 500);
  socket.on('close', () => clearInterval(timer));
  return () => {
    clearInterval(timer);
    socket.destroy();
  };
}

/** What is not HTTP at all, or only begins like it. */
function rawGarbage(url: string, random: () => number): Promise<void> {
  const { hostname, port } = new URL(url);
  const kinds = [
    '\u0000\u0001\u0002\u0003',
    'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
    'POST /v1/problems HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nZZZ\r\n',
    `GET /${'a'.repeat(100_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    `GET / HTTP/1.1\r\nHost: x\r\n${'X: y\r\n'.repeat(3000)}\r\n`,
    'POST /v1/jobs HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 50\r\n\r\n{"pro',
  ];
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    const end = () => {
      socket.destroy();
      resolve();
    };
    socket.on('error', end);
    socket.on('close', end);
    socket.on('data', end);
    socket.write(kinds[Math.floor(random() * kinds.length)] ?? '');
    setTimeout(end, 300);
  });
}

/** Resident memory in MiB, told by the kernel; 0 where it does not say. */
function memoryOf(pid: number): number {
  try {
    const line = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'));
    return Math.round(Number(line?.[1] ?? 0) / 1024);
  } catch {
    return 0;
  }
}

/** What the service said that it took, and threw away. */
interface Taken {
  /** Of each problem its school. */
  problems: Map<string, string>;
  jobs: Set<string>;
  /** Schools that were deleted, with their data. */
  ended: Set<string>;
}

async function unaccounted(dataDir: string, taken: Taken): Promise<string[]> {
  const db = openDatabase(runningPostgresUrl(dataDir) ?? '', 2);
  try {
    const problems = await db.selectFrom('problems').select('id').execute();
    const jobs = await db.selectFrom('jobs').select(['id', 'batch_id']).execute();
    const asked = await db.selectFrom('portal_requests').select('job_id').execute();
    const ofPortal = new Set(asked.map((row) => row.job_id));
    const strange: string[] = [];
    for (const { id } of problems) {
      if (!taken.problems.has(id)) strange.push(`problem ${id} was answered to nobody`);
      const problem = await loadProblem(db, id).catch((error: Error) => error);
      if (!problem || problem instanceof Error) {
        strange.push(`problem ${id} cannot be read: ${problem?.message}`);
        continue;
      }
      const read = parseProblem(problem);
      if (!read.ok)
        strange.push(`problem ${id} is none: ${JSON.stringify(read.faults.slice(0, 3))}`);
    }
    const stored = new Set(problems.map(({ id }) => id));
    for (const [id, school] of taken.problems)
      if (!stored.has(id) && !taken.ended.has(school))
        strange.push(`problem ${id} of "${school}" is gone`);
    // A request of the portal that equals a job in hand got that one.
    for (const { id, batch_id } of jobs)
      if (batch_id === null && !taken.jobs.has(id) && !ofPortal.has(id))
        strange.push(`job ${id} was answered to nobody`);
    const known = new Set(jobs.map(({ id }) => id));
    for (const id of taken.jobs) if (!known.has(id)) strange.push(`job ${id} is gone`);
    return strange;
  } finally {
    await db.destroy();
  }
}
