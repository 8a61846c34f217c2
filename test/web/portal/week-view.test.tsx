import { expect, test } from 'vitest';
import type { PortalWeek } from '../../../src/domain/portal-week.ts';
import { WeekView } from '../../../web/portal/week-view.tsx';
import { draw } from '../../support/web/draw.tsx';

/** A week with one item that two people look after. */
function told(lang: 'zh' | 'en', kind: 'class' | 'staff'): string {
  const item = {
    start: '15:50',
    end: '16:30',
    segment: 'homework',
    activity: null,
    room: null,
    staff: ['张涛', '李国强'],
    classes: ['一年级1班', '一年级2班'],
  };
  const day = { date: '2026-11-23', weekday: 1, holiday: null, isMakeUp: false, runsWeekday: 1 };
  const week = {
    school: '实验小学',
    subject: { kind, id: 'x', name: 'x' },
    start: '2026-11-23',
    week: null,
    days: [{ ...day, items: [item], leaves: [] }],
    publishedAt: '2026-11-20T00:00:00Z',
  } as unknown as PortalWeek & { publishedAt: string };
  return draw(<WeekView week={week} />, { lang }).text;
}

test('people and classes of a published week are parted as the language does it', () => {
  expect(told('zh', 'class')).toContain('张涛、李国强');
  expect(told('en', 'class')).toContain('张涛, 李国强');
  expect(told('zh', 'staff')).toContain('一年级1班、一年级2班');
  expect(told('en', 'staff')).toContain('一年级1班, 一年级2班');
});
