import type { Session } from '../../src/domain/problem.ts';
import type { PlanModel } from '../plan/plan-model.ts';

export type ChangeKind = 'added' | 'removed' | 'moved' | 'people' | 'classes';

/** One difference between two plans of one problem. */
export interface PlanChange {
  kind: ChangeKind;
  /** The session as it was, or as it is where it is new. */
  session: Session;
  from: string;
  to: string;
}

/**
 * What a second plan does otherwise than a first. Sessions of a series are the same when they lie
 * in the same periods; care groups are the same when they share a class in a period, each group
 * with the one that shares the most of its classes.
 */
export function planChanges(first: PlanModel, second: PlanModel): PlanChange[] {
  const changes: PlanChange[] = [];
  const partner = pairUp(first.plan.sessions, second.plan.sessions);
  const taken = new Set<Session>();
  for (const old of first.plan.sessions) {
    const now = partner.get(old);
    if (!now) {
      changes.push({ kind: 'removed', session: old, from: first.title(old), to: '' });
      continue;
    }
    taken.add(now);
    compareTwo(first, second, old, now, changes);
  }
  for (const now of second.plan.sessions) {
    if (taken.has(now)) continue;
    changes.push({ kind: 'added', session: now, from: '', to: second.title(now) });
  }
  return changes.sort((a, b) => {
    const [p, q] = [placeKey(first, a.session), placeKey(first, b.session)];
    return p < q ? -1 : p > q ? 1 : 0;
  });
}

function placeKey(model: PlanModel, session: Session): string {
  const { weekday, start } = model.placeOf(session);
  return `${weekday} ${start}`;
}

function compareTwo(
  first: PlanModel,
  second: PlanModel,
  old: Session,
  now: Session,
  changes: PlanChange[],
): void {
  const add = (kind: ChangeKind, from: string, to: string) => {
    if (from !== to) changes.push({ kind, session: old, from, to });
  };
  const room = (model: PlanModel, { roomId }: Session) =>
    roomId === null ? '–' : model.names.room(roomId);
  const people = (model: PlanModel, { seats }: Session) =>
    seats
      .map(({ staffId }) => (staffId === null ? '–' : model.names.person(staffId)))
      .sort()
      .join('、');
  add('moved', room(first, old), room(second, now));
  add('people', people(first, old), people(second, now));
  if (old.kind === 'care') {
    const classes = (model: PlanModel, session: Session) =>
      model.names.classes([...session.classIds].sort(), 6);
    add('classes', classes(first, old), classes(second, now));
  }
}

function pairUp(olds: readonly Session[], news: readonly Session[]): Map<Session, Session> {
  const pairs = new Map<Session, Session>();
  const seriesKey = ({ activityId, forKey, periodIds }: Session) =>
    JSON.stringify([activityId, forKey ?? null, [...periodIds].sort()]);
  const held = new Map<string, Session[]>();
  const carePlaces = new Map<string, Session>();
  for (const session of news) {
    if (session.kind === 'care') {
      for (const classId of session.classIds)
        carePlaces.set(`${session.periodIds[0]} ${classId}`, session);
    } else {
      const key = seriesKey(session);
      held.set(key, [...(held.get(key) ?? []), session]);
    }
  }
  const wishes: { old: Session; now: Session; shared: number }[] = [];
  for (const old of olds) {
    if (old.kind !== 'care') {
      const now = held.get(seriesKey(old))?.shift();
      if (now) pairs.set(old, now);
      continue;
    }
    const shared = new Map<Session, number>();
    for (const classId of old.classIds) {
      const now = carePlaces.get(`${old.periodIds[0]} ${classId}`);
      if (now) shared.set(now, (shared.get(now) ?? 0) + 1);
    }
    for (const [now, count] of shared) wishes.push({ old, now, shared: count });
  }
  wishes.sort((a, b) => b.shared - a.shared);
  const taken = new Set<Session>();
  for (const { old, now } of wishes) {
    if (pairs.has(old) || taken.has(now)) continue;
    pairs.set(old, now);
    taken.add(now);
  }
  return pairs;
}
