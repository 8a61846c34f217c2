import type { Bilingual } from '../../src/domain/bilingual.ts';
import { scopeKey } from '../../src/domain/merge-scope.ts';
import { roomName, segmentNames, sessionTitle } from '../../src/domain/naming.ts';
import { mergeScopes, type Room } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { mergeScopeWords } from '../../src/domain/views/words.ts';
import { careSeatCount } from '../rules/group-size.ts';
import { isOff } from '../rules/registry.ts';
import type { SessionView } from '../rules/session-view.ts';
import type { Asking } from './asking.ts';
import { effortOf, type Relaxation } from './relaxations.ts';
import type { Way } from './ways.ts';

/**
 * The easiest way by which an open care post is not needed: its classes join another group of that
 * time, in one of the two rooms and with the people of that group, where the rules on merging are
 * wider. What the rules allow already is not told: that is not what keeps the post open.
 */
export function mergeFor(session: SessionView, { view, index }: Asking): Way | undefined {
  if (session.hosting !== 'care' || session.people.length > 0 || isPinned(session, index))
    return undefined;
  const [period] = session.periods;
  const ways = view.sessions.flatMap((host): Way[] => {
    const [lead] = host.people;
    if (host === session || host.hosting !== 'care' || host.periods[0] !== period) return [];
    if (lead === undefined || host.people.length < host.seats.length || isPinned(host, index))
      return [];
    const pupils = session.headcount + host.headcount;
    if (careSeatCount(pupils, index.params) !== host.seats.length) return [];
    const room = [host.room, session.room].find((one) => one && one.seats >= pupils);
    if (room === undefined || !endTogether(session, host, index)) return [];
    const into = titleOf(host, room, index);
    const relaxations = [
      ...widerScope(session, host, into, lead.id, index),
      ...largerGroup(into, pupils, lead.id, index),
    ];
    if (relaxations.length === 0) return [];
    const merge = { sessionId: host.id, ...(room === host.room ? {} : { roomId: room.id }) };
    return [{ staffId: lead.id, relaxations, merge }];
  });
  const cost = ({ relaxations }: Way) => relaxations.length * 10 + effortOf(relaxations);
  return ways.sort((a, b) => cost(a) - cost(b))[0];
}

/** A pin speaks of the group that hosts a class, and may name its room and people. */
export function isPinned({ classIds, periods }: SessionView, { problem }: ProblemIndex): boolean {
  return (problem.pins ?? []).some(
    (pin) =>
      'care' in pin &&
      pin.care !== undefined &&
      pin.care.periodId === periods[0]?.id &&
      classIds.includes(pin.care.classId),
  );
}

/** The group that is joined, and the room where that is another than its own. */
function titleOf(host: SessionView, room: Room, index: ProblemIndex): Bilingual {
  const title = sessionTitle(index, host.session);
  if (room === host.room) return title;
  const name = roomName(index, room.id);
  return { zh: `${title.zh}，都到${name}`, en: `${title.en}, all in ${name}` };
}

/** In a nine-year school the days of both stages may end at different times. */
function endTogether(a: SessionView, b: SessionView, index: ProblemIndex): boolean {
  if (index.problem.school.stage !== 'nineYear') return true;
  const stages = [...a.classIds, ...b.classIds].map((id) => index.schoolClass(id).grade <= 6);
  return new Set(stages).size === 1;
}

function widerScope(
  session: SessionView,
  host: SessionView,
  into: Bilingual,
  staffId: string,
  index: ProblemIndex,
): Relaxation[] {
  const segment = session.periods[0]?.segment;
  if (segment === undefined || isOff(index.problem, 'mergeScope')) return [];
  const classes = [...session.classIds, ...host.classIds].map((id) => index.schoolClass(id));
  const now = index.params.care.mergeWithin[segment];
  const least = mergeScopes.find(
    (scope) => new Set(classes.map((one) => scopeKey(one, scope))).size === 1,
  );
  if (least === undefined || mergeScopes.indexOf(least) <= mergeScopes.indexOf(now)) return [];
  const [name, words] = [segmentNames[segment], mergeScopeWords[least]];
  const text = {
    zh: `允许${name.zh}按“${words.zh}”合班（并入${into.zh}）`,
    en: `let classes of one ${words.en} be merged in ${name.en} (into ${into.en})`,
  };
  const value = `mergeWithin.${segment}=${least}`;
  return [{ kind: 'merge', ruleId: 'mergeScope', staffId, text, value }];
}

function largerGroup(
  into: Bilingual,
  pupils: number,
  staffId: string,
  index: ProblemIndex,
): Relaxation[] {
  const most = index.params.care.maxGroup;
  if (pupils <= most || isOff(index.problem, 'groupSize')) return [];
  const text = {
    zh: `把合班人数上限由 ${most} 放宽到 ${pupils}（并入${into.zh}）`,
    en: `raise the size of merged groups from ${most} to ${pupils} (into ${into.en})`,
  };
  return [{ kind: 'merge', ruleId: 'groupSize', staffId, text, value: `maxGroup=${pupils}` }];
}
