import { parentPort } from 'node:worker_threads';
import { lowerBound } from './bound.ts';
import type { FromBoundThread, ToBoundThread } from './protocol.ts';

/** A thread that bounds one problem: HiGHS blocks whichever thread it runs in. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread only');
const send = (message: FromBoundThread) => port.postMessage(message);

port.on('message', ({ problem, options }: ToBoundThread) => {
  lowerBound(problem, options, (bound) => send({ kind: 'better', bound }))
    .then((bound) => send({ kind: 'done', bound }))
    .catch((error: Error) =>
      send({ kind: 'error', message: error.message, stack: error.stack ?? '' }),
    )
    .finally(() => port.close());
});
