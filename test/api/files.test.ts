import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { problemHash } from '../../src/domain/hash.ts';
import { readWorkbook, writeWorkbook } from '../../src/files/index.ts';
import { generateProblem } from '../../src/generator/index.ts';
import { call, untilStatus } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';

let service: ServiceProcess;
const problem = generateProblem({ size: 'village', seed: 1 });

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder() });
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

const fetchBytes = async (path: string) => {
  const res = await fetch(`${service.url}${path}`);
  return { res, bytes: new Uint8Array(await res.arrayBuffer()) };
};
const send = async (bytes: Uint8Array | string, query = '') => {
  const body = typeof bytes === 'string' ? bytes : Buffer.from(bytes);
  const res = await fetch(`${service.url}/v1/problems/import${query}`, { method: 'POST', body });
  return { status: res.status, body: await res.json() };
};

test('a workbook goes out and comes back as the same problem', async () => {
  const posted = await call(`${service.url}/v1/problems`, 'POST', problem);
  const { res, bytes } = await fetchBytes(`/v1/problems/${posted.body.id}/workbook`);
  expect(res.status).toBe(200);
  expect(res.headers.get('content-disposition')).toContain("filename*=UTF-8''%E7%A4%BA");
  const back = await readWorkbook(bytes);
  expect(back.ok && problemHash(back.problem)).toBe(problemHash(problem));
  const again = await send(bytes);
  expect(again).toMatchObject({ status: 201, body: { id: posted.body.id, isNew: false } });
  // Who did not know of the version that is there is told of it, and replaces it knowingly.
  const { id } = problem.school;
  const other = { ...problem, school: { ...problem.school, name: '改了名' } };
  const { bytes: changed } = await writeWorkbook(other);
  expect(await send(changed, '?replaces=none')).toMatchObject({
    status: 409,
    body: { code: 'stored-meanwhile', faults: [{ path: '/school/id', value: id }] },
  });
  expect((await send(changed, `?replaces=${posted.body.id}`)).status).toBe(201);
});

test('faults of a workbook carry sheet and cell; what is no workbook is told', async () => {
  const { res, bytes } = await fetchBytes('/v1/template');
  // It is not sent again to who has it; the example is another one.
  const known = { 'If-None-Match': res.headers.get('etag') ?? '' };
  const ask = async (query: string) =>
    (await call(`${service.url}/v1/template${query}`, 'GET', undefined, known)).status;
  expect([await ask(''), await ask('?kind=empty'), await ask('?kind=example')]).toEqual([
    304, 304, 200,
  ]);
  const empty = await send(bytes);
  expect(empty.status).toBe(422);
  expect(empty.body.faults).toContainEqual(
    expect.objectContaining({ code: 'missing', sheet: '学校', cell: 'B4' }),
  );
  expect(await send('编号,姓名')).toMatchObject({ status: 422, body: { code: 'csv-file' } });
});

test('a plan comes as a file or as an archive of files', async () => {
  const posted = await call(`${service.url}/v1/problems`, 'POST', problem);
  const job = await call(`${service.url}/v1/jobs`, 'POST', {
    problemId: posted.body.id,
    steps: 1,
  });
  const { planId } = await untilStatus(service.url, job.body.id, 'completed');
  const zip = await fetchBytes(`/v1/plans/${planId}/export?as=xlsx`);
  expect(zip.res.headers.get('content-type')).toContain('application/zip');
  expect(Object.keys(unzipSync(zip.bytes))).toContain('课后服务课表.xlsx');
  const docx = await fetchBytes(`/v1/plans/${planId}/export?as=docx`);
  expect(Object.keys(unzipSync(docx.bytes))).toContain('word/document.xml');
  expect((await fetchBytes(`/v1/plans/${planId}/export?as=doc`)).res.status).toBe(400);
  const { paths } = (await call(`${service.url}/openapi.json`)).body;
  const told = Object.keys(paths['/v1/plans/{id}/export'].get.responses[200].content);
  for (const { res } of [zip, docx]) expect(told).toContain(res.headers.get('content-type'));
});
