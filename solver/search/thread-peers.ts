import { BroadcastChannel } from 'node:worker_threads';
import type { Decisions } from '../state/snapshot.ts';
import type { Peers } from './peers.ts';

interface Message {
  stage: number;
  worth: number;
  decisions: Decisions;
}

/** The other threads of one solve, reached over a channel that they share. */
export class ThreadPeers implements Peers {
  private readonly channel: BroadcastChannel;
  private readonly best: (Message | undefined)[] = [];

  constructor(name: string) {
    this.channel = new BroadcastChannel(name);
    this.channel.onmessage = (event) => {
      const message = (event as { data: Message }).data;
      const known = this.best[message.stage];
      if (known === undefined || message.worth < known.worth) this.best[message.stage] = message;
    };
    this.channel.unref();
  }

  tell(stage: number, worth: number, decisions: Decisions): void {
    this.channel.postMessage({ stage, worth, decisions } satisfies Message);
  }

  better(stage: number, worth: number): Decisions | undefined {
    const found = this.best[stage];
    return found !== undefined && found.worth < worth - 1e-6 ? found.decisions : undefined;
  }

  close(): void {
    this.channel.close();
  }
}
