import type { Bilingual } from '../bilingual.ts';
import { listOf, periodName, roomName, sessionTitle } from '../naming.ts';
import type { Period, Plan, Room, Session } from '../problem.ts';
import type { ProblemIndex } from '../problem-index.ts';
import { isUnavailable, minuteOf } from '../time.ts';
import { sessionPupils } from './session-pupils.ts';

/** A place that cannot take all who come to it when it rains (`fallbackRoomId`). */
export interface RainClash {
  roomId: string;
  /** When it begins. */
  periodId: string;
  /** Who moves there, and who is there in any weather. */
  moving: Session[];
  staying: Session[];
  sentence: Bilingual;
}

/** A session in one of its periods, where it is when it rains. */
interface Use {
  session: Session;
  period: Period;
  room: Room;
  isMoving: boolean;
}

/**
 * Where the rain plan of a week does not work out: more sessions at once than the place takes, a
 * place that is closed then, or one with fewer seats than pupils. No rule asks for it: a plan with
 * such clashes is a plan for dry days. In order of time.
 */
export function rainClashes(plan: Plan, index: ProblemIndex): RainClash[] {
  const uses = plan.sessions.flatMap((session) => usesOf(session, index));
  const pupilsOf = sessionPupils(plan, index);
  const clashes = index.problem.rooms.flatMap((room) => {
    const there = uses.filter((use) => use.room === room);
    if (!there.some(({ isMoving }) => isMoving)) return [];
    const unfit = there.filter(
      ({ session, period, isMoving }) =>
        isMoving && (isUnavailable(room, period) || pupilsOf(session).count > room.seats),
    );
    const each = sessionsOf(unfit).flatMap(
      (own) => unfit.find(({ session }) => session === own) ?? [],
    );
    return [
      ...crowds(there, room, index),
      ...each.map((use) => unfitting(use, pupilsOf(use.session).count, index)),
    ];
  });
  const order = ({ periodId }: RainClash) => {
    const { weekday, start } = index.period(periodId);
    return weekday * 1440 + minuteOf(start);
  };
  return clashes.sort((a, b) => order(a) - order(b));
}

function usesOf(session: Session, index: ProblemIndex): Use[] {
  if (session.roomId === null) return [];
  const dry = index.room(session.roomId);
  const isMoving = dry.fallbackRoomId !== undefined;
  const room = dry.fallbackRoomId === undefined ? dry : index.room(dry.fallbackRoomId);
  return session.periodIds.map((id) => ({ session, period: index.period(id), room, isMoving }));
}

/** Each time at which so many have begun that not all have a place, and one of them has to move. */
function crowds(there: readonly Use[], room: Room, index: ProblemIndex): RainClash[] {
  const groups = room.groups ?? 1;
  const told = new Set<string>();
  return there.flatMap(({ period }) => {
    const beside = there.filter((use) => isThen(use.period, period));
    const moving = sessionsOf(beside.filter(({ isMoving }) => isMoving));
    const staying = sessionsOf(beside.filter(({ isMoving }) => !isMoving));
    const key = JSON.stringify([...moving, ...staying].map(({ id }) => id).toSorted());
    if (moving.length + staying.length <= groups || moving.length === 0 || told.has(key)) return [];
    told.add(key);
    const [at, place] = [periodName(index, period.id), roomName(index, room.id)];
    const [to, in_] = [titles(moving, index), titles(staying, index)];
    const sentence = {
      zh: `${at.zh} ${place}只容 ${groups} 场，${staying.length > 0 ? `已有${in_.zh}，` : ''}雨天移来${to.zh}`,
      en: `${at.en}: ${place} takes ${groups} at once, ${staying.length > 0 ? `has ${in_.en}, ` : ''}and ${to.en} would come in rain`,
    };
    return [{ roomId: room.id, periodId: period.id, moving, staying, sentence }];
  });
}

function unfitting({ session, period, room }: Use, pupils: number, index: ProblemIndex): RainClash {
  const [at, place] = [periodName(index, period.id), roomName(index, room.id)];
  const what = sessionTitle(index, session);
  const why = isUnavailable(room, period)
    ? { zh: '那时不开放', en: 'is closed then' }
    : { zh: `只有 ${room.seats} 座，来 ${pupils} 人`, en: `has ${room.seats} seats for ${pupils}` };
  return {
    roomId: room.id,
    periodId: period.id,
    moving: [session],
    staying: [],
    sentence: {
      zh: `${at.zh} ${what.zh}雨天移到${place}，${why.zh}`,
      en: `${at.en}: ${what.en} would move to ${place} in rain, which ${why.en}`,
    },
  };
}

function sessionsOf(uses: readonly Use[]): Session[] {
  return [...new Set(uses.map(({ session }) => session))];
}

function titles(sessions: readonly Session[], index: ProblemIndex): Bilingual {
  return listOf(
    sessions.map((session) => sessionTitle(index, session)),
    'sessions',
  );
}

/** Whether a period is on when the other begins; odd and even weeks never meet. */
function isThen(period: Period, other: Period): boolean {
  const apart =
    period.weeks !== undefined && other.weeks !== undefined && period.weeks !== other.weeks;
  const begin = minuteOf(other.start);
  return (
    !apart &&
    period.weekday === other.weekday &&
    minuteOf(period.start) <= begin &&
    begin < minuteOf(period.end)
  );
}
