import { makeFault } from '../domain/faults.ts';
import { quoteZh } from '../domain/pointer.ts';
import type { Command } from './command.ts';
import { exitCodes } from './exit-codes.ts';
import { faultLines } from './fault-lines.ts';
import { errorCode, writeOut } from './files.ts';
import { type CommandName, commandNames, helpText } from './help.ts';
import { parseOptions } from './options.ts';
import { Refusal, usage } from './refusal.ts';
import { version } from './version.ts';

/** A command is loaded when it is asked for: checking a file does not wait for the solver. */
const load: Record<CommandName, () => Promise<Command>> = {
  solve: async () => (await import('./solve.ts')).solve,
  score: async () => (await import('./score.ts')).score,
  explain: async () => (await import('./explain.ts')).explain,
  bound: async () => (await import('./bound.ts')).bound,
  compare: async () => (await import('./compare.ts')).compare,
  check: async () => (await import('./check.ts')).check,
  generate: async () => (await import('./generate.ts')).generate,
  rules: async () => (await import('./rules.ts')).rules,
  import: async () => (await import('./import.ts')).importWorkbook,
  export: async () => (await import('./export.ts')).exportFiles,
  remote: async () => (await import('./remote.ts')).remote,
  template: async () => (await import('./template.ts')).template,
};

/** Runs one command line and returns its exit code; everything thrown ends here. */
export async function run(args: readonly string[]): Promise<number> {
  const json = args.includes('--json');
  try {
    return await dispatch(args);
  } catch (error) {
    if (error instanceof Refusal) {
      await writeOut(process.stderr, faultLines(error.faults, json, error.document));
      return exitCodes.refused;
    }
    await tellUnexpected(error, json);
    return exitCodes.unexpected;
  }
}

/** Says what went wrong that is no fault of the files or the command. */
async function tellUnexpected(error: unknown, json: boolean): Promise<void> {
  const code = errorCode(error);
  // The reader of our output went away, as `head` does: nothing is left to say.
  if (code === 'EPIPE') return;
  if (code === 'ENOSPC' || code === 'EDQUOT') {
    return writeOut(process.stderr, faultLines([makeFault('disk-full', [])], json));
  }
  const what = error instanceof Error ? error.message : String(error);
  await writeOut(process.stderr, faultLines([makeFault('internal', [], what)], json));
  if (!json && error instanceof Error && error.stack) {
    await writeOut(process.stderr, `${error.stack}\n`);
  }
}

async function dispatch(args: readonly string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === '--version' || name === '-v') {
    await writeOut(process.stdout, `${version()}\n`);
    return exitCodes.ok;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    const about = commandNames.find((command) => command === rest[0]);
    if (name === 'help' && rest.length > 0 && about === undefined) throw unknownCommand(rest[0]);
    await writeOut(process.stdout, helpText(about));
    return exitCodes.ok;
  }
  const command = commandNames.find((known) => known === name);
  if (command === undefined) throw unknownCommand(name);
  if (rest.includes('--help') || rest.includes('-h')) {
    await writeOut(process.stdout, helpText(command));
    return exitCodes.ok;
  }
  const { options, run: runCommand } = await load[command]();
  return runCommand(parseOptions(rest, options));
}

function unknownCommand(name: string | undefined): Refusal {
  const list = commandNames.join(', ');
  const hint = {
    zh: `用以下命令之一：${list}；afterbell --help 有说明`,
    en: `use one of ${list}; afterbell --help explains them`,
  };
  if (name === undefined) return usage({ zh: '没有写命令', en: 'no command is given' }, hint);
  const what = {
    zh: `没有${quoteZh(name)}这个命令`,
    en: `there is no command ${JSON.stringify(name)}`,
  };
  return usage(what, hint, name);
}
