import { Alert, Button, Input } from 'antd';
import { daysAfter, mondayOf } from '../../src/domain/calendar.ts';
import { holdingOn, isOutside, spansOf } from '../../src/domain/validity.ts';
import { doerText } from '../app/doer-text.ts';
import { Field } from '../app/field.tsx';
import { useLanguage } from '../i18n/language.tsx';
import type { Publication } from '../remote/portal.ts';
import type { Problem } from '../remote/types.ts';

/**
 * Asks from which date a plan is to hold, and says what that date means for what was published
 * before: nothing is replaced, and no record changed, without it standing there.
 */
export function ValidFrom(props: {
  value: string;
  onChange(date: string): void;
  problem: Problem;
  today: string;
  /** Newest first. */
  publications: readonly Publication[];
}) {
  const { value, onChange, problem, today, publications } = props;
  const { t, dayOf, date: dated } = useLanguage();
  const { term } = problem;
  const monday = daysAfter(mondayOf(today), 7);
  const offers = [
    { date: today, text: t.publish.today },
    { date: monday, text: t.publish.nextMonday(dayOf(monday)) },
  ].filter(({ date }) => !isOutside(problem, date));
  return (
    <>
      <Field label={t.publish.validFrom}>
        {(id) => (
          <span className="valid-from">
            <Input
              id={id}
              type="date"
              required
              value={value}
              {...(term && { min: term.start, max: term.end })}
              onChange={(event) => onChange(event.target.value)}
            />
            {offers.map(({ date, text }) => (
              <Button
                key={date}
                type={date === value ? 'primary' : 'default'}
                ghost={date === value}
                aria-pressed={date === value}
                onClick={() => onChange(date)}
              >
                {text}
              </Button>
            ))}
          </span>
        )}
      </Field>
      {isOutside(problem, value) || value === '' ? (
        <Alert
          type="error"
          showIcon
          role="alert"
          className="valid-from-effect"
          title={
            term ? t.publish.outsideTerm(dated(term.start), dated(term.end)) : t.publish.noDate
          }
        />
      ) : (
        <Effect date={value} today={today} publications={publications} />
      )}
    </>
  );
}

/** What changes, and what does not. */
function Effect(props: { date: string; today: string; publications: readonly Publication[] }) {
  const { date, today, publications } = props;
  const { t, dayOf, dateTime, date: dated } = useLanguage();
  const before = holdingOn(publications, date);
  const next = spansOf(publications).find(({ from }) => from > date);
  const now = publications.find(({ inForce }) => inForce);
  const told = ({ createdAt, publishedBy, note }: Publication) =>
    t.publish.that(dateTime(createdAt), doerText(publishedBy, t), note);
  const last = next && daysAfter(next.from, -1);
  return (
    <div className="valid-from-effect" aria-live="polite">
      {date > today ? (
        <Alert
          type="info"
          showIcon
          title={now ? t.publish.later(dayOf(date)) : t.publish.laterFirst(dayOf(date))}
        />
      ) : date < today ? (
        <Alert
          type="warning"
          showIcon
          title={t.publish.past(dated(date), last && last < today ? dated(last) : undefined)}
        />
      ) : (
        <p>{t.publish.atOnce}</p>
      )}
      <p className="muted">
        {[
          before && t.publish.replaces(before.validFrom === date, told(before)),
          next && last && t.publish.until(dayOf(last), told(next.held)),
          t.publish.stays,
        ]
          .filter(Boolean)
          .join(t.publish.gap)}
      </p>
    </div>
  );
}
