import { readFileSync, writeFileSync } from 'node:fs';
import express from 'express';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { rightsTables } from '../../api/access/rights-page.ts';
import { accessTable, routeKey } from '../../api/access/table.ts';
import { createApp } from '../../api/app.ts';
import { consolePaths } from '../../api/console.ts';
import type { ApiDeps } from '../../api/deps.ts';
import { mount } from '../../api/mount.ts';
import { route } from '../../api/route.ts';
import { type Database, openDatabase } from '../../src/store/index.ts';

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

test('what Express has mounted is in the table, or a page of the console', () => {
  const deps = {
    // Never connected to.
    db: openDatabase('postgres://127.0.0.1:1/none'),
    auth: 'off',
    closing: new AbortController().signal,
    consoleFolder: '/nowhere',
    log: pino({ level: 'silent' }),
    trustProxy: 0,
    version: 'test',
  } as unknown as ApiDeps;
  const app = createApp(deps);
  const found = new Set<string>();
  const all = new Set<string>();
  for (const { route: one } of app.router.stack) {
    if (!one) continue;
    const { methods } = one as unknown as { methods: Record<string, boolean> };
    const verbs = Object.keys(methods).filter((verb) => methods[verb]);
    for (const raw of [one.path].flat()) {
      const path = raw.replaceAll(/:(\w+)/g, '{$1}');
      // For every verb there is: what answers 405 at the paths of the table.
      if (verbs.length > 10) all.add(path);
      else for (const verb of verbs) found.add(routeKey(verb, path));
    }
  }
  const inTable = new Set(Object.keys(accessTable).map((key) => key.split(' ')[1] ?? ''));
  expect([...all].filter((path) => !inTable.has(path))).toEqual([]);
  const pages = consolePaths.flatMap((path) => [`GET /${path}`, `GET /${path}/*rest`]);
  expect([...found].toSorted()).toEqual([...Object.keys(accessTable), ...pages].toSorted());
});
