import { createServer, type RequestListener, type ServerResponse, STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemDetails } from '../api/problem-details.ts';
import type { FaultCode } from './domain/faults.ts';

export interface Front {
  url: string;
  serve(app: RequestListener): void;
  close(): Promise<void>;
}

export interface FrontOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** How long a sender may take for the head of a request, and for all of it. */
  headMs?: number;
  wholeMs?: number;
  /** How often that is looked at. */
  lookMs?: number;
  /** How long nothing may move on a connection on which something is asked or answered. */
  stillMs?: number;
}

const CLOSE_MS = 1500;
const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';
const starting = JSON.stringify(
  problemDetails('unavailable', 503, 'The service is only just starting.'),
);

/**
 * The port of the API, and what is answered before it: that the service is only just starting, and
 * what is refused before it is a request (it came too slowly, or is no HTTP).
 *
 * The port is taken first: when it is not free, nothing else needs to be started or stopped.
 */
export async function openFront(options: FrontOptions): Promise<Front> {
  const { host, port, headMs = 15_000, wholeMs = 120_000, lookMs = 5000 } = options;
  const { stillMs = 180_000 } = options;
  let handler: RequestListener = (_req, res) => {
    res.writeHead(503, { 'Retry-After': '1', 'Content-Type': PROBLEM_TYPE }).end(starting);
  };
  /** The newest answer on each connection, which may have begun. */
  const answers = new WeakMap<Socket, ServerResponse>();
  const server = createServer(
    {
      headersTimeout: headMs,
      requestTimeout: wholeMs,
      connectionsCheckingInterval: lookMs,
      keepAliveTimeout: 10_000,
    },
    (req, res) => {
      answers.set(req.socket, res);
      handler(req, res);
    },
  );
  // Who asks for much and does not read it would have it kept in memory for ever. Longer than
  // anything is worked out; streams of events move every ten seconds.
  server.setTimeout(stillMs);
  server.on('clientError', (error: NodeJS.ErrnoException, socket: Socket) => {
    const answer = answers.get(socket);
    const hasBegun = answer?.headersSent && !answer.writableFinished;
    if (!socket.writable || hasBegun) socket.destroy();
    else socket.end(refusal(error.code));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  const address = server.address();
  const actual = typeof address === 'object' && address ? address.port : port;
  const name = host.includes(':') ? `[${host}]` : host === '0.0.0.0' ? '127.0.0.1' : host;
  return {
    url: `http://${name}:${actual}`,
    serve(app) {
      handler = app;
    },
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeIdleConnections();
      const impatient = setTimeout(() => server.closeAllConnections(), CLOSE_MS);
      await closed;
      clearTimeout(impatient);
    },
  };
}

const refusals: Record<string, [number, FaultCode]> = {
  ERR_HTTP_REQUEST_TIMEOUT: [408, 'request-timeout'],
  HPE_HEADER_OVERFLOW: [431, 'bad-request'],
};

/** The bytes of the answer to what never became a request. */
function refusal(code: string | undefined): string {
  const [status, fault] = refusals[code ?? ''] ?? [400, 'bad-request' as const];
  const body = JSON.stringify(problemDetails(fault, status));
  return [
    `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
    'Connection: close',
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
}
