import { expect, test } from 'vitest';
import { zh } from '../../web/i18n/zh.ts';
import { PublicationList } from '../../web/publish/publication-list.tsx';
import { draw } from '../support/web/draw.tsx';
import { problemInfo } from '../support/web/plans.ts';

const verbs = ['plans:read', 'problems:read'];
const me = { kind: 'user', id: 'u', name: 'u', grants: [{ verbs, schoolId: null }] };
const coordinator = { ...me, grants: [{ verbs: [...verbs, 'plans:publish'], schoolId: null }] };

/** What is told of two publications, the newer of which is of these data. */
function told(problemId: string, ...more: unknown[]): string {
  return toldTo(me, problemId, ...more);
}

function toldTo(who: unknown, problemId: string, ...more: unknown[]): string {
  const publication = { schoolId: 's1', publishedBy: 'user: li.na', note: '' };
  const data = [
    [['me'], who],
    [
      ['publications', 's1'],
      [
        {
          ...publication,
          id: 'b',
          planId: 'p2',
          problemId,
          validFrom: '2026-11-29',
          inForce: true,
          createdAt: '2026-11-29T00:00:00Z',
        },
        {
          ...publication,
          id: 'a',
          planId: 'p1',
          problemId: 'data-1',
          validFrom: '2026-11-28',
          inForce: false,
          createdAt: '2026-11-28T00:00:00Z',
        },
        ...more,
      ],
    ],
    [
      ['problems', 'of', 's1'],
      [problemInfo({ id: 'data-2' }), problemInfo({ id: 'data-1', isCurrent: false })],
    ],
  ] as const;
  return draw(<PublicationList schoolId="s1" />, { data }).text;
}

test('what is in force says so when the school has changed its data since', () => {
  expect(told('data-1').split(zh.plan.oldData)).toHaveLength(2);
  // What was published before is of older data anyway.
  expect(told('data-2')).not.toContain(zh.plan.oldData);
});

test('what is to come, and what was replaced before it held, say so', () => {
  const one = { schoolId: 's1', publishedBy: 'li.na', note: '', planId: 'p3', inForce: false };
  const text = told(
    'data-2',
    { ...one, id: 'c', problemId: 'data-2', validFrom: '2999-01-04', createdAt: '2026-11-27' },
    { ...one, id: 'd', problemId: 'data-2', validFrom: '2026-11-28', createdAt: '2026-11-26' },
  );
  for (const word of [zh.publish.inForce, zh.publish.coming, zh.publish.replaced]) {
    expect(text.split(word), word).toHaveLength(2);
  }
  expect(text).toContain('2999年1月4日 尚未生效');
});

test('what is to come, and nothing else, can be withdrawn by whoever may publish', () => {
  const one = { schoolId: 's1', publishedBy: 'li.na', note: '', planId: 'p3', inForce: false };
  const coming = { ...one, problemId: 'data-2', validFrom: '2999-01-04', createdAt: '2026-11-27' };
  const replaced = { ...coming, id: 'd', createdAt: '2026-11-26' };
  const times = (who: unknown, ...more: unknown[]) =>
    // Buttons of two characters have a blank between them.
    toldTo(who, 'data-2', ...more).split(/撤 ?回/).length - 1;
  expect(times(coordinator, { ...coming, id: 'c' }, replaced)).toBe(1);
  expect(times(me, { ...coming, id: 'c' })).toBe(0);
  expect(times(coordinator)).toBe(0);
});
