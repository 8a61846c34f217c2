import type { Session } from '../../src/domain/problem.ts';
import type { Edit } from '../remote/types.ts';
import type { Block, GridRow, PlanView } from './grid-rows.ts';
import type { PlanModel } from './plan-model.ts';

/**
 * What dropping a block means: in another row of teachers or rooms, that person or room takes the
 * session; on another day, the session moves to a period of that day. Nothing for drops that mean
 * nothing.
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
      return [{ seat: { sessionId: session.id, seat, staffId: to.row.key } }];
    }
    if (view === 'room') return [{ room: { sessionId: session.id, roomId: to.row.key } }];
    return undefined;
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
