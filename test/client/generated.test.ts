import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { generateApi } from 'swagger-typescript-api';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call } from '../support/service/client.ts';
import { databaseFolder } from '../support/service/database-folder.ts';
import { cleanUp, type ServiceProcess, startProcess } from '../support/service/processes.ts';

/** The OpenAPI document is good enough for a generator: its client compiles, and knows the types. */
let service: ServiceProcess;
const folder = mkdtempSync(join(tmpdir(), 'afterbell-generated-'));
const compiler = fileURLToPath(new URL('../../node_modules/typescript/bin/tsc', import.meta.url));

beforeAll(async () => {
  service = await startProcess({ DATA_DIR: await databaseFolder() });
});
afterAll(async () => {
  await service.stop();
  await cleanUp();
});

const options = {
  strict: true,
  noEmit: true,
  target: 'es2022',
  module: 'esnext',
  moduleResolution: 'bundler',
  lib: ['es2022', 'dom', 'dom.iterable'],
  types: [],
};

/** What the compiler says of a program that uses the client; nothing when it compiles. */
function compile(program: string): Promise<string> {
  writeFileSync(join(folder, 'program.ts'), program);
  const config = { compilerOptions: options, files: ['client.ts', 'program.ts'] };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  return new Promise((resolve) => {
    execFile(process.execPath, [compiler, '-p', folder], (_, out, err) => resolve(out + err));
  });
}

test('a client that is generated from it compiles under strict', async () => {
  const spec = (await call(`${service.url}/v1/openapi.json`)).body;
  const { files } = await generateApi({ spec, output: false, silent: true, fileName: 'client.ts' });
  writeFileSync(join(folder, 'client.ts'), files[0]?.fileContent ?? '');
  const use = (status: string) => `
    import type { Job, JobRequest, Problem } from './client';
    export const request: JobRequest = { problemId: 'id', seconds: 5 };
    export const isOver = (job: Job): boolean => job.status === '${status}';
    export const schoolOf = (problem: Problem): string => problem.school.name;
  `;
  expect(await compile(use('completed'))).toBe('');
  expect(await compile(use('nonsense'))).toContain('TS2367');
});

test('every POST takes an Idempotency-Key, or says that it does not and what follows', async () => {
  const { paths } = (await call(`${service.url}/v1/openapi.json`)).body;
  const without: string[] = [];
  for (const [path, { post }] of Object.entries<Record<string, Operation>>(paths)) {
    if (!post) continue;
    if (post.parameters.some(({ name }) => name === 'Idempotency-Key')) continue;
    expect(post.description, path).toMatch(/Takes no `Idempotency-Key`\. .+ent (again|twice)/);
    without.push(path);
  }
  expect(without.toSorted()).toEqual([
    '/v1/link',
    '/v1/login',
    '/v1/logout',
    '/v1/me/password',
    '/v1/plans/{id}/why-not',
  ]);
});

test('it says how to sign in, and which routes are open', async () => {
  const { paths, security, components } = (await call(`${service.url}/v1/openapi.json`)).body;
  expect(security).toEqual([{ key: [] }, { session: [] }]);
  expect(components.securitySchemes).toMatchObject({
    key: { type: 'http', scheme: 'bearer' },
    session: { type: 'apiKey', in: 'cookie' },
  });
  const isOpen = (path: string, method = 'get') => paths[path][method].security?.length === 0;
  expect(['/healthz', '/v1/rules', '/v1/portal/shared'].every((path) => isOpen(path))).toBe(true);
  expect(['/v1/plans', '/v1/me', '/v1/portal/schedule'].some((path) => isOpen(path))).toBe(false);
  expect(isOpen('/v1/login', 'post')).toBe(true);
});

test('ids of schools are any text, and all others are UUIDs', async () => {
  const { paths } = (await call(`${service.url}/v1/openapi.json`)).body;
  for (const [path, methods] of Object.entries<Record<string, Operation>>(paths)) {
    const form = path.startsWith('/v1/schools/') ? undefined : 'uuid';
    for (const { parameters } of Object.values(methods)) {
      const inPath = parameters.filter((one) => one.in === 'path');
      for (const { schema } of inPath) expect(schema.format, path).toBe(form);
    }
  }
});

test('its patterns have no classes that validators of other languages do not know', async () => {
  const text = JSON.stringify((await call(`${service.url}/v1/openapi.json`)).body);
  expect(text).toContain('"pattern"');
  expect(text).not.toMatch(/\\\\p\{/i);
});

interface Operation {
  description?: string;
  parameters: { name: string; in: string; schema: { format?: string } }[];
}
