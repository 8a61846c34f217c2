import { connect, createServer, type Socket } from 'node:net';

/** Passes bytes on to a port, until it is cut: then the connections stay open and say nothing. */
export async function openWire(to: number, at = 0) {
  const ends = new Set<Socket>();
  let passing: Socket[] = [];
  const server = createServer((near) => {
    const far = connect(to, '127.0.0.1');
    for (const end of [near, far]) {
      ends.add(end);
      passing.push(end);
      end.on('error', () => {});
      end.on('close', () => ends.delete(end));
    }
    near.pipe(far).pipe(near);
  });
  await new Promise<void>((resolve) => server.listen(at, '127.0.0.1', resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    cut() {
      for (const end of passing) end.unpipe().pause();
      passing = [];
    },
    async close() {
      for (const end of ends) end.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
