import { expect, test } from 'vitest';
import type { PublishedWeek } from '../../../src/domain/published-week.ts';
import { zh } from '../../../web/i18n/zh.ts';
import { WeekView } from '../../../web/portal/week-view.tsx';
import { draw } from '../../support/web/draw.tsx';

/** A week with one item that two people look after. */
function told(lang: 'zh' | 'en', kind: 'class' | 'staff', ...more: unknown[]): string {
  const item = {
    start: '15:50',
    end: '16:30',
    segment: 'homework',
    activity: null,
    room: null,
    staff: ['张涛', '李国强'],
    classes: ['一年级1班', '一年级2班'],
  };
  const day = {
    date: '2026-11-23',
    weekday: 1,
    holiday: null,
    isMakeUp: false,
    runsWeekday: 1,
    validFrom: '2026-11-02',
    isKnown: true,
  };
  const week = {
    school: '实验小学',
    subject: { kind, id: 'x', name: 'x' },
    start: '2026-11-23',
    week: null,
    days: [{ ...day, items: [item], leaves: [] }, ...more],
    publishedAt: '2026-11-20T00:00:00Z',
  } as unknown as PublishedWeek & { publishedAt: string };
  return draw(<WeekView week={week} today="2026-11-23" />, { lang }).text;
}

test('people and classes of a published week are parted as the language does it', () => {
  expect(told('zh', 'class')).toContain('张涛、李国强');
  expect(told('en', 'class')).toContain('张涛, 李国强');
  expect(told('zh', 'staff')).toContain('一年级1班、一年级2班');
  expect(told('en', 'staff')).toContain('一年级1班, 一年级2班');
});

test('a day on which all of a class are in clubs is a day with service, also at the weekend', () => {
  const club = { name: '书法社', start: '09:00', end: '10:30', room: null };
  const day = { holiday: null, isMakeUp: false, items: [], leaves: [], clubs: [club] };
  const tuesday = { ...day, date: '2026-11-24', weekday: 2, runsWeekday: 2, isKnown: true };
  const saturday = { ...day, date: '2026-11-28', weekday: 6, runsWeekday: 6 };
  const text = told('zh', 'class', tuesday, saturday);
  expect(text).toContain('周六');
  expect(text.split('书法社')).toHaveLength(3);
  expect(text).not.toContain(zh.portal.noService);
  expect(told('zh', 'class', { ...tuesday, clubs: [] })).toContain(zh.portal.noService);
});

test('a week in which another plan begins says so on that day, and where nothing was published', () => {
  const day = { holiday: null, isMakeUp: false, runsWeekday: 2, items: [], leaves: [] };
  const later = { ...day, date: '2026-11-24', weekday: 2 };
  const sunday = { ...day, date: '2026-11-29', weekday: 7 };
  const since = (validFrom: string | null) =>
    told('zh', 'class', { ...later, validFrom }, { ...sunday, validFrom });
  expect(since('2026-11-02')).not.toContain(zh.portal.newPlan);
  expect(since('2026-11-02')).toContain('11月2日起生效');
  expect(since('2026-11-24').split(zh.portal.newPlan)).toHaveLength(2);
  expect(since('2026-11-24')).toContain('11月24日起生效');
  const none = since(null);
  expect(none).toContain(zh.portal.noPlan);
  expect(none).not.toContain(zh.portal.noService);
});

test('a class that the plan of a day does not know is not told that there is no service', () => {
  const day = { date: '2026-11-24', weekday: 2, runsWeekday: 2, holiday: null, isMakeUp: false };
  const gone = { ...day, items: [], leaves: [], validFrom: '2026-11-24', isKnown: false };
  const notInPlan = zh.portal.notInPlan(zh.portal.kinds.class);
  expect(told('zh', 'class', gone)).toContain(notInPlan);
  expect(told('zh', 'class', gone)).not.toContain(zh.portal.noService);
  expect(told('zh', 'class', { ...gone, runsWeekday: null })).toContain(zh.portal.noService);
  expect(told('zh', 'staff', gone)).toContain(zh.portal.noPosts);
});
