import { useLanguage } from '../i18n/language.tsx';
import type { PortalWeek } from '../remote/portal.ts';
import { isOn } from './dates.ts';
import '../app/segments.css';
import './portal.css';

type Day = PortalWeek['days'][number];

/** A published week, a column for each day: made for a phone, a wall and a sheet of paper. */
export function WeekView(props: {
  week: PortalWeek & { publishedAt: string };
  /** Where the school is. */
  today: string;
}) {
  const { week, today } = props;
  const { t, dayOf, dateTime } = useLanguage();
  // Weekends are shown where something is on.
  const days = week.days.filter((day) => day.weekday <= 5 || isOn(day));
  const from = week.days.at(-1)?.validFrom;
  return (
    <article className="week">
      <header className="week-head">
        <h2>
          {week.subject.name} <small>{t.portal.kinds[week.subject.kind]}</small>
        </h2>
        <p>
          {week.school} · {week.week !== null && `${t.portal.weekOf(week.week)} · `}
          <span className="nowrap">
            {dayOf(week.start)}–{dayOf(days.at(-1)?.date ?? week.start)}
          </span>
        </p>
      </header>
      <ol className="week-days">
        {days.map((day, i) => (
          <li key={day.date} className={day.date === today ? 'day is-today' : 'day'}>
            <DayColumn day={day} before={days[i - 1]} kind={week.subject.kind} />
          </li>
        ))}
      </ol>
      <p className="muted small">
        {t.portal.publishedAt(dateTime(week.publishedAt), from ? dayOf(from) : undefined)}
      </p>
    </article>
  );
}

function DayColumn(props: {
  day: Day;
  /** The day that is shown before it. */
  before: Day | undefined;
  kind: PortalWeek['subject']['kind'];
}) {
  const { day, before, kind } = props;
  const { t, dayOf, aside } = useLanguage();
  const isNew = before?.validFrom && day.validFrom !== before.validFrom;
  const isOther = day.isMakeUp && day.runsWeekday !== null;
  return (
    <>
      <h3>
        {t.weekday[day.weekday]} <span>{dayOf(day.date)}</span>
      </h3>
      {isNew && <p className="day-note">{t.portal.newPlan}</p>}
      {isOther && (
        <p className="day-note">{t.portal.makeUp(t.weekday[day.runsWeekday ?? 0] ?? '')}</p>
      )}
      {day.holiday !== null ? (
        <p className="day-note">
          {t.portal.holiday} {day.holiday}
        </p>
      ) : (
        !isOn(day) && (
          <p className="day-note">
            {day.validFrom === null
              ? t.portal.noPlan
              : kind === 'staff'
                ? t.portal.noPosts
                : day.isKnown || day.runsWeekday === null
                  ? t.portal.noService
                  : t.portal.notInPlan(t.portal.kinds[kind])}
          </p>
        )
      )}
      <ul>
        {day.items.map((item) => (
          <li
            key={`${item.start} ${item.activity} ${item.room?.name}`}
            className={`slot seg-${item.segment}`}
          >
            <time>
              {item.start}–{item.end}
            </time>
            <b>{item.activity ?? t.care[item.segment]}</b>
            {item.room && (
              <span>
                {t.portal.place} {placeOf(item.room, t.portal.floor, aside)}
              </span>
            )}
            {item.room?.rain && <span>{t.word.rain(item.room.rain)}</span>}
            {item.staff.length > 0 && kind !== 'staff' && (
              <span>
                {t.portal.with} {t.word.list(item.staff)}
              </span>
            )}
            {kind === 'staff' && item.classes.length > 0 && (
              <span>{t.word.list(item.classes)}</span>
            )}
          </li>
        ))}
      </ul>
      {day.clubs && day.clubs.length > 0 && <Clubs clubs={day.clubs} />}
      {day.leaves.map((leave) => (
        <p key={leave.time} className="leave">
          <b>
            {leave.time} {t.portal.leaveAt}
          </b>
          {leave.from && <span> · {leave.from}</span>}
        </p>
      ))}
    </>
  );
}

/** The clubs of the class's pupils: a pupil is in some of them, and in the class's care otherwise. */
function Clubs({ clubs }: { clubs: NonNullable<Day['clubs']> }) {
  const { t, aside } = useLanguage();
  const times = [...new Set(clubs.map(({ start, end }) => `${start}–${end}`))];
  return (
    <details className="clubs" open>
      <summary>{t.portal.clubs(clubs.length)}</summary>
      {times.map((time) => (
        <div key={time} className="slot seg-club">
          <time>{time}</time>
          <ul>
            {clubs
              .filter(({ start, end }) => `${start}–${end}` === time)
              .map(({ name, room }, i) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes
                <li key={i}>
                  <b>{name}</b> {room && placeOf(room, t.portal.floor, aside)}
                  {room?.rain && ` ${t.word.rain(room.rain)}`}
                </li>
              ))}
          </ul>
        </div>
      ))}
    </details>
  );
}

function placeOf(
  room: NonNullable<Day['items'][number]['room']>,
  floor: (n: number) => string,
  aside: (text: string) => string,
): string {
  const where = [room.building, room.floor === null ? null : floor(room.floor)].filter(Boolean);
  // The building and its floor stay in one line.
  return where.length === 0 ? room.name : room.name + aside(where.join('\u00a0'));
}
