import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { daysAfter, mondayOf, weekOfTerm } from '../../src/domain/calendar.ts';
import type { TermDates } from '../../src/domain/portal-week.ts';
import { useLanguage } from '../i18n/language.tsx';

/** Chooses a week: of the terms where there are calendars, else one before and one after. */
export function WeekNav(props: {
  /** Monday of the week that is shown. */
  start: string;
  /** In order; what lies between two is left out. */
  terms: readonly TermDates[];
  onWeek(date: string | undefined): void;
}) {
  const { start, terms, onWeek } = props;
  const { t, dayOf } = useLanguage();
  const weeks = terms.flatMap((term) => mondaysOf(term).map((monday) => ({ monday, term })));
  const mondays = weeks.map(({ monday }) => monday);
  const before = mondays.findLast((monday) => monday < start) ?? daysAfter(start, -7);
  const after = mondays.find((monday) => monday > start) ?? daysAfter(start, 7);
  const isFirst = mondays.length > 0 && !mondays.includes(before);
  const isLast = mondays.length > 0 && !mondays.includes(after);
  return (
    <nav className="week-nav no-print" aria-label={t.portal.week}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t.portal.weekBefore}
        disabled={isFirst}
        onClick={() => onWeek(before)}
      />
      {mondays.length > 0 && (
        <Select
          aria-label={t.portal.week}
          value={mondays.includes(start) ? start : null}
          placeholder={t.portal.outsideTerm}
          style={{ minWidth: 210 }}
          onChange={(monday) => monday && onWeek(monday)}
          options={weeks.map(({ monday, term }) => ({
            value: monday,
            // To which day it runs, only the week itself knows.
            label: t.portal.weekFrom(weekOfTerm(term, monday), dayOf(monday)),
          }))}
        />
      )}
      <Button
        icon={<RightOutlined aria-hidden />}
        aria-label={t.portal.weekAfter}
        disabled={isLast}
        onClick={() => onWeek(after)}
      />
      <Button onClick={() => onWeek(undefined)}>{t.portal.thisWeek}</Button>
    </nav>
  );
}

function mondaysOf(term: TermDates): string[] {
  const mondays: string[] = [];
  for (let day = mondayOf(term.start); day <= term.end; day = daysAfter(day, 7)) mondays.push(day);
  return mondays;
}
