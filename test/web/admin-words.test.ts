import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { accessTable } from '../../api/access/table.ts';
import { verbs } from '../../src/auth/rights.ts';
import { en } from '../../web/i18n/en.ts';
import { zh } from '../../web/i18n/zh.ts';
import { deletedSchools } from '../../web/remote/admin.ts';

test.each([
  ['zh', zh],
  ['en', en],
])('every act of the audit log, and every right of a key, has words (%s)', (_lang, { admin }) => {
  const acts = Object.keys(accessTable).filter((route) => /^(POST|PUT|PATCH|DELETE) /.test(route));
  expect(acts.filter((act) => admin.acts[act] === undefined)).toEqual([]);
  expect(verbs.filter((verb) => admin.verbNames[verb] === undefined)).toEqual([]);
});

test.each([
  ['zh', zh],
  ['en', en],
])('every table has a word (%s)', (_lang, { admin }) => {
  const folder = new URL('../../src/store/migrations/', import.meta.url);
  const text = readdirSync(folder).map((name) => readFileSync(new URL(name, folder), 'utf8'));
  const tables = [...text.join().matchAll(/create table (?:if not exists )?(\w+)/g)];
  expect(tables.length).toBeGreaterThan(20);
  expect(tables.filter(([, name = '']) => admin.tableNames[name] === undefined)).toEqual([]);
});

test('schools that were deleted are known by the lines of the log that tell of it', () => {
  const line = (id: number, schoolIds: string[], target: string, status = 200) => ({
    ...{ id, at: '2026-09-01T00:00:00Z', actorKind: 'user', actorName: 'a' },
    ...{ action: 'DELETE /v1/schools/{id}', schoolIds, target, status },
  });
  const lines = [
    line(4, ['s2'], '第二小学 s2'),
    line(3, ['s3'], 's3', 404),
    line(2, ['s1'], 's1'),
    line(1, ['s2'], '二小 s2'),
  ];
  expect(deletedSchools(lines)).toEqual([
    { id: 's2', name: '第二小学' },
    { id: 's1', name: '' },
  ]);
});
