import { attendance } from '../attendance.ts';
import type { Bilingual } from '../bilingual.ts';
import { scopeKey } from '../merge-scope.ts';
import { className, periodName, roleNames, roomName, seriesName, staffName } from '../naming.ts';
import type { Activity, Period, Pin, SeatSpec } from '../problem.ts';
import { type ProblemIndex, seriesKey } from '../problem-index.ts';
import { isBarred } from '../staff.ts';
import { isUnavailable, minuteOf, overlaps } from '../time.ts';
import { careWords } from '../views/words.ts';
import { allowsPeriod } from './demand.ts';
import { mayBeElsewhere } from './elsewhere.ts';
import type { HardConflict } from './hard-conflict.ts';
import { lackingPapers } from './papers.ts';
import { People } from './people.ts';

interface Pinned {
  pin: Pin;
  place: number;
  activity: Activity | undefined;
  /** Where the pin says the one period of the session. */
  period: Period | undefined;
  /** Pins of one key are about one session. */
  key: string;
  name: Bilingual;
}

type Found = Pick<HardConflict, 'ruleIds' | 'sentence'> & { of: readonly Pinned[] };

/** Pins that cannot be kept, alone or two together, whatever else a plan does. */
export function pinConflicts(index: ProblemIndex, off: ReadonlySet<string>): HardConflict[] {
  const people = new People(index, []);
  const pins = (index.problem.pins ?? []).map((pin, place) => pinnedOf(pin, place, index));
  const found = pins.flatMap((one, i) => [
    ...alone(one, people, index),
    ...pins.slice(i + 1).flatMap((other) => together(one, other, index, off)),
  ]);
  return found
    .filter(({ ruleIds }) => !ruleIds.some((id) => off.has(id)))
    .map(({ ruleIds, sentence, of }) => ({
      code: 'pins',
      ruleIds: [...ruleIds, 'pinned'],
      sentence,
      periodIds: [...new Set(of.flatMap(({ period }) => (period ? [period.id] : [])))],
      classIds: [...new Set(of.flatMap(({ pin }) => (pin.care ? [pin.care.classId] : [])))],
      pins: of.map(({ place }) => place),
    }));
}

function pinnedOf(pin: Pin, place: number, index: ProblemIndex): Pinned {
  if (pin.care !== undefined) {
    const { classId, periodId } = pin.care;
    const period = index.period(periodId);
    const when = periodName(index, periodId);
    const who = className(index, classId);
    const care = careWords[period.segment];
    const name = { zh: `${when.zh} ${who}${care.zh}`, en: `${care.en} of ${who} on ${when.en}` };
    const key = JSON.stringify([classId, periodId, 'care']);
    return { pin, place, activity: undefined, period, key, name };
  }
  const activity = index.activity(pin.activityId as string);
  const name = seriesName(index, activity.id, pin.forKey);
  const isOne = pin.periodId !== undefined && (activity.span ?? 1) === 1;
  const key = JSON.stringify([seriesKey(activity.id, pin.forKey), pin.periodId ?? pin.index ?? 0]);
  const at = { pin, place, activity, key };
  if (pin.periodId === undefined) return { ...at, period: undefined, name };
  const when = periodName(index, pin.periodId);
  return {
    ...at,
    period: isOne ? index.period(pin.periodId) : undefined,
    name: { zh: `${when.zh} ${name.zh}`, en: `${name.en} on ${when.en}` },
  };
}

/** What one pin asks for that no plan can give. */
function alone(one: Pinned, people: People, index: ProblemIndex): Found[] {
  const { pin, activity, period, name } = one;
  const found: Found[] = [];
  const note = (ruleIds: string[], zh: string, en: string) =>
    found.push({
      ruleIds,
      sentence: { zh: `锁定做不到：${zh}`, en: `A pin cannot be kept: ${en}` },
      of: [one],
    });
  for (const { role, staffId } of pin.seats ?? []) {
    const staff = index.staff(staffId);
    const who = staffName(index, staffId);
    const sorts = seatsOf(activity, role, index);
    if (!people.qualifies(staff, { sorts })) {
      const papers = lackingPapers(staff);
      const isPapers = isBarred(staff);
      note(
        ['staffQualified'],
        `${who}锁定在${name.zh}，但${isPapers ? `还不能上岗（${papers.zh}）` : `不符合${roleNames[role].zh}岗要求的资质或类别`}`,
        `${who} is pinned to ${name.en}, but ${isPapers ? `is barred (${papers.en})` : `lacks the qualification or kind of the ${roleNames[role].en} seat`}`,
      );
    }
    if (period !== undefined && !people.isFree(staff, { period, what: 'duty' }))
      note(
        ['staffAvailable'],
        `${who}锁定在${name.zh}，但这时有课、要休息或不可排`,
        `${who} is pinned to ${name.en}, but has a lesson, its rest or is away then`,
      );
  }
  if (period !== undefined && activity !== undefined && !allowsPeriod(activity, period))
    note(
      ['segmentFit'],
      `${name.zh}不在活动允许的时段`,
      `${name.en} is not in a period that the activity allows`,
    );
  const room = pin.roomId === undefined ? undefined : index.room(pin.roomId);
  if (room !== undefined && period !== undefined && isUnavailable(room, period))
    note(
      ['roomFit'],
      `${name.zh}锁定的${roomName(index, room.id)}这时不开放`,
      `${roomName(index, room.id)}, pinned for ${name.en}, is closed then`,
    );
  return found;
}

/** What two pins ask for that no plan can give to both. */
function together(
  one: Pinned,
  other: Pinned,
  index: ProblemIndex,
  off: ReadonlySet<string>,
): Found[] {
  const found: Found[] = [];
  const note = (ruleIds: string[], zh: string, en: string) =>
    found.push({
      ruleIds,
      sentence: { zh: `锁定互相冲突：${zh}`, en: `Pins contradict: ${en}` },
      of: [one, other],
    });
  const rooms = [one.pin.roomId, other.pin.roomId];
  if (one.key === other.key) {
    if (rooms.every((id) => id !== undefined) && rooms[0] !== rooms[1])
      note(
        [],
        `${one.name.zh}同时锁定在${rooms.map((id) => roomName(index, id as string)).join('和')}`,
        `${one.name.en} is pinned to ${rooms.map((id) => roomName(index, id as string)).join(' and ')}`,
      );
    return found;
  }
  if (one.period === undefined || other.period === undefined) return found;
  const { weekday } = one.period;
  if (weekday !== other.period.weekday || !overlapping(one.period, other.period)) return found;
  // Two classes in care at one time may be one session.
  const apart = whyApart(one, other, index, off);
  if (apart === undefined) return found;
  const names = {
    zh: `${one.name.zh}和${other.name.zh}`,
    en: `${one.name.en} and ${other.name.en}`,
  };
  const others = new Set((other.pin.seats ?? []).map(({ staffId }) => staffId));
  for (const { staffId } of one.pin.seats ?? [])
    if (others.has(staffId))
      note(
        ['staffClash', ...apart.ruleIds],
        `${staffName(index, staffId)}同时锁定在${names.zh}${apart.sentence.zh}`,
        `${staffName(index, staffId)} is pinned to ${names.en} at once${apart.sentence.en}`,
      );
  const [roomId] = rooms;
  if (roomId !== undefined && roomId === rooms[1] && (index.room(roomId).groups ?? 1) === 1)
    note(
      ['roomClash', ...apart.ruleIds],
      `${roomName(index, roomId)}同时锁定给${names.zh}${apart.sentence.zh}`,
      `${roomName(index, roomId)} is pinned for ${names.en} at once${apart.sentence.en}`,
    );
  return found;
}

type Apart = Pick<HardConflict, 'ruleIds' | 'sentence'>;

/** Why two sessions of one time cannot be one; undefined where they may be one care session. */
function whyApart(
  one: Pinned,
  other: Pinned,
  index: ProblemIndex,
  off: ReadonlySet<string>,
): Apart | undefined {
  const { period } = one;
  if (!one.pin.care || !other.pin.care || period === undefined)
    return { ruleIds: [], sentence: { zh: '', en: '' } };
  const { care } = index.params;
  const classes = [one.pin.care, other.pin.care].map(({ classId }) => index.schoolClass(classId));
  const because = (ruleIds: string[], zh: string, en: string): Apart => ({
    ruleIds,
    sentence: { zh: `，而两者不能合班：${zh}`, en: `, and they cannot be one group: ${en}` },
  });
  const scope = care.mergeWithin[period.segment];
  if (!off.has('mergeScope') && new Set(classes.map((c) => scopeKey(c, scope))).size > 1)
    return because(['mergeScope'], '不在合班范围内', 'their classes may not be merged');
  const rooms = [one, other].flatMap(({ pin }) => pin.roomId ?? []);
  if (new Set(rooms).size > 1)
    return because([], '锁定的场地不同', 'they are pinned to different rooms');
  // Who may be in a club is not counted.
  const sure = classes
    .filter(({ id }) => !mayBeElsewhere(index, { period, classId: id }))
    .reduce((sum, { id }) => sum + attendance(index, id, period), 0);
  if (!off.has('groupSize') && sure > care.maxGroup)
    return because(
      ['groupSize'],
      `共 ${sure} 名学生，合班最多 ${care.maxGroup} 人`,
      `${sure} pupils, and a merged group has ${care.maxGroup} at most`,
    );
  return undefined;
}

/** The seats that a pinned person may have been meant for. */
function seatsOf(
  activity: Activity | undefined,
  role: SeatSpec['role'],
  index: ProblemIndex,
): Pick<SeatSpec, 'qualification' | 'kinds'>[] {
  if (activity === undefined) return [{ kinds: [...index.params.care.kinds] }];
  return activity.seats.filter((seat) => seat.role === role);
}

function overlapping(a: { start: string; end: string }, b: { start: string; end: string }) {
  return overlaps(minuteOf(a.start), minuteOf(a.end), minuteOf(b.start), minuteOf(b.end));
}
