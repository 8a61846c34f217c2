import { DAYS } from '../../solver/model/rows.ts';
import { openSession } from '../../solver/rules/open-session.ts';
import type { PlanView } from '../../solver/rules/plan-view.ts';
import { roomClash } from '../../solver/rules/room-clash.ts';
import { roomStability } from '../../solver/rules/room-stability.ts';
import type { Rule } from '../../solver/rules/rule.ts';
import { staffClash } from '../../solver/rules/staff-clash.ts';
import type { WeightedRule } from '../../solver/state/evaluator.ts';
import type { CttInstance } from './instance.ts';

/**
 * The rules of curriculum-based timetabling in the core's contract, over the problem that
 * `toProblem` makes. Clashes of rooms and teachers, lectures that are missing and the stability
 * of rooms are the core's own rules; unavailability cannot be broken, since a series has no
 * other spots than the allowed ones.
 */
export function cttRules(instance: CttInstance): WeightedRule[] {
  return [
    { rule: roomClash, weight: 1 },
    { rule: staffClash, weight: 1 },
    { rule: curriculumClash, weight: 1 },
    { rule: openSession, weight: 1 },
    { rule: roomCapacity, weight: 1 },
    { rule: minWorkingDays(instance), weight: 5 },
    { rule: curriculumCompactness(instance), weight: 2 },
    { rule: roomStability, weight: 1 },
  ];
}

const curriculumClash: Rule = {
  id: 'curriculumClash',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '课程组冲突', en: 'Courses of a curriculum do not meet' },
  sentence: {
    zh: '同一课程组的课不同时上。',
    en: 'Lectures of courses in the same curriculum must be all scheduled in different periods.',
  },
  params: [],
  tell: {
    zh: '{classes}在{periods}同时有几门课',
    en: '{classes} has several courses in {periods}',
  },
  reference: (plan, { problem }) =>
    problem.classes.flatMap((c) =>
      problem.periods.flatMap((p) => {
        const cost = plan.wholeClassAt(c.id, p.id).length - 1;
        return cost > 0 ? [{ cost, classIds: [c.id], periodIds: [p.id] }] : [];
      }),
    ),
  fast: [
    {
      scope: 'classPeriod',
      bind:
        ({ wholeClass }) =>
        (cp) =>
          wholeClass[cp] > 1 ? wholeClass[cp] - 1 : 0,
    },
  ],
};

const roomCapacity: Rule = {
  id: 'roomCapacity',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '教室容量', en: 'The room is large enough' },
  sentence: {
    zh: '教室座位不少于上课人数。',
    en: 'Each student above the capacity of the room counts 1, for each lecture.',
  },
  params: [],
  tell: { zh: '{sessions}的教室座位不够', en: '{sessions} is in a room with too few seats' },
  reference: (plan) =>
    plan.sessions.flatMap(({ id, activity, room }) => {
      const cost = room === undefined ? 0 : (activity?.size?.max ?? 0) - room.seats;
      return cost > 0 ? [{ cost, sessionIds: [id] }] : [];
    }),
  fast: [
    {
      scope: 'event',
      bind:
        ({ eventRoom }, { series: { eventSeries, sizeMax }, rooms: { seats } }) =>
        (event) => {
          const room = eventRoom[event];
          if (room < 0) return 0;
          const over = sizeMax[eventSeries[event]] - seats[room];
          return over > 0 ? over : 0;
        },
    },
  ],
};

function minWorkingDays({ periodsPerDay }: CttInstance): Rule {
  return {
    id: 'minWorkingDays',
    level: 'soft',
    defaultWeight: 5,
    title: { zh: '最少上课天数', en: 'Minimum working days' },
    sentence: {
      zh: '一门课分布在不少于规定的天数。',
      en: 'The lectures of each course are spread into the given minimum number of days. Each day below the minimum counts 5.',
    },
    params: [],
    tell: { zh: '{series}的上课天数不足', en: '{series} is on too few days' },
    reference: (plan) =>
      plan.series.flatMap(({ activity, sessions }) => {
        const days = new Set(sessions.map((s) => Math.floor(slotOf(s.periods[0]) / periodsPerDay)));
        const cost = (activity.minDays ?? 0) - days.size;
        return cost > 0 ? [{ cost, activityId: activity.id }] : [];
      }),
    fast: [
      {
        scope: 'series',
        bind: ({ eventSpot }, { series: { firstEvent, minDays }, time: { spotCount } }) => {
          const dayOf = Int32Array.from({ length: spotCount }, (_, p) =>
            Math.floor(p / periodsPerDay),
          );
          const seen = new Int32Array(spotCount);
          let round = 0;
          return (s) => {
            round++;
            let missing = minDays[s];
            const end = firstEvent[s + 1];
            for (let e = firstEvent[s]; e < end; e++) {
              const spot = eventSpot[e];
              if (spot < 0) continue;
              const day = dayOf[spot];
              if (seen[day] === round) continue;
              seen[day] = round;
              missing--;
            }
            return missing > 0 ? missing : 0;
          };
        },
      },
    ],
  };
}

function curriculumCompactness({ days, periodsPerDay }: CttInstance): Rule {
  return {
    id: 'curriculumCompactness',
    level: 'soft',
    defaultWeight: 2,
    title: { zh: '课程组紧凑', en: 'Lectures of a curriculum are next to each other' },
    sentence: {
      zh: '同一课程组同一天的课相邻。',
      en: 'A lecture of a curriculum that is not adjacent to any other lecture of the same curriculum within the same day counts 2.',
    },
    params: [],
    tell: {
      zh: '{classes}在{periods}的课前后无课',
      en: '{classes} has nothing beside its lecture in {periods}',
    },
    reference: (plan, { problem }) =>
      problem.classes.flatMap(({ id }) => {
        const isBusy = (slot: number, day: number) =>
          Math.floor(slot / periodsPerDay) === day &&
          plan.wholeClassAt(id, String(slot)).length > 0;
        return lecturesOf(plan, id).flatMap((slot) => {
          const day = Math.floor(slot / periodsPerDay);
          if (isBusy(slot - 1, day) || isBusy(slot + 1, day)) return [];
          return [{ cost: 1, classIds: [id], periodIds: [String(slot)] }];
        });
      }),
    fast: [
      {
        scope: 'classDay',
        bind: ({ wholeClass }, { time: { periodCount } }) => {
          const onWeekday = Math.ceil(days / DAYS) * periodsPerDay;
          return (classDay) => {
            const c = (classDay / DAYS) | 0;
            const first = (classDay - c * DAYS) * onWeekday;
            const row = c * periodCount;
            const end = row + Math.min(first + onWeekday, periodCount);
            let alone = 0;
            for (let from = row + first; from < end; from += periodsPerDay) {
              let before = 0;
              let now = wholeClass[from];
              for (let at = from + 1, to = from + periodsPerDay; at < to; at++) {
                const after = wholeClass[at];
                if (now > 0 && before === 0 && after === 0) alone += now;
                before = now;
                now = after;
              }
              if (now > 0 && before === 0) alone += now;
            }
            return alone;
          };
        },
      },
    ],
  };
}

/** The problem's period ids are the slots. */
function slotOf(period: { id: string } | undefined): number {
  return Number(period?.id);
}

function lecturesOf(plan: PlanView, classId: string): number[] {
  return plan.sessions.filter((s) => s.classIds.includes(classId)).map((s) => slotOf(s.periods[0]));
}
