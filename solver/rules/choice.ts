import type { Student } from '../../src/domain/problem.ts';
import type { Rule } from './rule.ts';

export const choice: Rule = {
  id: 'choice',
  level: 'soft',
  defaultWeight: 1,
  title: { zh: '社团志愿满足', en: 'Wishes for clubs' },
  sentence: {
    zh: '尽量按志愿录取学生；需优先照顾的和上次落选的学生加倍计。',
    en: 'Pupils get the clubs that they chose, their first choices above all; it counts double for pupils with a priority, and double again for those who lost out last time.',
  },
  params: ['maxClubs'],
  tell: ({ detail = {} }) =>
    detail.ranks === ''
      ? {
          zh: '学生{pupils}没有进入任何志愿社团',
          en: 'Pupil {pupils} got none of the chosen clubs',
        }
      : {
          zh: `学生{pupils}可参加 {wanted} 个社团，得到${ordinals(detail.ranks)} 志愿`,
          en: 'Pupil {pupils} may have {wanted} clubs and got choice {ranks}',
        },
  reference(plan, index) {
    const placed = new Map<string, Set<string>>();
    for (const { studentId, activityId } of plan.plan.placements ?? []) {
      const own = placed.get(studentId);
      if (own) own.add(activityId);
      else placed.set(studentId, new Set([activityId]));
    }
    return (index.problem.students ?? []).flatMap((student) => {
      const ranks = ranksOf(student, placed.get(student.id));
      const cost = costOf(student, ranks, index.params.maxClubs);
      if (cost === 0) return [];
      const wanted = placesOf(student, index.params.maxClubs);
      const detail = { ranks: ranks.join(', '), wanted };
      return [{ cost, studentIds: [student.id], detail }];
    });
  },
  fast: [
    {
      scope: 'pupil',
      bind:
        ({ wishCost }) =>
        (pupil) =>
          wishCost[pupil],
    },
  ],
};

/** "1, 3" as "第 1、第 3". */
function ordinals(ranks: number | string | undefined): string {
  return String(ranks)
    .split(', ')
    .map((rank) => `第 ${rank}`)
    .join('、');
}

/** Places in the pupil's choices, from 1, of what the pupil got; best first. */
function ranksOf({ choices = [] }: Student, placed: ReadonlySet<string> | undefined): number[] {
  return choices.flatMap((activityId, i) => (placed?.has(activityId) ? [i + 1] : []));
}

/** Cost of the j-th best placement (from 1) at place `rank` of the choices, or missing. */
export function placementCost(j: number, rank: number | undefined): number {
  if (rank === undefined) return j === 1 ? 12 : 6;
  const behind = rank - j;
  if (behind <= 0) return 0;
  return behind === 1 ? 2 : 5;
}

/** A pupil with a priority counts double, and one who lost out last time double again. */
export function pupilFactor({ priority = [], lostLastTime = false }: Student): number {
  return (priority.length > 0 ? 2 : 1) * (lostLastTime ? 2 : 1);
}

/** How many clubs a pupil hopes for: as many as allowed and chosen. */
function placesOf({ maxClubs, choices = [] }: Student, defaultClubs: number): number {
  return Math.min(maxClubs ?? defaultClubs, choices.length);
}

function costOf(student: Student, ranks: readonly number[], defaultClubs: number): number {
  const places = placesOf(student, defaultClubs);
  let cost = 0;
  for (let j = 1; j <= places; j++) cost += placementCost(j, ranks[j - 1]);
  return cost * pupilFactor(student);
}
