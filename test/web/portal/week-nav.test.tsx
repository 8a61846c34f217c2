import { expect, test } from 'vitest';
import { WeekNav } from '../../../web/portal/week-nav.tsx';
import { draw } from '../../support/web/draw.tsx';

const term = { start: '2026-09-01', end: '2027-01-15' };

test('a week is called by its first day: it may run to Friday or to Saturday', () => {
  const nav = <WeekNav start="2026-11-23" term={term} onWeek={() => undefined} />;
  expect(draw(nav).text).toContain('第13周（11月23日起）');
  expect(draw(nav, { lang: 'en' }).text).toContain('Week 13, from 23 Nov');
  expect(draw(nav).text).not.toContain('11月27日');
});
