import { type Fault, faultTable, makeFault } from '../faults.ts';
import { weekdayName } from '../naming.ts';
import { type PathStep, quote, quoteZh } from '../pointer.ts';
import type { Plan, Session } from '../problem.ts';
import { checkReference, checkReferences, type Lookup } from './lookup.ts';
import { entries, type Loose } from './loose.ts';
import { checkForKey } from './pins.ts';

/** What a plan of any origin is checked for beyond its shape. */
export type LoosePlan = Loose<Pick<Plan, 'sessions' | 'openSessions' | 'placements' | 'solver'>>;

interface PlanChecking {
  known: Lookup;
  faults: Fault[];
}

/** What makes a plan malformed: ids that refer to nothing, and sessions that are none. */
export function checkPlan(
  plan: LoosePlan,
  known: Lookup,
  faults: Fault[],
  base: readonly PathStep[],
): void {
  const checking: PlanChecking = { known, faults };
  checkSessionIds(plan, faults, [...base, 'sessions']);
  for (const [i, session] of entries(plan.sessions)) {
    checkSession(checking, session, [...base, 'sessions', i]);
  }
  for (const [i, open] of entries(plan.openSessions)) {
    const path = [...base, 'openSessions', i];
    checkReference(checking, 'activities', open.activityId, [...path, 'activityId']);
    if (open.activityId !== undefined) {
      checkForKey(checking, open.activityId, open.forKey, [...path, 'forKey'], 'school');
    }
  }
  for (const [i, placement] of entries(plan.placements)) {
    const path = [...base, 'placements', i];
    checkReference(checking, 'students', placement.studentId, [...path, 'studentId']);
    checkReference(checking, 'activities', placement.activityId, [...path, 'activityId']);
  }
  if (plan.solver !== undefined && !isShallow(plan.solver, 32)) {
    faults.push(makeFault('too-deep', [...base, 'solver'], faultTable['too-deep'].title));
  }
}

function checkSessionIds(plan: LoosePlan, faults: Fault[], path: readonly PathStep[]): void {
  const first = new Map<string, number>();
  for (const [i, { id }] of entries(plan.sessions)) {
    if (id === undefined) continue;
    const before = first.get(id);
    if (before === undefined) first.set(id, i);
    else {
      const what = {
        zh: `场次编号${quoteZh(id)}在前面第 ${before + 1} 项已经用过`,
        en: `the session id ${quote(id)} is used before, at place ${before}`,
      };
      faults.push(makeFault('duplicate-id', [...path, i, 'id'], what, { value: id }));
    }
  }
}

function checkSession(
  checking: PlanChecking,
  session: Loose<Session>,
  path: readonly PathStep[],
): void {
  checkPeriods(checking, session, [...path, 'periodIds']);
  checkReference(checking, 'rooms', session.roomId, [...path, 'roomId']);
  checkReferences(checking, 'classes', session.classIds, [...path, 'classIds']);
  checkReferences(checking, 'students', session.studentIds, [...path, 'studentIds']);
  for (const [j, seat] of entries(session.seats)) {
    checkReference(checking, 'staff', seat.staffId, [...path, 'seats', j, 'staffId']);
  }
  checkKind(checking, session, path);
}

function checkKind(
  checking: PlanChecking,
  session: Loose<Session>,
  path: readonly PathStep[],
): void {
  const { kind, activityId, forKey } = session;
  const { faults, known } = checking;
  if (kind === 'care') {
    for (const field of ['activityId', 'forKey'] as const) {
      if (session[field] === undefined) continue;
      const what = { zh: `看护场次不写 ${field}`, en: `a care session has no ${field}` };
      faults.push(makeFault('session-kind', [...path, field], what, { value: session[field] }));
    }
    return;
  }
  if (activityId === undefined) {
    if (kind === undefined) return;
    const what = {
      zh: `类型为“${kind}”的场次要写活动，缺少 activityId`,
      en: `a session of kind "${kind}" names its activity, and activityId is missing`,
    };
    faults.push(makeFault('missing', [...path, 'activityId'], what));
    return;
  }
  checkReference(checking, 'activities', activityId, [...path, 'activityId']);
  checkForKey(checking, activityId, forKey, [...path, 'forKey'], 'school');
  const expected = known.activity(activityId)?.kind;
  if (kind === undefined || expected === undefined || kind === expected) return;
  const what = {
    zh: `场次的类型是“${kind}”，而活动${quoteZh(activityId)}的类型是“${expected}”`,
    en: `the session is of kind "${kind}" and ${quote(activityId)} of kind "${expected}"`,
  };
  faults.push(makeFault('session-kind', [...path, 'kind'], what, { value: kind }));
}

function checkPeriods(
  checking: PlanChecking,
  { kind, periodIds }: Loose<Session>,
  path: readonly PathStep[],
): void {
  const { faults, known } = checking;
  checkReferences(checking, 'periods', periodIds, path);
  const distinct = new Set(periodIds);
  if (kind === 'care' && distinct.size > 1) {
    const what = {
      zh: `看护场次只占一个时段，这里有 ${distinct.size} 个`,
      en: `a care session fills one period, and this has ${distinct.size}`,
    };
    faults.push(makeFault('care-two-periods', path, what, { value: periodIds }));
  }
  const weekdays = new Set<number>();
  for (const [, id] of entries(periodIds)) {
    const weekday = known.period(id)?.weekday;
    if (weekday !== undefined) weekdays.add(weekday);
  }
  if (weekdays.size < 2) return;
  const days = [...weekdays].toSorted((a, b) => a - b).map(weekdayName);
  const what = {
    zh: `它的时段分别在${days.map(({ zh }) => zh).join('、')}`,
    en: `its periods are on ${days.map(({ en }) => en).join(' and ')}`,
  };
  faults.push(makeFault('session-two-weekdays', path, what, { value: periodIds }));
}

/** Whether a free-form value nests no deeper than `levels`; deeper ones could not be written out. */
function isShallow(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return true;
  if (levels === 0) return false;
  return Object.values(value).every((inner) => isShallow(inner, levels - 1));
}
