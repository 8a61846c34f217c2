import type { School } from '../quality/schools.ts';
import { AnswerFile } from './answers.ts';
import { buildFor, type ModelName } from './model-names.ts';
import { type PeerName, peers } from './peers.ts';

export interface PeerTask {
  school: School;
  peer: PeerName;
  model: ModelName;
  seconds: number;
  answersFile: string;
}

/** What the process of a peer says: that the model stands, and at last how it ended. */
export type FromPeer =
  | { kind: 'built'; columns: number; rows: number; seconds: number }
  | { kind: 'ended'; status: string };

const task = JSON.parse(process.argv[2]) as PeerTask;
const began = performance.now();
const built = await buildFor(task.school, task.model);
const model = built.lp.sparse();
const answers = new AnswerFile(task.answersFile);
await say({
  kind: 'built',
  columns: model.numCols,
  rows: model.numRows,
  seconds: (performance.now() - began) / 1000,
});
const status = await peers[task.peer].solve({
  model,
  unitsOf: built.unitsOf,
  seconds: task.seconds,
  tell: (seconds, on) => answers.tell(seconds, on),
});
answers.close();
await say({ kind: 'ended', status });
process.exit(0);

/** Waits until it is out: what follows blocks. */
function say(message: FromPeer): Promise<void> {
  return new Promise((resolve) => {
    if (process.send) process.send(message, () => resolve());
    else resolve();
  });
}
