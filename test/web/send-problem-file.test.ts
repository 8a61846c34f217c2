import { afterEach, expect, it, vi } from 'vitest';
import { sendProblemFile } from '../../web/problems/send-problem-file.ts';
import { storeForOther } from '../../web/remote/queries.ts';
import { tinyProblem } from '../support/tiny.ts';

afterEach(() => vi.unstubAllGlobals());

it('replaces without a question what the list shows that is just being read', async () => {
  const there = { id: 'v1', schoolId: 's', schoolName: '小学' };
  const sent: string[] = [];
  const answer = (body: object, status = 200) =>
    new Response(JSON.stringify(body), {
      status,
      headers: { 'Content-Type': 'application/problem+json' },
    });
  let showList: () => void = () => undefined;
  const list = new Promise<Response>((resolve) => {
    showList = () => resolve(answer({ items: [there], next: null }));
  });
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) => {
    if (method === 'GET') return path.includes('current=') ? answer({ items: [there] }) : list;
    sent.push(path);
    if (path.endsWith('replaces=v1')) return answer({ ...there, id: 'v2' }, 201);
    return answer({ code: 'stored-meanwhile', faults: [{ value: 's' }] }, 409);
  });
  const ask = vi.fn(async () => false);
  const sending = sendProblemFile(new File(['{}'], 'school.json'), ask);
  // Time enough for whoever does not wait for the list.
  for (let i = 0; i < 50 && sent.length === 0; i++) await new Promise(setImmediate);
  showList();
  expect(await sending).toMatchObject({ id: 'v2' });
  expect(ask).not.toHaveBeenCalled();
  expect(sent).toEqual(['/v1/problems?replaces=none', '/v1/problems?replaces=v1']);
});

it('data that get the id of another school replace its data after a question alone', async () => {
  const there = { id: 'v1', schoolId: 's', schoolName: '小学' };
  const sent: string[] = [];
  vi.stubGlobal('fetch', async (path: string, { method }: RequestInit) => {
    const answer = (body: object, status: number) =>
      new Response(JSON.stringify(body), json(status));
    if (method === 'GET') return answer({ items: [there], next: null }, 200);
    sent.push(path);
    if (path.endsWith('replaces=v1')) return answer({ ...there, id: 'v2' }, 201);
    return answer({ code: 'stored-meanwhile' }, 409);
  });
  const ask = vi.fn(async () => false);
  expect(await storeForOther(tinyProblem(), ask)).toBeUndefined();
  expect(ask).toHaveBeenCalledWith(there);
  expect(await storeForOther(tinyProblem(), async () => true)).toMatchObject({ id: 'v2' });
  const first = '/v1/problems?replaces=none';
  expect(sent).toEqual([first, first, '/v1/problems?replaces=v1']);
});

function json(status: number): ResponseInit {
  return { status, headers: { 'Content-Type': 'application/problem+json' } };
}
