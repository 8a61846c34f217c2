import type { Bilingual } from '../../src/domain/bilingual.ts';
import type { Params } from '../../src/domain/params.ts';
import type { Staff } from '../../src/domain/problem.ts';
import { isSchoolStaff } from '../../src/domain/staff.ts';
import { DAYS } from '../model/rows.ts';
import { BITS } from '../state/people-counts.ts';
import type { PersonView } from './plan-people.ts';
import type { Match, Rule } from './rule.ts';

/** A gate duty of a few minutes is no session for the daily limit. */
export const shortestCountedMinutes = 20;

export interface Limits {
  sessionsPerDay: number | undefined;
  daysPerWeek: number | undefined;
  latePerWeek: number | undefined;
  minutesPerWeek: number | undefined;
  clubs: number | undefined;
}

/** A person's own limits, then `params.staff`, whose `clubs` is for school staff only. */
export function limitsOf(staff: Staff, params: Params): Limits {
  const own = staff.limits;
  const general = params.staff;
  return {
    sessionsPerDay: own?.sessionsPerDay ?? general.sessionsPerDay,
    daysPerWeek: own?.daysPerWeek ?? general.daysPerWeek,
    latePerWeek: own?.latePerWeek ?? general.latePerWeek,
    minutesPerWeek: own?.minutesPerWeek ?? general.minutesPerWeek,
    clubs: own?.clubs ?? (isSchoolStaff(staff) ? general.clubs : undefined),
  };
}

export const staffLimit: Rule = {
  id: 'staffLimit',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '工作量上限', en: 'Limits of a person' },
  sentence: {
    zh: '每人每天场次、每周天数、每周晚岗次数、每周分钟数和负责社团数不超过上限。',
    en: 'A person stays within the limits of sessions a day, days, late evenings and minutes a week, and clubs led.',
  },
  params: [
    'staff.sessionsPerDay',
    'staff.daysPerWeek',
    'staff.latePerWeek',
    'staff.minutesPerWeek',
    'staff.clubs',
    'lateFrom',
  ],
  tell: ({ detail = {} }) => limitTexts[detail.limit as keyof Limits],
  tellIf: ({ detail = {} }) => limitTextsIf[detail.limit as keyof Limits],
  reference(plan, index) {
    return plan.people.flatMap((person) => excesses(person, limitsOf(person.staff, index.params)));
  },
  fast: [
    {
      scope: 'personDay',
      bind:
        ({ daySessions }, { staff }) =>
        (td) =>
          Math.max(0, daySessions[td] - staff.maxSessions[(td / DAYS) | 0]),
    },
    {
      scope: 'person',
      bind:
        ({ dayMask, lateMask, minutes, clubsLed }, { staff }) =>
        (t) =>
          Math.max(0, BITS[dayMask[t]] - staff.maxDays[t]) +
          Math.max(0, BITS[lateMask[t]] - staff.maxLate[t]) +
          Math.max(0, minutes[t] - staff.maxMinutes[t]) +
          Math.max(0, clubsLed[t] - staff.maxClubs[t]),
    },
  ],
};

const limitTexts: Record<keyof Limits, Bilingual> = {
  sessionsPerDay: {
    zh: '{people}{day} {value} 个场次，上限 {allowed} 个',
    en: '{people} has {value} sessions on {day}, the limit is {allowed}',
  },
  daysPerWeek: {
    zh: '{people}一周到岗 {value} 天，上限 {allowed} 天',
    en: '{people} comes on {value} days, the limit is {allowed}',
  },
  latePerWeek: {
    zh: '{people}一周晚岗 {value} 次，上限 {allowed} 次',
    en: '{people} has {value} late evenings, the limit is {allowed}',
  },
  minutesPerWeek: {
    zh: '{people}一周 {value} 分钟，上限 {allowed} 分钟',
    en: '{people} has {value} minutes a week, the limit is {allowed}',
  },
  clubs: {
    zh: '{people}负责 {value} 个社团，上限 {allowed} 个',
    en: '{people} leads {value} clubs, the limit is {allowed}',
  },
};

const limitTextsIf: Record<keyof Limits, Bilingual> = {
  sessionsPerDay: {
    zh: '{people}{day}会有 {value} 个场次，上限 {allowed} 个',
    en: '{people} would have {value} sessions on {day}, the limit is {allowed}',
  },
  daysPerWeek: {
    zh: '{people}一周会到岗 {value} 天，上限 {allowed} 天',
    en: '{people} would come on {value} days, the limit is {allowed}',
  },
  latePerWeek: {
    zh: '{people}一周会有晚岗 {value} 次，上限 {allowed} 次',
    en: '{people} would have {value} late evenings, the limit is {allowed}',
  },
  minutesPerWeek: {
    zh: '{people}一周会有 {value} 分钟，上限 {allowed} 分钟',
    en: '{people} would have {value} minutes a week, the limit is {allowed}',
  },
  clubs: {
    zh: '{people}会负责 {value} 个社团，上限 {allowed} 个',
    en: '{people} would lead {value} clubs, the limit is {allowed}',
  },
};

function excesses(person: PersonView, limits: Limits): Match[] {
  const matches: Match[] = [];
  const check = (limit: keyof Limits, value: number, weekday?: number) => {
    const over = value - (limits[limit] ?? Infinity);
    if (over <= 0) return;
    matches.push({
      cost: over,
      count: over,
      staffIds: [person.staff.id],
      detail: { limit, value, allowed: limits[limit] as number },
      ...(weekday === undefined ? {} : { weekday }),
    });
  };
  for (const [weekday, sessions] of person.days) {
    const counted = sessions.filter((s) => s.minutes >= shortestCountedMinutes);
    check('sessionsPerDay', counted.length, weekday);
  }
  check('daysPerWeek', person.days.size);
  check('latePerWeek', person.lateDays.size);
  check(
    'minutesPerWeek',
    person.sessions.reduce((sum, s) => sum + s.minutes, 0),
  );
  const led = person.seats.filter((s) => s.role === 'lead' && s.session.activity?.kind === 'club');
  check('clubs', new Set(led.map((s) => s.session.activity?.id)).size);
  return matches;
}
