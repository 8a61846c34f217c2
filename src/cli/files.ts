import { randomBytes } from 'node:crypto';
import { type FileHandle, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { makeFault } from '../domain/faults.ts';
import { maxProblemCharacters } from '../domain/validate.ts';
import { Refusal, usage } from './refusal.ts';

/** "-" stands for standard input or output, as in other tools. */
export const standardStream = '-';

/** Nothing within the limits of a problem has more, however many bytes its characters take. */
const mostBytes = 4 * maxProblemCharacters;

/** The bytes of a file, or of standard input; of a file that is far too large none is read. */
export async function readBytes(path: string): Promise<Uint8Array> {
  if (path === standardStream) return notTooLarge(await buffer(process.stdin));
  try {
    notTooLarge({ length: (await stat(path)).size });
    return await readFile(path);
  } catch (error) {
    throw unreadable(path, error);
  }
}

function notTooLarge<T extends { length: number }>(bytes: T): T {
  if (bytes.length <= mostBytes) return bytes;
  const size = (n: number) => `${Math.round(n / 1024 / 1024)} MB`;
  const what = {
    zh: `文件有 ${size(bytes.length)}，上限是 ${size(mostBytes)}`,
    en: `the file has ${size(bytes.length)}, and the limit is ${size(mostBytes)}`,
  };
  throw new Refusal([makeFault('too-large', [], what)]);
}

function unreadable(path: string, error: unknown): unknown {
  const hint = {
    zh: '写一个能读的文件，或用“-”表示标准输入',
    en: 'name a file that can be read, or "-" for standard input',
  };
  const name = JSON.stringify(path);
  switch (errorCode(error)) {
    case 'ENOENT':
    case 'ENOTDIR':
      return usage({ zh: `没有“${path}”这个文件`, en: `there is no file ${name}` }, hint, path);
    case 'EISDIR':
      return usage({ zh: `“${path}”是文件夹`, en: `${name} is a folder` }, hint, path);
    case 'EACCES':
    case 'EPERM':
      return usage(
        { zh: `文件“${path}”没有权限读`, en: `the file ${name} may not be read` },
        hint,
        path,
      );
  }
  const code = errorCode(error);
  if (code === undefined) return error;
  return usage(
    { zh: `“${path}”读不出来（${code}）`, en: `${name} cannot be read (${code})` },
    hint,
    path,
  );
}

/** Refuses a target that cannot be written, before minutes of work are spent on what goes there. */
export async function checkWritable(path: string): Promise<void> {
  if (path === standardStream) return;
  const hint = {
    zh: '写一个已有、可写的文件夹里的文件，或用“-”',
    en: 'name a file in a folder that exists and can be written, or "-"',
  };
  const folder = await stat(dirname(path)).catch(() => undefined);
  if (!folder?.isDirectory()) {
    const what = {
      zh: `没有“${dirname(path)}”这个文件夹`,
      en: `there is no folder ${JSON.stringify(dirname(path))}`,
    };
    throw usage(what, hint, path);
  }
  const target = await stat(path).catch(() => undefined);
  if (target?.isDirectory())
    throw usage({ zh: `“${path}”是文件夹`, en: `${JSON.stringify(path)} is a folder` }, hint, path);
  if (target !== undefined && !target.isFile()) return;
  const probe = temporaryName(path);
  try {
    await (await open(probe, 'wx')).close();
    await unlink(probe);
  } catch (error) {
    const code = errorCode(error);
    const what = {
      zh: `“${path}”写不进去（${code}）`,
      en: `${JSON.stringify(path)} cannot be written (${code})`,
    };
    throw usage(what, hint, path);
  }
}

/**
 * Writes a whole file or nothing: into a new file beside it that is then renamed, so that a reader
 * never meets half a plan and a full disk leaves the old one in place.
 */
export async function writeText(path: string, content: string): Promise<void> {
  if (path === standardStream) return writeOut(process.stdout, content);
  const old = await stat(path).catch(() => undefined);
  if (old !== undefined && !old.isFile()) return writeInto(path, content);
  // A link stays a link: what it points to is replaced.
  const target = old === undefined ? path : await realpath(path);
  const temporary = temporaryName(target);
  let file: FileHandle | undefined;
  try {
    file = await open(temporary, 'wx', old === undefined ? 0o666 : old.mode & 0o777);
    await file.writeFile(content);
    await file.sync();
    await file.close();
    file = undefined;
    await rename(temporary, target);
  } catch (error) {
    await file?.close().catch(() => undefined);
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** A device or a pipe cannot be renamed over: the text is simply sent there. */
async function writeInto(path: string, content: string): Promise<void> {
  const file = await open(path, 'w');
  try {
    await file.writeFile(content);
  } finally {
    await file.close();
  }
}

/**
 * Waits until a slow reader has taken everything: an exit would cut the text off. A reader such as
 * `head` may close the pipe early, and the disk behind standard output may be full; what standard
 * error cannot tell ends nothing.
 */
export function writeOut(stream: NodeJS.WriteStream, content: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(content, (error) => {
      if (error && stream !== process.stderr) reject(error);
      else resolve();
    });
  });
}

/** Text for people: names from a file may hold control characters, which a terminal shall not obey. */
export function readable(text: string): string {
  return text.replace(/(?!\n)\p{Cc}+/gu, ' ');
}

export function temporaryName(path: string): string {
  return join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.tmp`);
}

export function errorCode(error: unknown): string | undefined {
  return (error as NodeJS.ErrnoException | undefined)?.code;
}
