import type { Pin } from '../../src/domain/problem.ts';
import { type ProblemIndex, seriesKey } from '../../src/domain/problem-index.ts';
import type { PinTables } from '../model/pins.ts';
import { BrokenPins } from '../state/broken-pins.ts';
import type { PlanView } from './plan-view.ts';
import type { Match, Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

export const pinned: Rule = {
  id: 'pinned',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '锁定安排', en: 'Pins are kept' },
  sentence: {
    zh: '已锁定的时段、场地和人员保持不变。',
    en: 'A pinned session is in the plan, in the room and with the people that its pin names.',
  },
  params: [],
  tell: ({ classIds, sessionIds, roomIds }) => {
    const what = classIds === undefined ? '{series}' : '{classes}{periods}看护';
    const whatEn = classIds === undefined ? '{series}' : 'the care of {classes} on {periods}';
    if (sessionIds === undefined)
      return { zh: `锁定的${what}没有排上`, en: `What is pinned is missing: ${whatEn}` };
    return roomIds === undefined
      ? { zh: `${what}没有按锁定由{people}负责`, en: `${whatEn} is not with {people} as pinned` }
      : { zh: `${what}没有按锁定安排在{rooms}`, en: `${whatEn} is not in {rooms} as pinned` };
  },
  reference(plan, index) {
    return (index.problem.pins ?? []).flatMap((pin) => broken(pin, plan, index));
  },
  fast: [
    {
      scope: 'series',
      bind: (state, { pins }) => {
        if (!pins.bySeries.some((list) => list.length > 0)) return undefined;
        const broken = new BrokenPins(state);
        return (s) => broken.ofSeries(s);
      },
    },
    {
      scope: 'classPeriod',
      bind: ({ left }, { pins, time }) => {
        if (!hasCarePins(pins)) return undefined;
        return (cell) => {
          const list = pins.careByPeriod[cell % time.periodCount];
          return left[cell] > 0 ? 0 : list.filter((pin) => pin.cell === cell).length;
        };
      },
    },
    {
      scope: 'event',
      bind: (state, { pins }) => {
        if (!hasCarePins(pins)) return undefined;
        const broken = new BrokenPins(state);
        return (event) => broken.roomsOfCare(event);
      },
    },
    {
      scope: 'crew',
      bind: (state, { pins }) => {
        if (!hasCarePins(pins)) return undefined;
        const broken = new BrokenPins(state);
        return (event) => broken.peopleOfCare(event);
      },
    },
  ],
};

function hasCarePins({ careByPeriod }: PinTables): boolean {
  return careByPeriod.some((list) => list.length > 0);
}

function broken(pin: Pin, plan: PlanView, index: ProblemIndex): Match[] {
  const about = aboutOf(pin);
  const session = pinnedSession(pin, plan);
  if (session === undefined) return [{ cost: 1, ...about, detail: { reason: 'missing' } }];
  const sessionIds = [session.id];
  const matches: Match[] = [];
  if (pin.roomId !== undefined && session.room !== index.room(pin.roomId))
    matches.push({ cost: 1, ...about, sessionIds, roomIds: [pin.roomId] });
  for (const { role, staffId } of pin.seats ?? [])
    if (!session.seats.some((seat) => seat.role === role && seat.staff?.id === staffId))
      matches.push({ cost: 1, ...about, sessionIds, staffIds: [staffId], detail: { role } });
  return matches;
}

function aboutOf({ care, activityId, forKey }: Pin): Partial<Match> {
  if (care !== undefined) return { classIds: [care.classId], periodIds: [care.periodId] };
  return {
    ...(activityId === undefined ? {} : { activityId }),
    ...(forKey === undefined ? {} : { forKey }),
  };
}

/** With a period the session that is in it, else the `index`-th of the series in time order. */
export function pinnedSession(pin: Pin, plan: PlanView): SessionView | undefined {
  if (pin.care !== undefined) return plan.careAt(pin.care.classId, pin.care.periodId)[0];
  if (pin.activityId === undefined) return undefined;
  const sessions = plan.seriesByKey(seriesKey(pin.activityId, pin.forKey))?.sessions ?? [];
  if (pin.periodId === undefined) return sessions[pin.index ?? 0];
  return sessions.find((session) => session.periods.some((p) => p.id === pin.periodId));
}
