import {
  type Database,
  dropOldDeliveries,
  settleDelivery,
  takeDueDeliveries,
} from '../store/index.ts';
import { sendDelivery } from './send.ts';

/**
 * Sends what is due in the delivery log; any number of processes may do so.
 *
 *   idle ──every POLL_MS──> sending what is due, AT_ONCE at a time ──none left──> idle
 *
 * A crash in the middle delays a delivery until its lease ends, and may send it twice: receivers
 * know an event by its `webhook-id`. One slow receiver holds up at most its own share.
 */
export interface Deliverer {
  stop(): Promise<void>;
}

const POLL_MS = 1000;
const AT_ONCE = 10;
const CLEAN_MS = 3_600_000;
const KEPT_DAYS = 30;

export interface DelivererDeps {
  db: Database;
  /** Whether webhooks may go to addresses of this machine and its network. */
  allowsPrivate: boolean;
  onTrouble(error: unknown): void;
  /** Called with what came of each try, for the metrics. */
  onResult?(result: 'delivered' | 'failed'): void;
}

export function startDeliverer({
  db,
  allowsPrivate,
  onTrouble,
  onResult,
}: DelivererDeps): Deliverer {
  const stopping = new AbortController();
  let cleanedAt = Date.now();
  let running: Promise<void> | undefined;

  const deliver = async () => {
    for (;;) {
      const due = await takeDueDeliveries(db, AT_ONCE);
      await Promise.all(
        due.map(async (delivery) => {
          const result = await sendDelivery(delivery, allowsPrivate, stopping.signal);
          // Cut off by our own end: the lease runs out and it is tried again.
          if (stopping.signal.aborted && result.error !== undefined) return;
          await settleDelivery(db, delivery, result);
          onResult?.(result.error === undefined ? 'delivered' : 'failed');
        }),
      );
      if (due.length < AT_ONCE || stopping.signal.aborted) break;
    }
    if (Date.now() - cleanedAt > CLEAN_MS) {
      cleanedAt = Date.now();
      await dropOldDeliveries(db, KEPT_DAYS);
    }
  };
  const timer = setInterval(() => {
    running ??= deliver()
      .catch(onTrouble)
      .finally(() => {
        running = undefined;
      });
  }, POLL_MS);
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await running;
    },
  };
}
