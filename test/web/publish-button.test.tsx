import { expect, test } from 'vitest';
import { PublishButton } from '../../web/publish/publish-button.tsx';
import { isNewsSince, newestAt } from '../../web/publish/published-meanwhile.ts';
import { tinyProblem } from '../support/tiny.ts';
import { draw } from '../support/web/draw.tsx';

const me = {
  kind: 'user',
  id: 'u',
  name: 'u',
  grants: [{ verbs: ['plans:publish'], schoolId: null }],
};
const made = { note: '', publishedBy: 'u', createdAt: '2026-11-29' };
const publications = [
  { ...made, id: 'p2', planId: 'coming', validFrom: '2999-10-26', inForce: false },
  { ...made, id: 'p1', planId: 'one', validFrom: '2026-11-29', inForce: true },
];
const problem = tinyProblem({ school: { ...tinyProblem().school, id: 's1' } });

test('a plan among several is published by its letter, and again where it is in force', () => {
  const data = [
    [['me'], me],
    [['publications', 's1'], publications],
  ] as const;
  const text = (planId: string, letter: string) =>
    draw(
      <PublishButton
        planId={planId}
        problem={problem}
        publishable
        which={letter}
        letter={letter}
      />,
      { data },
    ).text;
  expect(text('one', 'A')).toContain('再次发布 A');
  expect(text('one', 'A')).toContain('当前公布');
  expect(text('other', 'B')).toMatch(/^发布 B$/);
  // What is still to come is not called what is in force.
  expect(text('coming', 'C')).toMatch(/再次发布 C.*10月26日起生效/);
  expect(text('coming', 'C')).not.toContain('当前公布');
});

test('what somebody else published since is told, also where nothing was before, and a withdrawal is not', () => {
  const one = { schoolId: 's1', problemId: 'd', planId: 'x', publishedBy: 'u', note: '' };
  const [a, b] = ['2026-11-01T00:00:00.000Z', '2026-11-02T00:00:00.000Z'].map((createdAt) => ({
    ...{ ...one, id: createdAt, validFrom: '2026-11-29', inForce: false },
    createdAt,
  }));
  if (!a || !b) throw new Error('no publications');
  expect(isNewsSince(newestAt([]), [a], 'mine')).toBe(true);
  expect(isNewsSince(newestAt([a]), [b, a], 'mine')).toBe(true);
  expect(isNewsSince(newestAt([a]), [b, a], 'x')).toBe(false);
  expect(isNewsSince(newestAt([b, a]), [a], 'mine')).toBe(false);
  expect(isNewsSince(undefined, [a], 'mine')).toBe(false);
});
