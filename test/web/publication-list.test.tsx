import { expect, test } from 'vitest';
import { zh } from '../../web/i18n/zh.ts';
import { PublicationList } from '../../web/publish/publication-list.tsx';
import { draw } from '../support/web/draw.tsx';
import { problemInfo } from '../support/web/plans.ts';

const verbs = ['plans:read', 'problems:read'];
const me = { kind: 'user', id: 'u', name: 'u', grants: [{ verbs, schoolId: null }] };

/** What is told of two publications, the newer of which is of these data. */
function told(problemId: string): string {
  const publication = { schoolId: 's1', publishedBy: 'user: li.na', note: '' };
  const data = [
    [['me'], me],
    [
      ['publications', 's1'],
      [
        { ...publication, id: 'b', planId: 'p2', problemId, createdAt: '2026-11-29T00:00:00Z' },
        {
          ...publication,
          id: 'a',
          planId: 'p1',
          problemId: 'data-1',
          createdAt: '2026-11-28T00:00:00Z',
        },
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
