import { useMemo } from 'react';
import type { Interval, Problem } from '../../src/domain/problem.ts';
import { useText } from '../i18n/language.tsx';
import type { InnerList } from './entry-drawer.tsx';
import { faultsBelow } from './fault-places.ts';
import { enrolmentFields, pinSeatFields, seatFields } from './fields-activities.ts';
import { classEarlyFields, classLeaveFields, intervalFields } from './fields-people.ts';
import { ListPart } from './list-part.tsx';
import type { Options } from './options.ts';
import { fieldsOfList, type ListName } from './part-fields.ts';
import type { PartProps } from './part-props.ts';
import type { Part } from './parts.ts';
import { PeriodsPart } from './periods-part.tsx';
import { RulesPart } from './rules-part.tsx';
import { SchoolPart } from './school-part.tsx';
import { setAt } from './set-at.ts';
import { TermPart } from './term-part.tsx';
import { WeekPainter } from './week-painter.tsx';

/** One part of the draft. */
export function PartView({ part, ...props }: PartProps & { part: Part }) {
  switch (part) {
    case 'school':
      return <SchoolPart {...props} />;
    case 'periods':
      return <PeriodsPart {...props} />;
    case 'rules':
      return <RulesPart {...props} />;
    case 'term':
      return <TermPart {...props} />;
    default:
      return <EntriesPart key={part} list={part} {...props} />;
  }
}

/** What a new entry of each list is. */
const fresh: Record<ListName, { stem: string; entry: object }> = {
  periods: {
    stem: 'P',
    entry: { weekday: 1, segment: 'homework', start: '15:50', end: '16:30' },
  },
  leavePoints: { stem: 'L', entry: { time: '17:30' } },
  classes: { stem: 'C', entry: { grade: 1, homeRoomId: '' } },
  students: { stem: 'S', entry: { classId: '', leave: {} } },
  staff: { stem: 'T', entry: { kind: 'teacher' } },
  rooms: { stem: 'R', entry: { kind: '教室', seats: 50 } },
  activities: {
    stem: 'A',
    entry: {
      kind: 'club',
      segments: ['club'],
      enrol: 'choice',
      sessions: { perWeek: 1 },
      seats: [{ role: 'lead' }],
    },
  },
  pins: { stem: '', entry: {} },
};

function EntriesPart(props: PartProps & { list: Exclude<ListName, 'periods' | 'leavePoints'> }) {
  const { list, draft, options, faults, goTo, edit } = props;
  const t = useText();
  const fields = useMemo(() => fieldsOfList(list, t, options), [list, t, options]);
  const lists = useMemo(() => innerLists(list, t, options), [list, t, options]);
  const own = useMemo(() => faultsBelow(faults, [list]), [faults, list]);
  const hasTimes = list === 'staff' || list === 'rooms';
  const layers: [string, string][] =
    list === 'staff'
      ? [
          ['unavailable', t.editor.fields.unavailable],
          ['avoid', t.editor.fields.avoid],
          ['lessons', t.editor.fields.lessons],
        ]
      : [['unavailable', t.editor.fields.closed]];
  return (
    <ListPart
      list={list}
      title={t.problems.partNames[list]}
      draft={draft}
      fields={fields}
      lists={(entry) => lists.filter(({ path }) => isWanted(draft, list, entry, path))}
      fresh={fresh[list].entry}
      stem={fresh[list].stem}
      faults={own}
      goTo={goTo}
      edit={edit}
      drawing={(entry, index) =>
        hasTimes && (
          <section>
            <h3>{t.editor.times}</h3>
            <WeekPainter
              label={t.editor.times}
              periods={draft.periods}
              weekdays={options.weekdays}
              layers={layers.map(([key, title]) => ({
                key,
                title,
                intervals: intervalsOf(entry, key),
              }))}
              onPaint={(key, change, stroke) =>
                edit((problem) => {
                  const old = intervalsOf((problem[list] as readonly unknown[])[index], key);
                  const next = change(old);
                  return setAt(problem, [list, index, key], next.length > 0 ? next : undefined);
                }, `${list}/${index}/${key}/stroke-${stroke}`)
              }
            />
          </section>
        )
      }
    />
  );
}

function intervalsOf(entry: unknown, key: string): Interval[] {
  const value = (entry as Record<string, unknown> | undefined)?.[key];
  return Array.isArray(value) ? (value as Interval[]) : [];
}

/** Numbers of a class stand only where no pupils are listed; what is there is always shown. */
function isWanted(
  draft: Problem,
  list: ListName,
  entry: unknown,
  path: readonly (string | number)[],
): boolean {
  const [name] = path;
  const value = (entry as Record<string, unknown>)[String(name)];
  if (value !== undefined) return true;
  if (list === 'classes') {
    const { id } = entry as { id: string };
    return !draft.students?.some(({ classId }) => classId === id);
  }
  if (name === 'enrolment') return (entry as { enrol?: string }).enrol === 'choice';
  return true;
}

function innerLists(
  list: ListName,
  t: ReturnType<typeof useText>,
  o: Options,
): readonly InnerList[] {
  const f = t.editor.fields;
  const [day = 1] = o.weekdays;
  const leave = o.leavePoints[0]?.value ?? '';
  const times = (key: string, title: string): InnerList => ({
    path: [key],
    title,
    fields: intervalFields(t, o),
    fresh: { weekday: day, start: '16:00', end: '17:00' },
  });
  switch (list) {
    case 'classes':
      return [
        {
          path: ['leave'],
          title: t.editor.classLeave,
          fields: classLeaveFields(t, o),
          fresh: { weekday: day, leavePointId: leave, count: 0 },
        },
        {
          path: ['early'],
          title: t.editor.classEarly,
          fields: classEarlyFields(t, o),
          fresh: { weekday: day, count: 0 },
        },
      ];
    case 'staff':
      return [
        times('unavailable', f.unavailable),
        times('avoid', f.avoid),
        times('lessons', f.lessons),
      ];
    case 'rooms':
      return [times('unavailable', f.closed)];
    case 'activities':
      return [
        { path: ['seats'], title: f.seats, fields: seatFields(t, o), fresh: { role: 'assistant' } },
        {
          path: ['enrolment'],
          title: t.editor.enrolment,
          fields: enrolmentFields(t, o),
          fresh: { classId: o.classes[0]?.value ?? '', count: 0 },
        },
      ];
    case 'pins':
      return [
        {
          path: ['seats'],
          title: f.seats,
          fields: pinSeatFields(t, o),
          fresh: { role: 'lead', staffId: o.staff[0]?.value ?? '' },
        },
      ];
    default:
      return [];
  }
}
