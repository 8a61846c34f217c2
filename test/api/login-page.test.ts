import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { loginScript } from '../../api/pages/login.ts';

/** The token that the page sends with a password, where it was opened with this behind "#". */
async function tokenSent(hash: string): Promise<unknown> {
  let submit = async (_: unknown) => {};
  const element = {
    elements: { username: {}, password: {} },
    addEventListener: (type: string, act: typeof submit) => {
      if (type === 'submit') submit = act;
    },
  };
  let sent: { token?: string } = {};
  runInNewContext(loginScript, {
    location: { hash, search: '', origin: 'https://x' },
    document: { getElementById: () => element },
    addEventListener: () => {},
    fetch: async (_: string, { body }: { body: string }) => {
      sent = JSON.parse(body);
      return { ok: false, json: async () => ({}) };
    },
  });
  await submit({ preventDefault: () => {}, submitter: {} });
  return sent.token;
}

test('a one-time link works with the words that a messenger took for a part of it', async () => {
  for (const more of ['', '，请尽快登录', '%EF%BC%8C%E8%AF%B7'])
    expect(await tokenSent(`#link=a-B_9${more}`), more).toBe('a-B_9');
  expect(await tokenSent('')).toBeUndefined();
});
