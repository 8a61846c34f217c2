import { Button } from 'antd';
import { useMemo, useState } from 'react';
import type { Period, Problem } from '../../src/domain/problem.ts';
import { useText } from '../i18n/language.tsx';
import { byEntry, faultsBelow } from './fault-places.ts';
import { leavePointFields, periodFields } from './fields-school.ts';
import { ListPart } from './list-part.tsx';
import type { PartProps } from './part-props.ts';
import { PeriodWeek } from './period-week.tsx';
import { useReadOnly } from './read-only.ts';
import { freshId } from './rename-id.ts';

/** When the week runs: its periods drawn on a scale of time, and the leave points over them. */
export function PeriodsPart({ draft, options, faults, goTo, edit }: PartProps) {
  const t = useText();
  const isReadOnly = useReadOnly();
  const [wish, setWish] = useState<{ index: number; key: string | undefined }>();
  const ofPeriods = useMemo(() => faultsBelow(faults, ['periods']), [faults]);
  const ofLeave = useMemo(() => faultsBelow(faults, ['leavePoints']), [faults]);
  const bad = useMemo(() => new Set(byEntry(ofPeriods).keys()), [ofPeriods]);
  const fields = useMemo(() => periodFields(t, options), [t, options]);
  const leaveFields = useMemo(() => leavePointFields(t), [t]);
  const [first] = options.weekdays;
  return (
    <>
      <PeriodWeek
        periods={draft.periods}
        leavePoints={draft.leavePoints}
        bad={bad}
        onOpen={(index) => setWish({ index, key: 'start' })}
        onTimes={(index, start, end, stroke) =>
          edit((problem) => withTimes(problem, index, start, end), `periods/${index}/${stroke}`)
        }
      />
      {!isReadOnly && <p className="muted small">{t.editor.weekHint}</p>}
      {first !== undefined && !isReadOnly && (
        <p>
          <Button
            size="small"
            className="copy-day"
            onClick={() => edit((problem) => copyDay(problem, first))}
          >
            {t.editor.copyDay(t.weekday[first] as string)}
          </Button>
        </p>
      )}
      <ListPart
        list="periods"
        title={t.problems.partNames.periods}
        draft={draft}
        fields={fields}
        fresh={{ weekday: first ?? 1, segment: 'homework', start: '15:50', end: '16:30' }}
        stem="P"
        faults={ofPeriods}
        goTo={wish ?? goTo}
        height={420}
        isForm={false}
        edit={edit}
      />
      <div style={{ height: 14 }} />
      <ListPart
        list="leavePoints"
        title={t.problems.partNames.leavePoints}
        draft={draft}
        fields={leaveFields}
        fresh={{ time: '18:00' }}
        stem="L"
        faults={ofLeave}
        goTo={undefined}
        isForm={false}
        edit={edit}
      />
    </>
  );
}

function withTimes(problem: Problem, index: number, start: string, end: string): Problem {
  const old = problem.periods[index];
  if (!old || (old.start === start && old.end === end)) return problem;
  return {
    ...problem,
    periods: problem.periods.map((one, i) => (i === index ? { ...one, start, end } : one)),
  };
}

const WORKDAYS = [1, 2, 3, 4, 5];

/** Periods of one day for every working day that has none yet. */
export function copyDay(problem: Problem, day: number): Problem {
  const model = problem.periods.filter(({ weekday }) => weekday === day);
  const periods: Period[] = [...problem.periods];
  for (const weekday of WORKDAYS) {
    if (periods.some((one) => one.weekday === weekday)) continue;
    for (const one of model) {
      const id = freshId(
        periods.map((p) => p.id),
        'P',
      );
      periods.push({ ...one, id, weekday });
    }
  }
  return periods.length === problem.periods.length ? problem : { ...problem, periods };
}
