import type { Logger } from '../src/logger.ts';
import type { Metrics } from '../src/metrics.ts';
import type { JobQueue } from '../src/queue/queue.ts';
import type { SecretBox } from '../src/store/index.ts';
import type { AuthDeps } from './access/authenticate.ts';
import type { RateLimits } from './access/rate-limits.ts';
import type { HeavyWork } from './heavy/heavy-work.ts';

/** What the API is given by the composition root. */
export interface ApiDeps extends AuthDeps {
  /** How many requests one sender may make; `undefined`: any number. */
  limits: RateLimits | undefined;
  /** Proxies before this service that say for whom they ask. */
  trustProxy: number;
  /** Seals the secrets of webhooks; `undefined` where there is no key to do so. */
  box: SecretBox | undefined;
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
