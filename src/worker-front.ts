import { createServer } from 'node:http';
import { inTime, oneAtATime } from './in-time.ts';
import type { Metrics } from './metrics.ts';

/** Longest time that the store and the queue may take to answer before they count as away. */
const PATIENCE_MS = 2000;

export interface WorkerFront {
  host: string;
  /** 0 takes any free port. */
  port: number;
  metrics: Metrics;
  /** False or a rejection: it cannot take jobs just now. */
  isReady(): Promise<boolean>;
}

/**
 * What a worker tells an orchestrator and Prometheus: /healthz, /readyz and /metrics, and nothing
 * else. Returns how to close it.
 */
export async function startWorkerFront(front: WorkerFront): Promise<() => Promise<void>> {
  const { host, port, metrics } = front;
  const isReady = oneAtATime(front.isReady);
  const server = createServer(async (req, res) => {
    try {
      if (req.url === '/metrics') {
        const text = await metrics.text();
        res.writeHead(200, { 'Content-Type': metrics.contentType }).end(text);
      } else if (req.url === '/healthz') res.writeHead(200).end('ok\n');
      else if (req.url === '/readyz') {
        const ready = await inTime(PATIENCE_MS, isReady());
        res.writeHead(ready ? 200 : 503).end(ready ? 'ready\n' : 'not ready\n');
      } else res.writeHead(404).end();
    } catch {
      res.writeHead(503).end('not ready\n');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
}
