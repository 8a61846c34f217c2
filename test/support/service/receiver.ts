import { createServer, type IncomingHttpHeaders } from 'node:http';

export interface Told {
  path: string;
  headers: IncomingHttpHeaders;
  body: string;
}

/** A server that takes whatever webhooks tell it. */
export async function startReceiver() {
  const told: Told[] = [];
  const receiver = createServer(async (req, res) => {
    let body = '';
    for await (const chunk of req) body += chunk;
    told.push({ path: req.url ?? '', headers: req.headers, body });
    res.end();
  });
  await new Promise<void>((resolve) => receiver.listen(0, '127.0.0.1', resolve));
  const address = receiver.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return { told, url: `http://127.0.0.1:${port}/`, close: () => receiver.close() };
}
