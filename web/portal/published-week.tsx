import { Alert, Button } from 'antd';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Failure, Loading, Nothing } from '../app/states.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { ApiFailure } from '../remote/client.ts';
import {
  type PortalDoor,
  type PortalSubjects,
  type PortalWeek,
  type Subject,
  usePortalSubjects,
  usePortalWeek,
} from '../remote/portal.ts';
import { askedDate, nearestWeek, todayIn, weekAfterThis } from './dates.ts';
import { SubjectPicker } from './subject-picker.tsx';
import { SubscribeButton } from './subscribe-button.tsx';
import { WeekNav } from './week-nav.tsx';
import { WeekView } from './week-view.tsx';
import './portal.css';

const kinds = ['class', 'staff', 'pupil'] as const;

/** Whose week the address asks for, and which one: `?class=…&week=2025-09-01`. */
export function usePortalPlace() {
  const location = useLocation();
  const navigate = useNavigate();
  const search = new URLSearchParams(location.search);
  const kind = kinds.find((one) => search.has(one));
  const subject: Subject | undefined = kind && { kind, id: search.get(kind) ?? '' };
  const put = (next: { subject?: Subject; week?: string | undefined }) => {
    if (next.subject) {
      for (const one of kinds) search.delete(one);
      search.set(next.subject.kind, next.subject.id);
    }
    if ('week' in next) {
      if (next.week === undefined) search.delete('week');
      else search.set('week', next.week);
    }
    // The token of a link stands in the hash and must stay there.
    void navigate({ search: search.toString(), hash: location.hash }, { replace: true });
  };
  return { subject, week: askedDate(search.get('week')), put };
}

/** The published week behind a door: chooser, week, print. */
export function PublishedWeek({ door }: { door: PortalDoor }) {
  const { t } = useLanguage();
  const subjects = usePortalSubjects(door);
  if (subjects.data) return <Chosen door={door} subjects={subjects.data} />;
  if (!subjects.error) return <Loading rows={8} />;
  const code = subjects.error instanceof ApiFailure ? subjects.error.details.code : '';
  if (code === 'not-published') return <Nothing text={t.portal.noPublished} />;
  if (code === 'link-not-found') return <Nothing text={t.portal.linkOver} />;
  return <Failure error={subjects.error} retry={() => void subjects.refetch()} />;
}

function Chosen(props: {
  door: PortalDoor;
  subjects: PortalSubjects & { subject: Subject | null };
}) {
  const { door, subjects } = props;
  const { t, dayOf } = useLanguage();
  const place = usePortalPlace();
  const [first] = subjects.classes;
  const subject =
    subjects.subject ?? place.subject ?? (first && ({ kind: 'class', id: first.id } as Subject));
  const [kind, setKind] = useState(subject?.kind ?? 'class');
  // Who turned to teachers or pupils is not shown a class meanwhile.
  const isChosen = subject === undefined || subject.kind === kind;
  const today = todayIn(subjects.timezone);
  const nearest = nearestWeek(subjects, today);
  const asked = usePortalWeek(door, subject, place.week ?? nearest);
  const next =
    place.week === undefined && nearest === undefined
      ? weekAfterThis(asked.data, subjects.terms.at(-1) ?? null, today)
      : '';
  const coming = usePortalWeek(door, next ? subject : undefined, next);
  const week = next ? coming : asked;
  const failure = week.error instanceof ApiFailure ? week.error.details.code : undefined;
  return (
    <>
      <div className="portal-bar no-print">
        {subjects.subject === null && (
          <SubjectPicker
            subjects={subjects}
            kind={kind}
            value={isChosen ? subject : undefined}
            name={week.data?.subject.name}
            onKind={setKind}
            onChange={(next) => place.put({ subject: next })}
          />
        )}
        {isChosen && week.data && (
          <WeekNav
            start={week.data.start}
            terms={subjects.terms}
            onWeek={(date) => place.put({ week: date })}
          />
        )}
        {'token' in door && subjects.term && subject && isChosen && (
          <SubscribeButton token={door.token} subject={subject} />
        )}
        <Button type="primary" disabled={!isChosen || !week.data} onClick={() => print()}>
          {t.word.print}
        </Button>
      </div>
      {nearest !== undefined && place.week === undefined && (
        <Alert
          type="info"
          showIcon
          title={
            nearest === subjects.validFrom ? t.portal.notYet(dayOf(nearest)) : t.portal.nearest
          }
          className="no-print portal-note"
        />
      )}
      {!isChosen ? (
        <Nothing text={kind === 'pupil' ? t.portal.enterNumber : t.portal.pickOne} />
      ) : failure === 'subject-not-found' ? (
        <Nothing text={t.portal.nobody} />
      ) : week.error ? (
        <Failure error={week.error} retry={() => void week.refetch()} />
      ) : week.data ? (
        <>
          <WeekView week={week.data} today={today} />
          {subject?.kind === 'class' &&
            subjects.subject === null &&
            tellsOfPupils(subjects, week.data) && (
              <p className="muted no-print">{t.portal.clubsHint}</p>
            )}
        </>
      ) : (
        <Loading rows={8} />
      )}
    </>
  );
}

/** Whether the class has clubs of which its pupils could be asked for one by one. */
function tellsOfPupils(
  { hasPupils }: Pick<PortalSubjects, 'hasPupils'>,
  { days }: Pick<PortalWeek, 'days'>,
): boolean {
  return hasPupils && days.some(({ clubs }) => clubs !== undefined && clubs.length > 0);
}
