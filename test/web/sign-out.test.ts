import { afterEach, expect, it, vi } from 'vitest';
import { request, signOut } from '../../web/remote/client.ts';

afterEach(() => vi.unstubAllGlobals());

it('leaves for the sign-in page once, whatever else is refused meanwhile', async () => {
  const assign = vi.fn();
  vi.stubGlobal('location', { pathname: '/admin', search: '', assign });
  let end: (response: Response) => void = () => undefined;
  vi.stubGlobal('fetch', (path: string) =>
    path === '/v1/logout'
      ? new Promise<Response>((resolve) => (end = resolve))
      : Promise.resolve(new Response('', { status: 401 })),
  );
  const leaving = signOut();
  await expect(request('GET', '/v1/queue')).rejects.toThrow();
  end(new Response('{"done":true}', { headers: { 'Content-Type': 'application/json' } }));
  await leaving;
  expect(assign.mock.calls).toEqual([['/login']]);
});
