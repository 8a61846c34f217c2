import { spawn } from 'node:child_process';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/cli/run.ts';

/** The built command line: what people run, not the sources. */
export const cli = fileURLToPath(new URL('../../dist/run/cli.js', import.meta.url));

export interface CliRun {
  code: number | null;
  stdout: string;
  stderr: string;
}

export interface CliInput {
  /** Standard input; empty and closed when absent. */
  stdin?: string;
  cwd?: string;
  /** Close standard output after about so many characters, as `head` does. */
  readOnly?: number;
  /** Called with all that standard error has said so far; may send a signal. */
  onStderr?: (text: string, kill: (signal: NodeJS.Signals) => void) => void;
}

/** Runs `afterbell` with these arguments to its end. */
export function runCli(args: readonly string[], input: CliInput = {}): Promise<CliRun> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [cli, ...args], {
      ...(input.cwd === undefined ? {} : { cwd: input.cwd }),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
      if (input.readOnly !== undefined && stdout.length >= input.readOnly) child.stdout.destroy();
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
      input.onStderr?.(stderr, (signal) => child.kill(signal));
    });
    // A command that reads nothing may be gone before its input is written.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input.stdin ?? '');
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

/**
 * The same in this process, with streams of its own, for tests of what a command says: a process
 * for each would take most of their time.
 */
export async function runHere(args: readonly string[], stdin = ''): Promise<CliRun> {
  const [stdout, stderr] = [new PassThrough(), new PassThrough()];
  const streams = { stdin: Readable.from([Buffer.from(stdin)]), stdout, stderr };
  const names = ['stdin', 'stdout', 'stderr'] as const;
  const own = names.map((name) => Object.getOwnPropertyDescriptor(process, name));
  for (const name of names)
    Object.defineProperty(process, name, { value: streams[name], configurable: true });
  const said = [text(stdout), text(stderr)];
  try {
    const code = await run(args);
    stdout.end();
    stderr.end();
    const [out = '', err = ''] = await Promise.all(said);
    return { code, stdout: out, stderr: err };
  } finally {
    for (const [i, name] of names.entries())
      Object.defineProperty(process, name, own[i] as PropertyDescriptor);
  }
}

/** The JSON lines of a text. */
export function jsonLines(text: string): Record<string, unknown>[] {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}
