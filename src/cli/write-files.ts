import { open, rename, stat, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { MadeFile } from '../files/index.ts';
import { makeFolders } from '../make-folders.ts';
import { errorCode, temporaryName } from './files.ts';
import { usage } from './refusal.ts';

export const folderHint = {
  zh: '用 --out 写一个可写的文件夹，没有会新建',
  en: 'name a folder that can be written',
};

/** The folder that files go to; it is made when it is not there. */
export async function makeFolder(path: string): Promise<void> {
  const found = await stat(path).catch(() => undefined);
  if (found !== undefined && !found.isDirectory()) {
    const what = { zh: `“${path}”不是文件夹`, en: `${JSON.stringify(path)} is not a folder` };
    throw usage(what, folderHint, path);
  }
  try {
    makeFolders(path);
    const probe = temporaryName(join(path, 'probe'));
    await (await open(probe, 'wx')).close();
    await unlink(probe);
  } catch (error) {
    const code = errorCode(error);
    const what = {
      zh: `“${path}”写不进去（${code}）`,
      en: `${JSON.stringify(path)} cannot be written (${code})`,
    };
    throw usage(what, folderHint, path);
  }
}

/**
 * Writes all files or none: each whole into a temporary file first, and only when all of them are
 * on disk do they get their names.
 */
export async function writeFiles(folder: string, files: readonly MadeFile[]): Promise<string[]> {
  const written: { temporary: string; target: string }[] = [];
  try {
    for (const { name, bytes } of files) {
      const target = join(folder, name);
      const temporary = temporaryName(target);
      written.push({ temporary, target });
      const file = await open(temporary, 'wx');
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const { temporary, target } of written) await rename(temporary, target);
  } catch (error) {
    for (const { temporary } of written) await unlink(temporary).catch(() => undefined);
    throw error;
  }
  return written.map(({ target }) => target);
}

/** What was written, for people and for programs. */
export function writtenText(paths: readonly string[], json: boolean): string {
  if (json) return `${JSON.stringify({ ok: true, files: paths })}\n`;
  return paths.map((path) => `${path}\n`).join('');
}
