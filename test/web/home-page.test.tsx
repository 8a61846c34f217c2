import { expect, test } from 'vitest';
import { HomePage } from '../../web/home/home-page.tsx';
import { draw } from '../support/web/draw.tsx';

const me = { kind: 'user', id: 'u', name: 'u', grants: [{ verbs: ['jobs:read'], schoolId: null }] };

function told(publishable: boolean | null, status = 'completed', lang: 'zh' | 'en' = 'zh'): string {
  const job = {
    id: 'j',
    schoolName: '缺人小学',
    status,
    planId: status === 'completed' ? 'p' : null,
    publishable,
    options: {},
    createdAt: '2026-11-29T00:00:00Z',
    progress: null,
    score: null,
  };
  const data = [
    [['me'], me],
    [['jobs'], { items: [job], next: null }],
  ] as const;
  return draw(<HomePage />, { lang, data }).text;
}

test('a plan that cannot be published is not called done', () => {
  expect(told(true)).toContain('缺人小学 已经排好');
  expect(told(false)).not.toContain('已经排好');
  expect(told(false)).toContain('缺人小学 排出了方案，还不能发布');
  expect(told(false, 'completed', 'en')).toContain('has a plan that cannot be published yet');
  expect(told(null, 'running')).toContain('缺人小学 正在排');
});
