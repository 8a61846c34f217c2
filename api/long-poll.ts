import type { Response } from 'express';
import { hasEnded, type Job, type JobEvent } from '../src/store/index.ts';
import type { EventHub } from './event-hub.ts';

/** The events that are there after a number, or the first that come within the time given. */
export interface EventsAfter {
  items: { seq: number; type: string; data: unknown }[];
  /** Number to ask after the next time. */
  after: number;
  /** The job has ended and everything was told. */
  isOver: boolean;
}

/**
 * For those who cannot hold a stream open: the same events, asked for again and again. It ends
 * with the first events, when the time is up, or when the service shuts down.
 */
export async function waitForEvents(
  hub: EventHub,
  job: Job,
  given: number,
  seconds: number,
  closing: AbortSignal,
  res: Response,
): Promise<EventsAfter> {
  // A number that the job has not come to is none of its own. All listeners share one question to
  // the store, which cannot read numbers of any size.
  const after = Math.min(given, job.eventSeq);
  const events: JobEvent[] = [];
  const nothingToCome = hasEnded(job.status) && after >= job.eventSeq;
  if (!nothingToCome) {
    await new Promise<void>((resolve) => {
      const finish = () => {
        unsubscribe();
        clearTimeout(timer);
        closing.removeEventListener('abort', finish);
        resolve();
      };
      const unsubscribe = hub.subscribe(job.id, after, (event) => {
        events.push(event);
        // All that are there come in one go: the rest of them is waited for, and no more.
        if (events.length === 1) setImmediate(finish);
      });
      const timer = setTimeout(finish, Math.max(250, seconds * 1000));
      closing.addEventListener('abort', finish);
      res.on('close', finish);
    });
  }
  const last = events.at(-1);
  return {
    items: events.map(({ seq, type, data }) => ({ seq, type, data })),
    after: last?.seq ?? after,
    isOver: nothingToCome || last?.type === 'end',
  };
}
