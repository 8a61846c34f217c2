import {
  type Database,
  type DeliveryResult,
  type DueDelivery,
  dropOldDeliveries,
  isSealed,
  type SecretBox,
  settleDelivery,
  takeDueDeliveries,
} from '../store/index.ts';
import { sendDelivery } from './send.ts';

/**
 * Sends what is due in the delivery log; any number of processes may do so.
 *
 *   idle ──every POLL_MS, and when one is done──> taking what is due, up to AT_ONCE in work
 *
 * A crash in the middle delays a delivery until its lease ends, and may send it twice: receivers
 * know an event by its `webhook-id`. A slow receiver holds up its own deliveries and nobody
 * else's: no webhook has more than EACH in work.
 */
export interface Deliverer {
  stop(): Promise<void>;
}

const POLL_MS = 1000;
const AT_ONCE = 10;
const EACH = 2;
const CLEAN_MS = 3_600_000;
const KEPT_DAYS = 30;

export interface DelivererDeps {
  db: Database;
  /** Opens the secrets to sign with; `undefined` where the installation has no key. */
  box: SecretBox | undefined;
  /** Whether webhooks may go to addresses of this machine and its network. */
  allowsPrivate: boolean;
  onTrouble(error: unknown): void;
  /** Called with what came of each try, for the metrics. */
  onResult?(result: 'delivered' | 'failed'): void;
}

export function startDeliverer({
  db,
  box,
  allowsPrivate,
  onTrouble,
  onResult,
}: DelivererDeps): Deliverer {
  const stopping = new AbortController();
  /** By webhook, of those in work. */
  const busy = new Map<string, number>();
  const inWork = new Set<Promise<void>>();
  let cleanedAt = performance.now();
  let taking: Promise<void> | undefined;
  /** Set while some are being taken, when there is room for others. */
  let isKicked = false;

  const take = async () => {
    do {
      isKicked = false;
      const room = AT_ONCE - inWork.size;
      const due = room > 0 ? await takeDueDeliveries(db, room, EACH, busy) : [];
      for (const delivery of due) start(delivery);
    } while (isKicked && !stopping.signal.aborted);
    if (performance.now() - cleanedAt > CLEAN_MS) {
      cleanedAt = performance.now();
      await dropOldDeliveries(db, KEPT_DAYS);
    }
  };
  const kick = () => {
    isKicked = true;
    if (stopping.signal.aborted) return;
    taking ??= take()
      .catch(onTrouble)
      .finally(() => {
        taking = undefined;
      });
  };
  const start = (delivery: DueDelivery) => {
    const { webhookId } = delivery;
    busy.set(webhookId, (busy.get(webhookId) ?? 0) + 1);
    const work = tryOnce(delivery)
      .catch(onTrouble)
      .finally(() => {
        inWork.delete(work);
        const others = (busy.get(webhookId) ?? 1) - 1;
        if (others > 0) busy.set(webhookId, others);
        else busy.delete(webhookId);
        kick();
      });
    inWork.add(work);
  };
  const tryOnce = async (delivery: DueDelivery) => {
    const result = await send(delivery);
    // Cut off by our own end: the lease runs out and it is tried again.
    if (stopping.signal.aborted && result.error !== undefined) return;
    await settleDelivery(db, delivery, result);
    onResult?.(result.error === undefined ? 'delivered' : 'failed');
  };
  const send = async (delivery: DueDelivery): Promise<DeliveryResult> => {
    let { secret } = delivery;
    try {
      if (isSealed(secret)) secret = opened(secret, delivery.webhookId);
    } catch (error) {
      // It can be sent again by hand when the right key is there.
      return { error: (error as Error).message };
    }
    return await sendDelivery({ ...delivery, secret }, allowsPrivate, stopping.signal);
  };
  const opened = (sealed: string, place: string) => {
    if (!box) throw new Error('SECRETS_KEY is not set, and the secret to sign with is sealed');
    return box.open(sealed, place);
  };

  const timer = setInterval(kick, POLL_MS);
  kick();
  return {
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await taking;
      await Promise.all(inWork);
    },
  };
}
