import { runInNewContext } from 'node:vm';
import { expect, test } from 'vitest';
import { loginScript } from '../../api/pages/login.ts';

/** The page, opened with this behind "#" and sent off: what it sends, and what it says to the answer. */
async function sentOff(hash: string, answer: unknown = {}, status = 401) {
  let submit = async (_: unknown) => {};
  const element = {
    textContent: '',
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
      return { ok: false, status, json: async () => answer };
    },
  });
  await submit({ preventDefault: () => {}, submitter: {} });
  return { token: sent.token, told: element.textContent };
}

test('a one-time link works with the words that a messenger took for a part of it', async () => {
  for (const more of ['', '，请尽快登录', '%EF%BC%8C%E8%AF%B7'])
    expect((await sentOff(`#link=a-B_9${more}`)).token, more).toBe('a-B_9');
  expect((await sentOff('')).token).toBeUndefined();
});

test('what somebody in front of the service refuses is told as such', async () => {
  const own = { title: 'No', titleZh: '不行', hint: 'try', hintZh: '再试' };
  expect((await sentOff('', own)).told).toBe('不行：再试。 No: try.');
  expect((await sentOff('', { code: 1003 }, 403)).told).toContain('收到的不是本服务的回答（403）');
});
