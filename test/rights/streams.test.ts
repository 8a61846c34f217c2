import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, readStream } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess, until } from '../support/service/processes.ts';
import { ADMIN_KEY, asAdmin, schoolProblem, useLink } from '../support/service/rights-world.ts';

let service: ServiceProcess;

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder(), AUTH: 'on', ADMIN_KEY });
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

const ask = async (method: string, path: string, body?: unknown) =>
  (await call(`${service.url}${path}`, method, body, asAdmin)).body;

async function longJob(school: string): Promise<string> {
  const problemId = (await ask('POST', '/v1/problems', schoolProblem(school))).id;
  return (await ask('POST', '/v1/jobs', { problemId, seconds: 3600 })).id;
}

test('a stream ends soon for whoever may hear it no more, and with its school', async () => {
  const [job, lost] = [await longJob('stays'), await longJob('goes')];
  const viewer = { role: 'viewer', schoolIds: ['stays'] };
  const key = await ask('POST', '/v1/keys', { name: 'k', ...viewer });
  const roles = [{ role: 'viewer', schoolId: 'stays' }];
  const person = await ask('POST', '/v1/users', { username: 'leaves', name: 'L', roles });
  const cookie = await useLink(service.url, person.link);

  const over: string[] = [];
  const listen = async (name: string, jobId: string, headers: Record<string, string>) => {
    let isHeard = false;
    const stopped = () => {
      isHeard = true;
      return over.length === 4;
    };
    void readStream(`${service.url}/v1/jobs/${jobId}/events`, headers, stopped).then(() =>
      over.push(name),
    );
    await until(() => isHeard);
  };
  await listen('key', job, { authorization: `Bearer ${key.secret}` });
  await listen('person', job, { cookie });
  await listen('school', lost, asAdmin);
  await listen('stays', job, asAdmin);
  // Many listeners are no leak: nothing is said of one.
  const wait = () => ask('GET', `/v1/jobs/${job}/wait?after=999999`);
  await Promise.all(Array.from({ length: 12 }, wait));
  expect(service.errors()).not.toContain('MaxListeners');
  await ask('DELETE', `/v1/keys/${key.key.id}`);
  await ask('DELETE', `/v1/users/${person.user.id}`);
  await ask('DELETE', '/v1/schools/goes');
  await until(() => over.length === 3, 30_000);
  expect(over.toSorted()).toEqual(['key', 'person', 'school']);
  await ask('DELETE', `/v1/jobs/${job}`);
  await until(() => over.includes('stays'));
});
