import { makeFault } from '../faults.ts';
import { quote, quoteZh } from '../pointer.ts';
import type { Activity, Period } from '../problem.ts';
import { longestRun, successors } from '../spans.ts';
import { minuteOf } from '../time.ts';
import { type Checking, checkReference, checkReferences, checkRepeats } from './lookup.ts';
import { entries, type Loose } from './loose.ts';

export function checkActivities(checking: Checking): void {
  const { problem, faults } = checking;
  const spanCheck = makeSpanCheck(checking);
  for (const [i, activity] of entries(problem.activities)) {
    const path = ['activities', i] as const;
    const { enrol, size, enrolment, studentIds, segments } = activity;
    checkReferences(checking, 'periods', activity.periodIds, [...path, 'periodIds']);
    checkReferences(checking, 'classes', activity.classIds, [...path, 'classIds']);
    checkReferences(checking, 'students', studentIds, [...path, 'studentIds']);
    checkReferences(checking, 'rooms', activity.room?.roomIds, [...path, 'room', 'roomIds']);
    checkRepeats(faults, 'duplicate-entry', studentIds, [...path, 'studentIds'], 'the student');
    for (const [j, row] of entries(enrolment)) {
      checkReference(checking, 'classes', row.classId, [...path, 'enrolment', j, 'classId']);
    }
    if (enrol !== undefined && enrol !== 'choice') {
      for (const field of ['enrolment', 'studentIds'] as const) {
        // An empty list says nothing, and exporters like to write it.
        if ((activity[field]?.length ?? 0) === 0) continue;
        const what = {
          zh: `活动${quoteZh(activity.id ?? '')}的参加方式是 ${quoteZh(enrol)}，不应有${field === 'enrolment' ? '各班报名人数' : '学生名单'}`,
          en: `${quote(activity.id ?? '')} has ${field} while its enrol is "${enrol}"`,
        };
        faults.push(makeFault('enrol-mismatch', [...path, field], what));
      }
    }
    if (segments?.length === 0) {
      const what = {
        zh: `活动${quoteZh(activity.id ?? '')}没有可用的环节`,
        en: `${quote(activity.id ?? '')} may sit in no segment`,
      };
      faults.push(makeFault('empty-list', [...path, 'segments'], what));
    }
    if (size?.min !== undefined && size.max !== undefined && size.min > size.max) {
      const what = {
        zh: `最少人数 ${size.min} 多于最多人数 ${size.max}`,
        en: `size.min is ${size.min} and size.max is ${size.max}`,
      };
      faults.push(makeFault('size-order', [...path, 'size', 'min'], what, { value: size.min }));
    }
    spanCheck(activity, i);
  }
}

type Readable = Pick<Period, 'id' | 'weekday' | 'segment' | 'start' | 'end'>;

/** Spans: only with `perWeek`, and only as long as some run of allowed periods. */
function makeSpanCheck({ problem, known, faults }: Checking) {
  // With a period that cannot be read nobody can tell which runs there are.
  const periods = (problem.periods ?? []).filter((p) => p !== undefined && isReadable(p));
  const complete = problem.periods !== undefined && periods.length === problem.periods.length;
  let next: Map<Readable, Readable[]> | undefined;
  return (activity: Loose<Activity>, i: number): void => {
    const { span, sessions, segments, periodIds } = activity;
    if (span === undefined || span <= 1) return;
    const path = ['activities', i, 'span'];
    if (sessions !== undefined && 'every' in sessions && sessions.every) {
      const what = {
        zh: `活动${quoteZh(activity.id ?? '')}每个时段都开，不能连上 ${span} 个时段`,
        en: `${quote(activity.id ?? '')} is held in every period and has a span of ${span}`,
      };
      faults.push(makeFault('every-span', path, what, { value: span }));
      return;
    }
    if (!complete || segments === undefined || segments.length === 0) return;
    if (segments.includes(undefined)) return;
    if (periodIds?.some((id) => id === undefined || !known.has('periods', id))) return;
    next ??= successors(periods as Readable[]);
    const only = periodIds && new Set(periodIds);
    const allowed = (p: Readable) => segments.includes(p.segment) && (!only || only.has(p.id));
    const longest = longestRun(next, allowed);
    if (longest >= span) return;
    const what = {
      zh: `要连上 ${span} 个时段，但可用的时段最多连着 ${longest} 个`,
      en: `the span is ${span}, but at most ${longest} allowed periods follow each other`,
    };
    faults.push(makeFault('impossible-span', path, what, { value: span }));
  };
}

function isReadable(p: Loose<Period>): boolean {
  return (
    p.id !== undefined &&
    p.weekday !== undefined &&
    p.segment !== undefined &&
    p.start !== undefined &&
    p.end !== undefined &&
    minuteOf(p.start) < minuteOf(p.end)
  );
}
