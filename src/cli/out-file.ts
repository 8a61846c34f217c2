import { stat } from 'node:fs/promises';
import { checkWritable, standardStream } from './files.ts';
import { type OptionValues, textOption } from './options.ts';
import { usage } from './refusal.ts';

/**
 * Where `--out` wants the result, standard output by default. Refused before any work is spent: a
 * place that cannot be written, and a file that is read here, which the result would replace.
 */
export async function outFile(
  values: OptionValues,
  inputs: readonly string[] = [],
): Promise<string> {
  const out = textOption(values, 'out') ?? standardStream;
  await checkWritable(out);
  for (const input of inputs) {
    if (!(await isSameFile(out, input))) continue;
    const what = {
      zh: `--out 是要读取的文件“${input}”，结果会覆盖它`,
      en: `--out is the file ${JSON.stringify(input)} that is read, which the result would replace`,
    };
    throw usage(what, { zh: '写另一个文件名', en: 'name another file' }, out);
  }
  return out;
}

/** However it is written, and by whichever link. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  if (a === standardStream || b === standardStream) return false;
  const [one, other] = await Promise.all([a, b].map((path) => stat(path).catch(() => undefined)));
  return one?.isFile() === true && one.ino === other?.ino && one.dev === other.dev;
}
