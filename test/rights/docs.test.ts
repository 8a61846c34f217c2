import { readFileSync, writeFileSync } from 'node:fs';
import express from 'express';
import { expect, test } from 'vitest';
import { rightsTables } from '../../api/access/rights-page.ts';
import { mount } from '../../api/mount.ts';
import { route } from '../../api/route.ts';
import type { Database } from '../../src/store/index.ts';

const page = new URL('../../docs/rights.md', import.meta.url);

test('docs/rights.md has the tables of the code (UPDATE_DOCS=1 writes them)', () => {
  const text = readFileSync(page, 'utf8');
  const wanted = text.replace(
    /(<!-- tables:start -->\n)[\s\S]*?(<!-- tables:end -->)/,
    (_, start, end) => `${start}${rightsTables()}\n${end}`,
  );
  expect(wanted).toContain('POST /v1/plans/{id}/publish');
  if (process.env.UPDATE_DOCS) writeFileSync(page, wanted);
  else expect(text).toBe(wanted);
});

test('a route that the table does not know cannot be mounted', () => {
  const stray = route({
    method: 'get',
    path: '/v1/stray',
    tag: 'stray',
    summary: { zh: '无', en: 'nothing' },
    replies: {},
    async handle() {
      return { status: 200 };
    },
  });
  const deps = { db: {} as Database, auth: 'off' as const, limits: undefined };
  expect(() => mount(express(), [stray], deps)).toThrow('GET /v1/stray has no line');
});
