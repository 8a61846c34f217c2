import { expect, test } from 'vitest';
import { WeekNav } from '../../../web/portal/week-nav.tsx';
import { draw } from '../../support/web/draw.tsx';

const term = { start: '2026-09-01', end: '2027-01-15' };

test('a week is called by its first day: it may run to Friday or to Saturday', () => {
  const nav = <WeekNav start="2026-11-23" terms={[term]} onWeek={() => undefined} />;
  expect(draw(nav).text).toContain('第13周（11月23日起）');
  expect(draw(nav, { lang: 'en' }).text).toContain('Week 13, from 23 Nov');
  expect(draw(nav).text).not.toContain('11月27日');
});

test('from the last week of a term one goes on to the next one of which something is published', () => {
  const spring = { start: '2027-02-22', end: '2027-07-02' };
  const buttons = (start: string, ...more: (typeof term)[]) => {
    const nav = <WeekNav start={start} terms={[term, ...more]} onWeek={() => undefined} />;
    const { html } = draw(nav);
    return ['上一周', '下一周'].map((name) => {
      const button = new RegExp(`<button[^>]*aria-label="${name}"[^>]*>`).exec(html)?.[0];
      return !button?.includes('disabled=""');
    });
  };
  expect(buttons('2027-01-11')).toEqual([true, false]);
  expect(buttons('2027-01-11', spring)).toEqual([true, true]);
  expect(buttons('2027-02-22', spring)).toEqual([true, true]);
  expect(buttons('2026-08-31', spring)).toEqual([false, true]);
  const nav = <WeekNav start="2027-02-22" terms={[term, spring]} onWeek={() => undefined} />;
  expect(draw(nav).text).toContain('第1周（2月22日起）');
});
