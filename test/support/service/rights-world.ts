import type { Verb } from '../../../src/auth/rights.ts';
import { type Role, roles, verbsOf } from '../../../src/auth/rights.ts';
import { tinyProblem } from '../tiny.ts';
import { type Answer, call, untilStatus } from './client.ts';
import type { ServiceProcess } from './processes.ts';

/** Two schools with one of everything in each, and somebody of every role: for tests of rights. */

export const ADMIN_KEY = `ab_${'0123456789abcdef'.repeat(2)}`;
export const schoolIds = ['school-a', 'school/b 乙'] as const;
const PASSWORD = 'a long enough passphrase';

export interface Somebody {
  label: string;
  headers: Record<string, string>;
  /** What they may do, as the test sees it. */
  verbs: readonly Verb[];
  /** `null`: every school. */
  schools: readonly string[] | null;
}

/** The ids of one school's things, by the names of the access table. */
export type Things = Record<
  | 'school'
  | 'problem'
  | 'job'
  | 'plan'
  | 'publication'
  | 'user'
  | 'key'
  | 'batch'
  | 'webhook'
  | 'request'
  | 'link'
  // Of the link; not an id.
  | 'token',
  string
>;

export interface World {
  things: Things[];
  people: Somebody[];
  admin: Somebody;
}

export const asAdmin = { authorization: `Bearer ${ADMIN_KEY}` };

/** Without gate duty, which the tiny solver does not staff, so that its plans can be published. */
export function schoolProblem(id: string) {
  const problem = tinyProblem({
    school: { id, name: `School ${id}`, stage: 'primary' },
    term: { start: '2025-09-01', end: '2025-09-26' },
  });
  problem.activities = problem.activities.filter(({ kind }) => kind !== 'duty');
  return problem;
}

export async function makeWorld({ url }: ServiceProcess): Promise<World> {
  const post = async (path: string, body: unknown): Promise<Answer['body']> => {
    const answer = await call(`${url}${path}`, 'POST', body, asAdmin);
    if (answer.status >= 300) throw new Error(`${path}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const things: Things[] = [];
  for (const school of schoolIds) {
    const problem = (await post('/v1/problems', schoolProblem(school))).id;
    const job = (await post('/v1/jobs', { problemId: problem, steps: 1 })).id;
    const { planId: plan } = await untilStatus(url, job, 'completed', 20_000, asAdmin);
    const publication = (await post(`/v1/plans/${plan}/publish`, {})).id;
    const key = (await post('/v1/keys', { name: 'k', role: 'viewer', schoolIds: [school] })).key.id;
    const grants = [{ role: 'viewer', schoolId: school }];
    const username = `user-${things.length}`;
    const user = (await post('/v1/users', { username, name: 'U', roles: grants })).user.id;
    const batch = (await post('/v1/batches', { problemIds: [problem], steps: 1 })).id;
    const hook = { url: 'https://example.com/', events: ['plan.published'], schoolIds: [school] };
    const webhook = (await post('/v1/webhooks', hook)).id;
    const request = (await post('/v1/portal/requests', { schoolId: school, steps: 1 })).id;
    const { id: link, token } = await post('/v1/portal/links', { schoolId: school });
    things.push({
      batch,
      webhook,
      request,
      link,
      token,
      school,
      problem,
      job,
      plan,
      publication,
      key,
      user,
    });
  }
  const people: Somebody[] = [];
  for (const role of roles) people.push(await signedIn(url, post, role, schoolIds[0]));
  people.push(await signedIn(url, post, 'admin', null));
  for (const role of roles) {
    people.push(await keyHolder(post, role, verbsOf[role], [schoolIds[1]]));
    people.push(await keyHolder(post, role, verbsOf[role], null));
  }
  people.push(await keyHolder(post, 'one verb', ['jobs:read'], schoolIds));
  const admin = { label: 'ADMIN_KEY', headers: asAdmin, verbs: verbsOf.admin, schools: null };
  return { things, people, admin };
}

type Post = (path: string, body: unknown) => Promise<Answer['body']>;

async function signedIn(
  url: string,
  post: Post,
  role: Role,
  school: string | null,
): Promise<Somebody> {
  const username = `${role}-${school === null ? 'every' : 'a'}`;
  const roleGrants = [{ role, schoolId: school }];
  const { link } = await post('/v1/users', { username, name: role, roles: roleGrants });
  const cookie = await useLink(url, link);
  const schools = school === null ? null : [school];
  return { label: `user ${username}`, headers: { cookie }, verbs: verbsOf[role], schools };
}

/** Sets a password by a one-time link; the session cookie. */
export async function useLink(url: string, link: string, password = PASSWORD): Promise<string> {
  const token = link.replace('/login#link=', '');
  const answer = await call(`${url}/v1/link`, 'POST', { token, password });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
  return cookieOf(answer);
}

export function cookieOf({ headers }: Answer): string {
  return headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
}

async function keyHolder(
  post: Post,
  label: string,
  verbs: readonly Verb[],
  schools: readonly string[] | null,
): Promise<Somebody> {
  const made = await post('/v1/keys', { name: label, verbs, schoolIds: schools });
  const headers = { authorization: `Bearer ${made.secret}` };
  return { label: `key ${label} of ${schools ?? 'every'}`, headers, verbs, schools };
}
