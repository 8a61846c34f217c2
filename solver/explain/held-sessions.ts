import { sessionName } from '../../src/domain/naming.ts';
import { allowsRoom, needsRoom } from '../rules/room-fit.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { type Asking, without } from './asking.ts';
import { classesElsewhere } from './class-obstacles.ts';
import { careReplacedBy, draftSession } from './draft.ts';
import { withSeat } from './seated.ts';
import { spotsOf } from './spots.ts';

/**
 * Tries every session of an activity at each other time that it may take, with its own people and
 * classes and in each room that would do, and counts what bars it there.
 */
export function tallyOtherTimes(asking: Asking): void {
  const { view, index } = asking;
  for (const series of view.series) {
    const used = new Set(series.sessions.flatMap(({ periods }) => periods.map(({ id }) => id)));
    const spots = spotsOf(series.activity, index).filter((run) =>
      run.every(({ id }) => !used.has(id)),
    );
    for (const session of series.sessions)
      for (const periods of spots) {
        const draft = draftSession(series, periods, view, index);
        tryThere(session, { ...draft, headcount: session.headcount }, series, asking);
      }
  }
}

function tryThere(
  session: SessionView,
  moved: SessionView,
  series: SeriesView,
  asking: Asking,
): void {
  const { view, index, tally } = asking;
  const what = sessionName(index, session.session);
  if (moved.hosting === 'class') {
    const { taken, inClubs } = classesElsewhere(moved, view, index);
    for (const id of moved.classIds)
      tally.note(
        'class',
        id,
        taken.has(id) ? ['classClash'] : inClubs.has(id) ? ['coverage'] : [],
        what,
      );
  }
  // Care of the class there is not needed once the class is in the session.
  const { bars } = without(asking, careReplacedBy(moved, view));
  if (needsRoom(series.activity))
    for (const room of index.problem.rooms) {
      if (!allowsRoom(series.activity, series.forKey, room, index)) continue;
      const ruleIds = bars.ofSession({ ...moved, room }).map(({ ruleId }) => ruleId);
      const ofRoom = ruleIds.filter((id) => id === 'roomFit' || id === 'roomClash');
      tally.note('room', room.id, ofRoom, what);
    }
  session.seats.forEach(({ staff }, place) => {
    if (staff === undefined) return;
    const withOthers = session.seats.reduce(
      (seated, seat, i) => (i === place || !seat.staff ? seated : withSeat(seated, i, seat.staff)),
      moved,
    );
    const ruleIds = bars
      .seat([withOthers], place, session)
      .of(staff)
      .map(({ ruleId }) => ruleId);
    tally.note('staff', staff.id, ruleIds, what);
  });
}
