import type { Session } from '../../src/domain/problem.ts';
import type { Edit } from '../remote/types.ts';
import type { Block, GridRow, PlanView } from './grid-rows.ts';
import type { PlanModel } from './plan-model.ts';

/**
 * What dropping a block means: in another row of teachers or rooms, that person or room takes the
 * session, and where they hold another one then, the two are exchanged; in another row of classes,
 * care is merged with theirs; on another day, the session moves to a period of that day. Nothing
 * for drops that mean nothing.
 */
export function dropEdit(
  model: PlanModel,
  view: PlanView,
  from: { block: Block; row: GridRow },
  to: { row: GridRow; columnKey: string; day: number | undefined },
): Edit[] | undefined {
  const [session, ...others] = from.block.sessions;
  if (!session || others.length > 0) return undefined;
  if (to.row.key !== from.row.key) {
    if (view === 'teacher') {
      const seat = session.seats.findIndex(({ staffId }) => staffId === from.row.key);
      if (seat < 0) return undefined;
      const take = { seat: { sessionId: session.id, seat, staffId: to.row.key } };
      const other = overlapping(from.block, to.row);
      const place = other?.seats.findIndex(({ staffId }) => staffId === to.row.key) ?? -1;
      if (!other || place < 0 || other.id === session.id) return [take];
      return [take, { seat: { sessionId: other.id, seat: place, staffId: from.row.key } }];
    }
    if (view === 'room') {
      const take = { room: { sessionId: session.id, roomId: to.row.key } };
      const other = overlapping(from.block, to.row);
      const isFull = (model.index.room(to.row.key).groups ?? 1) === 1;
      if (!other || !isFull || session.roomId === null) return [take];
      return [take, { room: { sessionId: other.id, roomId: session.roomId } }];
    }
    return view === 'class' ? merge(model, session, from.row.key, to.row.key) : undefined;
  }
  if (session.kind === 'care') return undefined;
  const periodId =
    to.day === undefined
      ? periodOfDay(model, session, Number(to.columnKey))
      : allows(model, session, to.columnKey)
        ? to.columnKey
        : undefined;
  if (periodId === undefined || session.periodIds.includes(periodId)) return undefined;
  return [{ move: { sessionId: session.id, periodIds: [periodId] } }];
}

/** The one session of a row at the same time as a block. */
function overlapping(block: Block, row: GridRow): Session | undefined {
  const [found, ...more] = row.blocks.filter(
    (other) =>
      other.weekday === block.weekday && other.start < block.end && other.end > block.start,
  );
  return more.length === 0 && found?.sessions.length === 1 ? found.sessions[0] : undefined;
}

function merge(
  model: PlanModel,
  session: Session,
  classId: string,
  withClassId: string,
): Edit[] | undefined {
  const [periodId] = session.periodIds as [string];
  const host = model.host(withClassId, periodId);
  if (session.kind !== 'care' || host?.kind !== 'care' || host.id === session.id) return undefined;
  return [{ care: { classId, periodId, into: host.id } }];
}

function allows(model: PlanModel, session: Session, periodId: string): boolean {
  const { segments, periodIds, span } = model.index.activity(session.activityId as string);
  if ((span ?? 1) > 1) return false;
  const period = model.index.period(periodId);
  return segments.includes(period.segment) && (periodIds?.includes(periodId) ?? true);
}

/** The period of that day that the activity may use, nearest in time to where it is now. */
function periodOfDay(model: PlanModel, session: Session, weekday: number): string | undefined {
  const { start } = model.placeOf(session);
  return model.periods
    .filter((period) => period.weekday === weekday && allows(model, session, period.id))
    .sort((a, b) => distance(a.start, start) - distance(b.start, start))[0]?.id;
}

function distance(a: string, b: string): number {
  const minutes = (time: string) => Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  return Math.abs(minutes(a) - minutes(b));
}
