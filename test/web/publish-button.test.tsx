import { expect, test } from 'vitest';
import { PublishButton } from '../../web/publish/publish-button.tsx';
import { draw } from '../support/web/draw.tsx';

const me = {
  kind: 'user',
  id: 'u',
  name: 'u',
  grants: [{ verbs: ['plans:publish'], schoolId: null }],
};
const publications = [
  { id: 'p1', planId: 'one', note: '', publishedBy: 'u', createdAt: '2026-11-29' },
];

test('a plan among several is published by its letter, and again where it is in force', () => {
  const data = [
    [['me'], me],
    [['publications', 's1'], publications],
  ] as const;
  const text = (planId: string, letter: string) =>
    draw(
      <PublishButton planId={planId} schoolId="s1" publishable which={letter} letter={letter} />,
      { data },
    ).text;
  expect(text('one', 'A')).toContain('再次发布 A');
  expect(text('other', 'B')).toMatch(/^发布 B$/);
});
