import type { LiveService } from '../../support/browser/live-service.ts';
import { call, untilStatus } from '../../support/service/client.ts';

/** What stands in the service when its pages are pictured, always the same: see `makeWorld`. */
export interface World {
  school: string;
  problemId: string;
  /** Shorter and longer solved plans of the school; the longer one is published. */
  plans: [string, string];
  jobs: [string, string];
  /** A run that goes on until `stopRunning`, with a bound. */
  runningId: string;
  /** A plan with open posts. */
  scarcePlanId: string;
  /** Of the whole school, for whoever holds it. */
  token: string;
  /** Unused one-time link of somebody invited. */
  invitation: string;
  stopRunning(): Promise<void>;
}

type Cookies = string[];
/** Cookies by who is signed in. */
export type Visitors = Record<'admin' | 'coordinator' | 'portal', Cookies>;

/** Sets the password behind a one-time link, and is signed in from then on. */
export async function enter(url: string, link: string): Promise<Cookies> {
  const body = { token: link.split('#link=')[1], password: 'pictures-of-every-page' };
  const { headers } = await call(`${url}/v1/link`, 'POST', body);
  return headers.getSetCookie().map((cookie) => cookie.split(';')[0] as string);
}

/** Steps, and not seconds, end the runs: the plans are the same on every machine. */
const steps = [300_000, 1_200_000] as const;

export async function makeWorld(
  { url }: LiveService,
  admin: Cookies,
): Promise<{ world: World; visitors: Visitors }> {
  const headers = { Cookie: admin.join('; ') };
  const ask = async (method: string, path: string, body?: unknown) =>
    (await call(url + path, method, body, headers)).body;
  const solved = async (problem: unknown, limit: number, seed: number) => {
    const { id } = await ask('POST', '/v1/problems', problem);
    const body = { problemId: id, steps: limit, seed, threads: 1 };
    const job = await ask('POST', '/v1/jobs', body);
    const { planId } = await untilStatus(url, job.id, 'completed', 280_000, headers);
    return { problemId: id as string, jobId: job.id as string, planId: planId as string };
  };
  const demo = await ask('GET', '/v1/demo?size=medium&seed=1');
  const scarce = await solved(await shortOfStaff(ask), 100_000, 1);
  const first = await solved(demo, steps[0], 1);
  const second = await solved(demo, steps[1], 2);
  const school = demo.school.id;
  await ask('POST', `/v1/plans/${first.planId}/publish`, { note: '开学第一周' });
  await ask('POST', `/v1/plans/${second.planId}/publish`, { note: '国庆后，书法改到周四' });
  const { token } = await ask('POST', '/v1/portal/links', { schoolId: school, days: 180 });
  const invite = async (username: string, name: string, role: string) => {
    const roles = [{ role, schoolId: school }];
    return (await ask('POST', '/v1/users', { username, name, roles })).link as string;
  };
  const key = { name: '校门口大屏', verbs: ['portal:read'], schoolIds: [school] };
  await ask('POST', '/v1/keys', { ...key, expiresInDays: 365 });
  const visitors = {
    admin,
    coordinator: await enter(url, await invite('li.na', '李娜', 'coordinator')),
    portal: await enter(url, await invite('parents', '家长代表', 'portal')),
  };
  const invitation = await invite('wang.fang', '王芳', 'coordinator');
  // On a busy machine the proof takes its time.
  const long = { problemId: first.problemId, seconds: 3000, bound: 300, threads: 1 };
  const running = await ask('POST', '/v1/jobs', long);
  await untilStatus(url, running.id, 'running', 60_000, headers);
  const world: World = {
    school,
    problemId: first.problemId,
    plans: [first.planId, second.planId],
    jobs: [first.jobId, second.jobId],
    runningId: running.id,
    scarcePlanId: scarce.planId,
    token,
    invitation,
    stopRunning: async () => void (await ask('DELETE', `/v1/jobs/${running.id}`)),
  };
  return { world, visitors };
}

/** A school with posts that stay open. */
async function shortOfStaff(ask: (method: string, path: string) => Promise<Draft>) {
  const short = await ask('GET', '/v1/demo?size=village&seed=1');
  const staff = short.staff.slice(0, 9);
  const ids = new Set(staff.map(({ id }) => id));
  for (const one of short.classes) if (!ids.has(one.headTeacherId ?? '')) delete one.headTeacherId;
  return { ...short, staff, school: { ...short.school, id: 'short', name: '人手不足小学' } };
}
interface Draft {
  school: object;
  staff: { id: string }[];
  classes: { headTeacherId?: string }[];
}
