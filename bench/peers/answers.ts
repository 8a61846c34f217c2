import { closeSync, openSync, readFileSync, writeSync } from 'node:fs';

/** What a peer told while it ran: when, and which columns are 1. */
export interface Answer {
  seconds: number;
  ones: number[];
}

/**
 * A peer blocks its thread, and may be killed at its limit. So its answers go to a file at once, a
 * line each.
 */
export class AnswerFile {
  private readonly fd: number;

  constructor(file: string) {
    this.fd = openSync(file, 'w');
  }

  tell(seconds: number, on: Uint8Array): void {
    const ones: number[] = [];
    for (let j = 0; j < on.length; j++) if (on[j] === 1) ones.push(j);
    writeSync(this.fd, `${JSON.stringify({ seconds, ones })}\n`);
  }

  close(): void {
    closeSync(this.fd);
  }
}

/** A line that was cut off by the end of the process is left out. */
export function readAnswers(file: string): Answer[] {
  const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
  return lines.map((line) => JSON.parse(line) as Answer).sort((a, b) => a.seconds - b.seconds);
}

/** The last answer of each tenth of a second: what stood at any whole one is among them. */
export function lastOfEachTenth<A extends { seconds: number }>(answers: readonly A[]): A[] {
  const tenth = (answer: A | undefined) => Math.ceil(10 * (answer?.seconds ?? Number.NaN));
  return answers.filter((answer, i) => tenth(answers[i + 1]) !== tenth(answer));
}
