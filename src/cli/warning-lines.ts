import type { Bilingual } from '../domain/bilingual.ts';
import type { DataWarning } from '../domain/data-warning.ts';
import { readable } from './files.ts';

/** A warning about valid data as lines: for people in both languages, for programs one of JSON. */
export function warningLines({ code, ...one }: DataWarning, asJson: boolean): string[] {
  return asJson ? [JSON.stringify({ warning: code, ...one })] : told(one.sentence);
}

/** In both languages, as lines. */
export function told({ zh, en }: Bilingual): string[] {
  return [`! ${zh}`, `  ${en}`].map(readable);
}
