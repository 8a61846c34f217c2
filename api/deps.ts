import type { Logger } from '../src/logger.ts';
import type { Metrics } from '../src/metrics.ts';
import type { JobQueue } from '../src/queue/queue.ts';
import type { AuthDeps } from './access/authenticate.ts';
import type { HeavyWork } from './heavy/heavy-work.ts';

/** What the API is given by the composition root. */
export interface ApiDeps extends AuthDeps {
  /** Requests that one sender may make in a minute; `undefined`: any number. */
  rateLimit: number | undefined;
  /** Proxies before this service that say for whom they ask. */
  trustProxy: number;
  heavy: HeavyWork;
  queue: JobQueue;
  metrics: Metrics;
  /** Whether webhooks may go to this machine and its network. */
  allowsPrivateWebhooks: boolean;
  log: Logger;
  /** Says that there is something new in the outbox. */
  kick(): void;
  version: string;
  /** Where the built console lies. */
  consoleFolder: string;
  /** Aborts when the service shuts down: streams end, and nothing is ready any more. */
  closing: AbortSignal;
  onInternalError(error: unknown): void;
}
