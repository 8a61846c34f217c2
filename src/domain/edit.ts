import { z } from 'zod';
import { attendance } from './attendance.ts';
import { entryNames, makeLookup } from './checks/lookup.ts';
import { type Fault, makeFault } from './faults.ts';
import { type PathStep, quote, quoteZh } from './pointer.ts';
import { type Plan, sessionIdSchema as sessionId } from './problem.ts';
import type { ProblemIndex } from './problem-index.ts';

/**
 * One change by hand to a plan. Exactly one field is given; `sessionId` is an id of the plan, or
 * of a session that an earlier edit of the same list opened.
 */
const id = z.string().min(1).max(200);

export const editSchema = z.strictObject({
  /** Who sits in a seat (its place among the seats of the session); null leaves it open. */
  seat: z
    .strictObject({ sessionId, seat: z.int().min(0).max(10_000), staffId: id.nullable() })
    .optional(),
  room: z.strictObject({ sessionId, roomId: id.nullable() }).optional(),
  /** The session takes place in these periods instead. Not for care, which follows the classes. */
  move: z.strictObject({ sessionId, periodIds: z.array(id).min(1).max(200) }).optional(),
  /** The class is looked after in that care session of the period; null: in a group of its own. */
  care: z.strictObject({ classId: id, periodId: id, into: sessionId.nullable() }).optional(),
  /** A pupil gets a place in a club, or loses it. */
  place: z.strictObject({ studentId: id, activityId: id, isIn: z.boolean() }).optional(),
  /** One more session of a series. It gets the id `new:` activity, key and first period. */
  open: z
    .strictObject({
      activityId: id,
      forKey: id.optional(),
      periodIds: z.array(id).min(1).max(200),
      roomId: id.nullable(),
      /** People of its seats in order; the rest stay open. */
      staffIds: z.array(id.nullable()).max(1000).optional(),
    })
    .optional(),
  close: z.strictObject({ sessionId }).optional(),
});
export type Edit = z.infer<typeof editSchema>;

export const editsSchema = z.array(editSchema).min(1).max(1000);

const kinds = Object.keys(editSchema.shape) as (keyof Edit)[];

export function openedSessionId(open: NonNullable<Edit['open']>): string {
  return ['new', open.activityId, ...(open.forKey === undefined ? [] : [open.forKey])]
    .concat(open.periodIds[0] ?? '')
    .join(':');
}

/** Every fault of a list of edits that have the right shape: what they speak of must be there. */
export function checkEdits(
  edits: readonly Edit[],
  plan: Plan,
  index: ProblemIndex,
  base: readonly PathStep[] = [],
): Fault[] {
  const faults: Fault[] = [];
  const known = makeLookup(index.problem);
  const sessions = new Map(plan.sessions.map((session) => [session.id, session.kind]));
  const seats = new Map(plan.sessions.map((session) => [session.id, session.seats.length]));
  const refer = (list: Parameters<typeof known.has>[0], value: string | null, path: PathStep[]) => {
    if (value === null || known.has(list, value)) return;
    const what = {
      zh: `没有编号为${quoteZh(value)}的${entryNames[list].zh}`,
      en: `there is no ${quote(value)} among the ${list}`,
    };
    faults.push(makeFault('unknown-reference', [...base, ...path], what, { value }));
  };
  const session = (value: string, path: PathStep[]): boolean => {
    if (sessions.has(value)) return true;
    const what = {
      zh: `方案里没有编号为${quoteZh(value)}的场次`,
      en: `there is no session ${quote(value)} in the plan`,
    };
    const hint = { zh: '使用这份方案中场次的编号', en: 'use the id of a session of this plan' };
    faults.push(makeFault('unknown-reference', [...base, ...path], what, { value, hint }));
    return false;
  };
  const oneWeekday = (ids: readonly string[], path: PathStep[]) => {
    ids.forEach((period, i) => {
      refer('periods', period, [...path, i]);
    });
    ids.forEach((period, i) => {
      if (ids.indexOf(period) === i) return;
      const what = { zh: `${quoteZh(period)}出现了两次`, en: `${quote(period)} is there twice` };
      faults.push(makeFault('duplicate-entry', [...base, ...path, i], what, { value: period }));
    });
    const days = new Set(ids.map((period) => known.period(period)?.weekday));
    if (days.size > 1) {
      const what = { zh: '一个场次只能在同一天', en: 'a session lies on one weekday' };
      faults.push(makeFault('session-two-weekdays', [...base, ...path], what, { value: ids }));
    }
  };
  edits.forEach((edit, i) => {
    const given = kinds.filter((kind) => edit[kind] !== undefined);
    if (given.length !== 1) {
      const what = {
        zh: `一项调整只做一件事，这里${given.length === 0 ? '一件也没有' : `有 ${given.join('、')}`}`,
        en: `an edit does one thing, and this has ${given.length === 0 ? 'none' : given.join(' and ')}`,
      };
      const hint = { zh: `给出 ${kinds.join('、')} 之一`, en: `give one of ${kinds.join(', ')}` };
      faults.push(makeFault('bad-option', [...base, i], what, { hint }));
    }
    const { seat, room, move, care, place, open, close } = edit;
    if (seat && session(seat.sessionId, [i, 'seat', 'sessionId'])) {
      const count = seats.get(seat.sessionId) ?? 0;
      if (seat.seat >= count) {
        const what = {
          zh: `这一场有 ${count} 个岗位，从 0 数起`,
          en: `the session has ${seatsOf(count)}, counted from 0`,
        };
        const path = [...base, i, 'seat', 'seat'];
        faults.push(makeFault('out-of-range', path, what, { value: seat.seat }));
      }
    }
    if (seat) refer('staff', seat.staffId, [i, 'seat', 'staffId']);
    if (room) {
      session(room.sessionId, [i, 'room', 'sessionId']);
      refer('rooms', room.roomId, [i, 'room', 'roomId']);
    }
    if (move) {
      const isThere = session(move.sessionId, [i, 'move', 'sessionId']);
      oneWeekday(move.periodIds, [i, 'move', 'periodIds']);
      if (isThere && sessions.get(move.sessionId) === 'care') {
        const what = {
          zh: '看护随班级安排，不能单独移动',
          en: 'a care session follows its classes and cannot be moved by itself',
        };
        const path = [...base, i, 'move', 'sessionId'];
        faults.push(makeFault('session-kind', path, what, { value: move.sessionId }));
      }
    }
    if (care) {
      refer('classes', care.classId, [i, 'care', 'classId']);
      refer('periods', care.periodId, [i, 'care', 'periodId']);
      const isKnown = known.has('classes', care.classId) && known.has('periods', care.periodId);
      if (isKnown && attendance(index, care.classId, index.period(care.periodId)) === 0) {
        const what = {
          zh: `这个时段${quoteZh(care.classId)}没有学生在校`,
          en: `nobody of ${quote(care.classId)} is in school in that period`,
        };
        const hint = {
          zh: '选该班有学生在校的时段；值班时段没有学生',
          en: 'name a period in which the class has pupils; duties have none',
        };
        const path = [...base, i, 'care', 'periodId'];
        faults.push(makeFault('out-of-range', path, what, { value: care.periodId, hint }));
      }
      if (care.into !== null && session(care.into, [i, 'care', 'into'])) {
        const into = plan.sessions.find((one) => one.id === care.into);
        if (into?.kind !== 'care' || into.periodIds[0] !== care.periodId) {
          const what = {
            zh: `${quoteZh(care.into)}不是这个时段的看护`,
            en: `${quote(care.into)} is not a care session of that period`,
          };
          const path = [...base, i, 'care', 'into'];
          faults.push(makeFault('session-kind', path, what, { value: care.into }));
        }
      }
    }
    if (place) {
      refer('students', place.studentId, [i, 'place', 'studentId']);
      refer('activities', place.activityId, [i, 'place', 'activityId']);
    }
    if (open) {
      refer('activities', open.activityId, [i, 'open', 'activityId']);
      oneWeekday(open.periodIds, [i, 'open', 'periodIds']);
      refer('rooms', open.roomId, [i, 'open', 'roomId']);
      open.staffIds?.forEach((staff, j) => {
        refer('staff', staff, [i, 'open', 'staffIds', j]);
      });
      checkSeries(open, index, known, [...base, i, 'open', 'forKey'], faults);
      const opened = openedSessionId(open);
      if (sessions.has(opened)) {
        const what = {
          zh: `已经有场次${quoteZh(opened)}`,
          en: `there is a session ${quote(opened)} already`,
        };
        faults.push(makeFault('duplicate-entry', [...base, i, 'open'], what, { value: opened }));
      }
      const activity = known.activity(open.activityId);
      const count = activity?.seats?.reduce((sum, spec) => sum + (spec?.count ?? 1), 0) ?? 0;
      const people = open.staffIds?.length ?? 0;
      if (activity !== undefined && people > count) {
        const what = {
          zh: `给出了 ${people} 个人，而这个活动每场有 ${count} 个岗位`,
          en: `${people} people are named, and a session of it has ${seatsOf(count)}`,
        };
        const path = [...base, i, 'open', 'staffIds'];
        faults.push(makeFault('out-of-range', path, what, { value: people }));
      }
      sessions.set(opened, 'club');
      seats.set(opened, count);
    }
    if (close) session(close.sessionId, [i, 'close', 'sessionId']);
    if (close && sessions.get(close.sessionId) === 'care') {
      const what = {
        zh: '看护不能取消：没有班级在其中时，它自会消失',
        en: 'a care session goes when no class is in it any more',
      };
      const path = [...base, i, 'close', 'sessionId'];
      faults.push(makeFault('session-kind', path, what, { value: close.sessionId }));
    }
    if (close) sessions.delete(close.sessionId);
  });
  return faults;
}

function checkSeries(
  { activityId, forKey }: NonNullable<Edit['open']>,
  index: ProblemIndex,
  known: ReturnType<typeof makeLookup>,
  path: readonly PathStep[],
  faults: Fault[],
): void {
  if (!known.has('activities', activityId)) return;
  if (index.seriesByKey(activityId, forKey) !== undefined) return;
  const keys = index.series.flatMap((series) =>
    series.activity.id === activityId && series.forKey !== undefined ? [series.forKey] : [],
  );
  const name = { zh: `活动${quoteZh(activityId)}`, en: `the activity ${quote(activityId)}` };
  const what =
    forKey === undefined
      ? { zh: `${name.zh}分为几组，没有写明是哪一组`, en: `${name.en} has a series for each key` }
      : {
          zh: `${name.zh}没有${quoteZh(forKey)}这一组`,
          en: `${name.en} has no series for ${quote(forKey)}`,
        };
  const some = keys.slice(0, 10);
  const hint =
    some.length === 0
      ? { zh: '去掉 forKey', en: 'leave `forKey` out' }
      : {
          zh: `在 forKey 中写明其中之一：${some.join('、')}`,
          en: `give one of ${some.join(', ')} as \`forKey\``,
        };
  faults.push(makeFault('for-key-unknown', path, what, { value: forKey ?? null, hint }));
}

function seatsOf(count: number): string {
  return `${count} ${count === 1 ? 'seat' : 'seats'}`;
}
