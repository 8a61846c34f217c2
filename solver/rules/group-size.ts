import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Params } from '../../src/domain/params.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { ENROL_CHOICE } from '../model/series.ts';
import type { Match, Rule } from './rule.ts';
import { expandSeats, type SessionView } from './session-view.ts';

export const groupSize: Rule = {
  id: 'groupSize',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '人数与岗位数', en: 'Group sizes and numbers of seats' },
  sentence: {
    zh: '社团人数在上下限之间，合班不超过人数上限，每个场次的岗位数与规定一致。',
    en: 'A group is within its size, a merged care group within the size set for them, and a session has the seats of its activity or of the pupils in care.',
  },
  params: ['care.maxGroup', 'care.pupilsPerAdult'],
  tell: textOf,
  tellIf: (match) => (match.detail?.max === undefined ? textOf(match) : tooManyIf),
  reference(plan, index) {
    return plan.sessions.flatMap((session) => [
      ...tooLarge(session, index),
      ...wrongSeats(session, index),
      ...tooSmall(session),
    ]);
  },
  fast: [
    {
      scope: 'crowd',
      bind:
        (state, { series, params }) =>
        (event) => {
          if (!state.exists(event)) return 0;
          const pupils = state.headcount(event);
          if (event >= series.firstCare) {
            const over = state.memberCount[event] > 1 ? pupils - params.care.maxGroup : 0;
            const seats = series.seatStart[event + 1] - series.seatStart[event];
            return Math.max(0, over) + Math.max(0, careSeatCount(pupils, params) - seats);
          }
          const s = series.eventSeries[event];
          const over = Math.max(0, pupils - series.sizeMax[s]);
          return over + (series.enrol[s] === ENROL_CHOICE && pupils < series.sizeMin[s] ? 1 : 0);
        },
    },
  ],
};

function textOf({ detail = {} }: Match): Bilingual {
  if (detail.max !== undefined)
    return {
      zh: '{sessions}有 {headcount} 名学生，最多 {max} 名',
      en: '{sessions} has {headcount} pupils and may have {max}',
    };
  if (detail.min !== undefined)
    return {
      zh: '{sessions}只有 {headcount} 名学生，至少 {min} 名',
      en: '{sessions} has {headcount} pupils and needs {min}',
    };
  return detail.seats === undefined
    ? {
        zh: '{sessions}的岗位与活动规定不一致',
        en: '{sessions} does not have the seats of its activity',
      }
    : {
        zh: '{sessions}有 {seats} 个岗位，应有 {needed} 个',
        en: '{sessions} has {seats} seats and should have {needed}',
      };
}

const tooManyIf: Bilingual = {
  zh: '{sessions}会有 {headcount} 名学生，最多 {max} 名',
  en: '{sessions} would have {headcount} pupils and may have {max}',
};

/** Adults that a care session of this many pupils needs. */
export function careSeatCount(headcount: number, params: Params): number {
  const perAdult = params.care.pupilsPerAdult;
  return perAdult === undefined ? 1 : Math.max(1, Math.ceil(headcount / perAdult));
}

function tooLarge(
  { id, activity, classIds, headcount }: SessionView,
  index: ProblemIndex,
): Match[] {
  const isMerged = activity === undefined && classIds.length > 1;
  const max = isMerged ? index.params.care.maxGroup : activity?.size?.max;
  const over = headcount - (max ?? Infinity);
  if (over <= 0) return [];
  return [{ cost: over, count: over, sessionIds: [id], detail: { headcount, max: max as number } }];
}

function wrongSeats({ id, activity, seats, headcount }: SessionView, index: ProblemIndex): Match[] {
  if (activity === undefined) {
    const needed = careSeatCount(headcount, index.params);
    const off = Math.abs(seats.length - needed);
    if (off === 0) return [];
    const detail = { seats: seats.length, needed };
    return [{ cost: off, count: off, sessionIds: [id], detail }];
  }
  const roles = expandSeats(activity).map((spec) => spec.role);
  const same = roles.length === seats.length && seats.every((seat, i) => seat.role === roles[i]);
  return same ? [] : [{ cost: 1, sessionIds: [id], detail: { needed: roles.join(' ') } }];
}

function tooSmall({ id, activity, hosting, headcount }: SessionView): Match[] {
  const min = activity?.size?.min ?? 0;
  if (hosting !== 'choice' || headcount >= min) return [];
  return [{ cost: 1, sessionIds: [id], detail: { headcount, min } }];
}
