import { App } from 'antd';
import { expect, test } from 'vitest';
import { en } from '../../../web/i18n/en.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { ShareCard } from '../../../web/portal/share-card.tsx';
import { draw } from '../../support/web/draw.tsx';

/** A link to the whole school shows more than the timetables on the door. */
function card(lang: 'zh' | 'en', hasPupils: boolean, links: unknown[] = []): string {
  const school = { id: 's1', name: '实验小学' };
  const subjects = { school, classes: [], staff: [], hasPupils, term: null, subject: null };
  const data = [
    [['portal-subjects', { school: 's1' }], subjects],
    [['portal-links', 's1'], links],
  ] as const;
  const part = (
    <App>
      <ShareCard schoolId="s1" />
    </App>
  );
  return draw(part, { lang, at: '/portal', data }).text;
}

test.each([
  ['zh', zh],
  ['en', en],
] as const)('who makes one is told that any pupil can be looked up by it (%s)', (lang, t) => {
  expect(card(lang, true)).toContain(t.share.wholeHint);
  // Where pupils are numbers alone there is nobody to look up.
  expect(card(lang, false)).not.toContain(t.share.wholeHint);
});

test('a link for somebody who has left is told by their name', () => {
  const made = { id: 'l', schoolId: 's1', expiresAt: null, createdAt: '2026-11-29T00:00:00Z' };
  const link = { ...made, subject: { kind: 'staff', id: 'T052' }, name: '王芳' };
  expect(card('zh', false, [link])).toContain('教师 王芳');
  expect(card('zh', false, [{ ...link, name: null }])).toContain('教师 T052');
});
