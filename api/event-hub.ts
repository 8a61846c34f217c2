import { type Database, type JobEvent, readEvents } from '../src/store/index.ts';

/**
 * Brings the events of jobs from the store to those who listen in this process.
 *
 * One query every POLL_MS for all listeners together, and none without listeners: it costs the
 * same for a hundred listeners as for one, and works whatever machine the worker is on.
 */
const POLL_MS = 200;

interface Subscription {
  jobId: string;
  seq: number;
  deliver(event: JobEvent): void;
}

export class EventHub {
  private readonly db: Database;
  private readonly onTrouble: (error: unknown) => void;
  private readonly subscriptions = new Set<Subscription>();
  private timer: NodeJS.Timeout | undefined;

  constructor(db: Database, onTrouble: (error: unknown) => void) {
    this.db = db;
    this.onTrouble = onTrouble;
  }

  /** Events of the job after `seq`, each once and in order, until the returned call. */
  subscribe(jobId: string, seq: number, deliver: (event: JobEvent) => void): () => void {
    const subscription = { jobId, seq, deliver };
    this.subscriptions.add(subscription);
    this.timer ??= setTimeout(() => this.poll(), 0);
    return () => this.subscriptions.delete(subscription);
  }

  private async poll(): Promise<void> {
    try {
      const after = new Map<string, number>();
      for (const { jobId, seq } of this.subscriptions) {
        after.set(jobId, Math.min(seq, after.get(jobId) ?? seq));
      }
      const events = await readEvents(this.db, after);
      for (const subscription of [...this.subscriptions]) {
        for (const event of events) {
          if (event.jobId !== subscription.jobId || event.seq <= subscription.seq) continue;
          subscription.seq = event.seq;
          subscription.deliver(event);
        }
      }
    } catch (error) {
      this.onTrouble(error);
    }
    // Ends by itself when the last listener has gone.
    this.timer = this.subscriptions.size > 0 ? setTimeout(() => this.poll(), POLL_MS) : undefined;
  }
}
