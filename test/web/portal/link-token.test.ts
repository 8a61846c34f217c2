import { expect, test } from 'vitest';
import { linkToken } from '../../../web/portal/link-token.ts';

test('a link works with the words that a messenger took for a part of it, and not without its token', () => {
  for (const more of ['', '。请各位家长查看', '）', '%E3%80%82', ' 谢谢'])
    expect(linkToken(`#t=a-B_9${more}`), more).toBe('a-B_9');
  for (const hash of ['', '#t', '#t=', '#t=。', '#u=a']) expect(linkToken(hash)).toBeUndefined();
});
