import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { HardConflict } from '../../src/domain/capacity/hard-conflict.ts';
import { hardConflicts } from '../../src/domain/capacity/hard-conflicts.ts';
import { listOf, roomName, same } from '../../src/domain/naming.ts';
import type { Plan, Room } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { pinnedSession } from '../rules/pinned.ts';
import { type PlanView, viewPlan } from '../rules/plan-view.ts';
import { allowsRoom } from '../rules/room-fit.ts';
import type { SessionView } from '../rules/session-view.ts';
import { overlapsInterval, sessionsOverlap } from '../rules/when.ts';
import { analyse } from '../verify.ts';
import type { ToldMatch } from './matches.ts';

/** Why a hard rule is broken although a plan would rather leave a post open. */
export interface HardCause {
  /** A pin holds what breaks it; pupils are in school then; no room would do, or one would. */
  code: 'pin' | 'attendance' | 'room';
  sentence: Bilingual;
}

/** A violation of a hard rule with whatever is known of why. */
export interface HardMatch extends ToldMatch {
  causes: HardCause[];
}

/** The hard ones among the matches of a plan, in their order. */
export function hardMatches(
  index: ProblemIndex,
  plan: Plan,
  matches: readonly ToldMatch[],
): HardMatch[] {
  const hard = matches.filter(({ level }) => level === 'hard');
  if (hard.length === 0) return [];
  const view = viewPlan(index, plan);
  const sessions = new Map(view.sessions.map((session) => [session.id, session]));
  const byPins = pinsAlone(index, plan, view);
  const conflicts = hardConflicts(index);
  return hard.map((match) => {
    const of = (match.sessionIds ?? []).flatMap((id) => sessions.get(id) ?? []);
    return {
      ...match,
      causes: [
        ...(byPins.has(keyOf(match)) ? [pinCause] : []),
        ...(match.ruleId === 'pinned' ? conflictCause(match, conflicts, index) : []),
        ...(match.ruleId === 'dayEnd' ? attendanceCause(of) : []),
        ...(match.ruleId === 'roomFit' && isWithoutRoom(match) ? roomCause(of, view, index) : []),
      ],
    };
  });
}

/** The matches of a plan in their order, the hard ones with their causes. */
export function withHardCauses(
  index: ProblemIndex,
  plan: Plan,
  matches: readonly ToldMatch[],
): ToldMatch[] {
  const hard = hardMatches(index, plan, matches);
  return matches.map((match) => (match.level === 'hard' ? (hard.shift() as HardMatch) : match));
}

const pinCause: HardCause = {
  code: 'pin',
  sentence: { zh: '由锁定造成', en: 'because of a pin' },
};

/** Rules that pinned people, rooms and times can break by themselves. */
const rulesOfPins: ReadonlySet<string> = new Set([
  'staffClash',
  'staffQualified',
  'staffAvailable',
  'staffLimit',
  'nightRest',
  'outsiderAlone',
  'sameLead',
  'roomClash',
  'roomFit',
  'segmentFit',
  'dayEnd',
  'coverage',
  'classClash',
  'spread',
  'pupilLeave',
]);

/**
 * What is broken by what the pins hold alone: the plan is cut down to the sessions, people and
 * rooms that are pinned, and scored as such.
 */
function pinsAlone(index: ProblemIndex, plan: Plan, view: PlanView): ReadonlySet<string> {
  const held = new Map<string, { people: Set<string>; rooms: Set<string>; isTime: boolean }>();
  for (const pin of index.problem.pins ?? []) {
    const session = pinnedSession(pin, view);
    if (session === undefined) continue;
    const own = held.get(session.id) ?? { people: new Set(), rooms: new Set(), isTime: false };
    for (const { role, staffId } of pin.seats ?? []) own.people.add(`${role} ${staffId}`);
    if (pin.roomId !== undefined) own.rooms.add(pin.roomId);
    // Care is there for its pupils, whether it is pinned or not.
    if (pin.periodId !== undefined) own.isTime = true;
    held.set(session.id, own);
  }
  if (held.size === 0) return new Set();
  const sessions = plan.sessions.flatMap((session) => {
    const own = held.get(session.id);
    if (own === undefined) return [];
    const seats = session.seats.map(({ role, staffId }) => ({
      role,
      staffId: own.people.has(`${role} ${staffId}`) ? staffId : null,
    }));
    const roomId = own.rooms.has(session.roomId ?? '') ? session.roomId : null;
    return [{ ...session, seats, roomId }];
  });
  const { rules } = analyse(index, { ...plan, sessions });
  return new Set(
    rules
      .filter(({ rule }) => rulesOfPins.has(rule.id))
      .flatMap(({ rule, matches }) =>
        matches
          .filter((match) => {
            const isHeld = (match.sessionIds ?? []).every((id) => held.get(id)?.isTime === true);
            if (rule.id === 'coverage') return Number(match.detail?.twice) > 0;
            return rule.id === 'dayEnd' || isWithoutRoom(match) ? isHeld : true;
          })
          .map((match) => keyOf({ ...match, ruleId: rule.id })),
      ),
  );
}

/** What makes a violation the same in both plans; its figures may differ. */
function keyOf(match: Partial<ToldMatch>): string {
  const { ruleId, staffIds, weekday, sessionIds, classIds, periodIds, activityId, forKey } = match;
  const sessions = sessionIds && [...sessionIds].sort();
  const { limit } = match.detail ?? {};
  const what = [
    ruleId,
    staffIds,
    weekday,
    sessions,
    classIds,
    periodIds,
    activityId,
    forKey,
    limit,
  ];
  return JSON.stringify([...what, isWithoutRoom(match)]);
}

function isWithoutRoom({ detail }: Partial<ToldMatch>): boolean {
  return detail?.reasons === 'none';
}

/** A pin that is not kept because it cannot be, alone or beside another one. */
function conflictCause(
  { activityId, forKey, classIds, periodIds }: ToldMatch,
  conflicts: readonly HardConflict[],
  { problem }: ProblemIndex,
): HardCause[] {
  const isAbout = (place: number): boolean => {
    const pin = problem.pins?.[place];
    if (pin?.care === undefined) return pin?.activityId === activityId && pin?.forKey === forKey;
    return pin.care.classId === classIds?.[0] && pin.care.periodId === periodIds?.[0];
  };
  return conflicts
    .filter(({ pins }) => pins.some(isAbout))
    .map(({ sentence }) => ({ code: 'pin', sentence }));
}

function attendanceCause(sessions: readonly SessionView[]): HardCause[] {
  return sessions.flatMap(({ hosting, headcount }): HardCause[] => {
    if (hosting !== 'care') return [];
    const en = `${headcount} ${headcount === 1 ? 'pupil is' : 'pupils are'} in school then and must be looked after`;
    const zh = `这时有 ${headcount} 名学生在校，必须有人看护`;
    return [{ code: 'attendance', sentence: { zh, en } }];
  });
}

/** Why none of the rooms that a session may be in takes it. */
function roomCause(
  sessions: readonly SessionView[],
  view: PlanView,
  index: ProblemIndex,
): HardCause[] {
  return sessions.map((session): HardCause => {
    const { activity, headcount } = session;
    const allowed = index.problem.rooms.filter(
      (room) => activity === undefined || allowsRoom(activity, session.session.forKey, room, index),
    );
    const free: Room[] = [];
    const small: Room[] = [];
    const closed: Room[] = [];
    const taken: Room[] = [];
    for (const room of allowed) {
      if (room.seats < headcount) small.push(room);
      else if (room.unavailable?.some((one) => overlapsInterval(session, one))) closed.push(room);
      else if (isTaken(room, session, view)) taken.push(room);
      else free.push(room);
    }
    const most = Math.max(0, ...small.map(({ seats }) => seats));
    const parts =
      free.length > 0
        ? [{ rooms: free, zh: '可以改用', en: 'could be in' }]
        : [
            {
              rooms: small,
              zh: `坐不下 ${headcount} 人（最大 ${most} 座）的有`,
              en: `too small for ${headcount} (${most} seats at most):`,
            },
            { rooms: closed, zh: '不开放的有', en: 'closed:' },
            { rooms: taken, zh: '已占用的有', en: 'in use:' },
          ].filter(({ rooms }) => rooms.length > 0);
    const told = parts.map(({ rooms, zh, en }) => {
      const names = namesOf(rooms, index);
      return { zh: `${zh}${names.zh}`, en: `${en} ${names.en}` };
    });
    if (told.length === 0)
      told.push({ zh: '没有活动允许的场地', en: 'there is no room that it allows' });
    return {
      code: 'room',
      sentence: {
        zh: told.map(({ zh }) => zh).join('；'),
        en: told.map(({ en }) => en).join('; '),
      },
    };
  });
}

/** A few rooms by name; many by how many they are. */
function namesOf(rooms: readonly Room[], index: ProblemIndex): Bilingual {
  if (rooms.length > 3) return { zh: ` ${rooms.length} 个场地`, en: `${rooms.length} rooms` };
  return listOf(
    rooms.map(({ id }) => same(roomName(index, id))),
    'rooms',
  );
}

function isTaken(room: Room, session: SessionView, { sessions }: PlanView): boolean {
  const there = sessions.filter(
    (other) => other.room === room && other !== session && sessionsOverlap(other, session),
  );
  return there.length >= (room.groups ?? 1);
}
