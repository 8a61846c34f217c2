import type { Response } from 'express';
import { hasEnded, type Job, type JobEvent } from '../src/store/index.ts';
import type { EventHub } from './event-hub.ts';
import { ApiError } from './problem-details.ts';
import type { Input } from './route.ts';

/**
 * One listener of a job, as Server-Sent Events.
 *
 *   (new)      snapshot of the job, then what happens from now on
 *   (resumed)  what happened since Last-Event-ID
 *      └──> status* progress* best* … end ──> the stream ends
 *
 * A browser that comes back after the end gets 204, which tells it to stay away. With each heartbeat
 * it is asked whether the listener may still hear: a key that was revoked, a person who was removed
 * or a job that went with its school ends the stream, and who comes back is told why.
 */
const HEARTBEAT_MS = 10_000;
/** A listener that does not read is cut off; it can resume where it was. */
const MAX_WAITING_BYTES = 1_000_000;

export function streamJob(
  hub: EventHub,
  job: Job,
  lastEventId: number | undefined,
  closing: AbortSignal,
  { req, res, admitAgain }: Pick<Input, 'req' | 'res' | 'admitAgain'>,
): void {
  const isOver = hasEnded(job.status);
  if (isOver && lastEventId !== undefined && lastEventId >= job.eventSeq) {
    res.status(204).end();
    return;
  }
  res.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  // Who asks for the head alone must not hold a stream open.
  if (req.method === 'HEAD') {
    res.end();
    return;
  }
  res.write('retry: 1000\n\n');
  if (lastEventId === undefined) write(res, 'snapshot', job.eventSeq, job);
  // A new listener of a job that is over is told its end, which is the newest event.
  const from = lastEventId ?? (isOver ? job.eventSeq - 1 : job.eventSeq);
  const unsubscribe = hub.subscribe(job.id, Math.min(from, job.eventSeq), deliver);
  const heartbeat = setInterval(() => {
    res.write(': still here\n\n');
    // When it cannot be told, because the store is away, the stream goes on.
    admitAgain().catch((error: unknown) => error instanceof ApiError && finish());
  }, HEARTBEAT_MS);
  closing.addEventListener('abort', finish);
  req.on('close', leave);
  res.on('error', leave);
  if (closing.aborted) finish();

  function deliver(event: JobEvent): void {
    write(res, event.type, event.seq, event.data);
    if (event.type === 'end') finish();
    else if (res.writableLength > MAX_WAITING_BYTES) {
      leave();
      res.destroy();
    }
  }
  function leave(): void {
    unsubscribe();
    clearInterval(heartbeat);
    closing.removeEventListener('abort', finish);
  }
  function finish(): void {
    leave();
    res.end();
  }
}

function write(res: Response, type: string, id: number, data: unknown): void {
  res.write(`id: ${id}\nevent: ${type}\ndata: ${JSON.stringify(data)}\n\n`);
}
