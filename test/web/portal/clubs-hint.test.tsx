import { expect, test } from 'vitest';
import type { PortalSubjects, PortalWeek } from '../../../src/domain/portal-week.ts';
import { PublishedWeek } from '../../../web/portal/published-week.tsx';
import { SubjectPicker } from '../../../web/portal/subject-picker.tsx';
import { draw } from '../../support/web/draw.tsx';

/** The week of a class, of a school with or without a list of pupils and clubs. */
function told(hasPupils: boolean, clubs: boolean): string {
  const door = { school: 's' };
  const subject = { kind: 'class', id: 'C1' };
  const subjects = {
    school: { id: 's', name: '实验小学' },
    classes: [{ id: 'C1', name: '一年级1班' }],
    staff: [],
    hasPupils,
    term: null,
    terms: [],
    validFrom: '2026-11-02',
    timezone: 'Asia/Shanghai',
    subject: null,
  } as unknown as PortalSubjects;
  const club = { name: '篮球社', start: '16:40', end: '17:30', room: null };
  const day = {
    date: '2026-11-23',
    weekday: 1,
    holiday: null,
    isMakeUp: false,
    runsWeekday: 1,
    items: [],
    leaves: [],
    clubs: clubs ? [club] : [],
  };
  const week = {
    school: '实验小学',
    subject: { ...subject, name: '一年级1班' },
    start: '2026-11-23',
    week: null,
    days: [day],
    publishedAt: '2026-11-20T00:00:00Z',
  } as unknown as PortalWeek;
  const data = [
    [['portal-subjects', door], subjects],
    [['portal-week', door, subject, day.date], week],
  ] as const;
  return draw(<PublishedWeek door={door} />, { at: `/?week=${day.date}`, data }).text;
}

test('who is sent to look for a pupil finds pupils there, and clubs', () => {
  expect(told(true, true)).toContain('请选“学生”');
  for (const [hasPupils, clubs] of [
    [false, true],
    [true, false],
    [false, false],
  ] as const) {
    const text = told(hasPupils, clubs);
    expect(text).toContain('一年级1班');
    expect(text).not.toContain('请选“学生”');
  }
});

test('who has left is called by name beside the past weeks that know them', () => {
  const subjects = {
    classes: [],
    staff: [{ id: 'T2', name: '李敏' }],
  } as unknown as Parameters<typeof SubjectPicker>[0]['subjects'];
  const nothing = () => undefined;
  const picker = (id: string, name: string | undefined) =>
    draw(
      <SubjectPicker
        subjects={subjects}
        kind="staff"
        value={{ kind: 'staff', id }}
        name={name}
        onKind={nothing}
        onChange={nothing}
      />,
    ).text;
  expect(picker('T1', '王芳')).toContain('王芳');
  expect(picker('T2', '李敏(T2)')).toMatch(/李敏$/);
  expect(picker('T3', undefined)).toContain('T3');
});
