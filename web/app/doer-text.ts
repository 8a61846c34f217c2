import type { Messages } from '../i18n/zh.ts';

/** Who did something, as people call them: without sign-in it is whoever is at this machine. */
export function doerText(doer: string, t: Messages): string {
  return doer === 'local: local' ? t.word.local : doer;
}
