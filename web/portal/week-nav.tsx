import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { mondayOf, weekOfTerm } from '../../src/domain/calendar.ts';
import { useLanguage } from '../i18n/language.tsx';
import { addDays } from './dates.ts';

/** Chooses a week: of the term where there is a calendar, else one before and one after. */
export function WeekNav(props: {
  /** Monday of the week that is shown. */
  start: string;
  term: { start: string; end: string } | null;
  onWeek(date: string | undefined): void;
}) {
  const { start, term, onWeek } = props;
  const { t, dayOf } = useLanguage();
  const [before, after] = [addDays(start, -7), addDays(start, 7)];
  const isFirst = term !== null && before < mondayOf(term.start);
  const isLast = term !== null && after > term.end;
  const weeks = term ? mondaysOf(term) : [];
  return (
    <nav className="week-nav no-print" aria-label={t.portal.week}>
      <Button
        icon={<LeftOutlined aria-hidden />}
        aria-label={t.portal.weekBefore}
        disabled={isFirst}
        onClick={() => onWeek(before)}
      />
      {term && (
        <Select
          aria-label={t.portal.week}
          value={weeks.includes(start) ? start : null}
          placeholder={t.portal.outsideTerm}
          style={{ minWidth: 210 }}
          onChange={(monday) => monday && onWeek(monday)}
          options={weeks.map((monday) => ({
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

function mondaysOf(term: { start: string; end: string }): string[] {
  const mondays: string[] = [];
  for (let day = mondayOf(term.start); day <= term.end; day = addDays(day, 7)) mondays.push(day);
  return mondays;
}
