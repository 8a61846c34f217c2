import type { Pin, Session } from '../../src/domain/problem.ts';

/** The pins that hold a session as it is: its time, its room and the people who sit in it. */
export function pinsOf(session: Session): Pin[] {
  const [periodId] = session.periodIds as [string];
  const people = session.seats.flatMap(({ role, staffId }) =>
    staffId === null ? [] : [{ role, staffId }],
  );
  const held = {
    ...(session.roomId === null ? {} : { roomId: session.roomId }),
    ...(people.length > 0 ? { seats: people } : {}),
  };
  if (session.kind === 'care')
    return session.classIds.map((classId) => ({ care: { classId, periodId }, ...held }));
  const { activityId, forKey } = session;
  if (activityId === undefined) return [];
  return [{ activityId, ...(forKey === undefined ? {} : { forKey }), periodId, ...held }];
}

/** Whether a pin speaks of this session. Those that only name a place in order are left alone. */
function isAbout(pin: Pin, session: Session): boolean {
  if (pin.care) {
    const { classId, periodId } = pin.care;
    const isHost = session.classIds.includes(classId) && session.periodIds.includes(periodId);
    return session.kind === 'care' && isHost;
  }
  return (
    pin.activityId !== undefined &&
    pin.activityId === session.activityId &&
    pin.forKey === session.forKey &&
    pin.periodId !== undefined &&
    session.periodIds.includes(pin.periodId)
  );
}

/** Sessions that the pins of a problem hold. */
export function pinnedIds(pins: readonly Pin[], sessions: readonly Session[]): Set<string> {
  return new Set(
    sessions.filter((session) => pins.some((pin) => isAbout(pin, session))).map(({ id }) => id),
  );
}

/**
 * The pins of a problem with just these sessions held; pins of other things stay. A session that was
 * moved by hand from where a pin has it is held at its new time instead.
 */
export function withPins(
  pins: readonly Pin[],
  sessions: readonly Session[],
  held: ReadonlySet<string>,
): Pin[] {
  const before = pinnedIds(pins, sessions);
  const changed = sessions.filter(({ id }) => held.has(id) !== before.has(id));
  const kept = pins.filter((pin) => !changed.some((session) => isAbout(pin, session)));
  const added = changed.filter(({ id }) => held.has(id)).flatMap(pinsOf);
  for (const pin of added) {
    const moved = kept.findIndex(
      (old) => isOfSameSeries(old, pin) && !sessions.some((session) => isAbout(old, session)),
    );
    if (moved >= 0) kept.splice(moved, 1);
  }
  return [...kept, ...added];
}

/** Whether both hold a session of one series at a time. */
function isOfSameSeries(a: Pin, b: Pin): boolean {
  const isTimed = a.activityId !== undefined && a.periodId !== undefined;
  return isTimed && a.activityId === b.activityId && a.forKey === b.forKey;
}
