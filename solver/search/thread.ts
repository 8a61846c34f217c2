import { parentPort } from 'node:worker_threads';
import { solve } from '../solve.ts';
import type { FromThread, ToThread } from './protocol.ts';
import { ThreadPeers } from './thread-peers.ts';

/** A solver thread: one problem, solved until its limits or a stop. */
const port = parentPort;
if (port === null) throw new Error('this file runs as a worker thread only');
const stop = new AbortController();
const send = (message: FromThread) => port.postMessage(message);

port.on('message', (message: ToThread) => {
  if (message.kind === 'stop') {
    stop.abort();
    return;
  }
  const { problem, options, team } = message;
  const peers = team && new ThreadPeers(team.channel);
  solve(
    problem,
    { ...options, ...(team && peers ? { team: { ...team, peers } } : {}) },
    (progress) => send({ kind: 'progress', progress }),
    stop.signal,
  )
    .then((plan) => send({ kind: 'plan', plan }))
    .catch((error: Error) =>
      send({ kind: 'error', message: error.message, stack: error.stack ?? '' }),
    )
    .finally(() => {
      peers?.close();
      port.close();
    });
});
