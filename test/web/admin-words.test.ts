import { expect, test } from 'vitest';
import { accessTable } from '../../api/access/table.ts';
import { verbs } from '../../src/auth/rights.ts';
import { en } from '../../web/i18n/en.ts';
import { zh } from '../../web/i18n/zh.ts';

test.each([
  ['zh', zh],
  ['en', en],
])('every act of the audit log, and every right of a key, has words (%s)', (_lang, { admin }) => {
  const acts = Object.keys(accessTable).filter((route) => /^(POST|PUT|PATCH|DELETE) /.test(route));
  expect(acts.filter((act) => admin.acts[act] === undefined)).toEqual([]);
  expect(verbs.filter((verb) => admin.verbNames[verb] === undefined)).toEqual([]);
});
