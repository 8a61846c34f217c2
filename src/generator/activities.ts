import type { Activity, Staff } from '../domain/problem.ts';
import { type ClubKind, clubKinds, gradeRangeName, roomKinds } from './names.ts';
import type { SchoolPlan } from './plan-of-school.ts';
import type { Random } from './random.ts';
import { periodsOf } from './timetable.ts';

const schoolStaff = ['teacher', 'leader'] as const;

/** What is not a club: theme lessons, family afternoons, the leader on duty, supervisors, the gate. */
export function makeFixedActivities(school: SchoolPlan): Activity[] {
  const { figures, timetable, classesPerGrade } = school;
  const has = (key: string) => timetable.slots.some((slot) => slot.key.startsWith(key));
  const duty = (key: string, seats: Activity['seats'], more: Partial<Activity>): Activity => ({
    id: key,
    kind: 'duty',
    segments: ['duty'],
    periodIds: periodsOf(timetable)
      .map((period) => period.id)
      .filter((id) => id.includes(`-${key}`)),
    enrol: 'none',
    sessions: { every: true },
    seats,
    room: null,
    ...more,
  });
  const activities: Activity[] = [];
  if (has('micro')) {
    activities.push({
      id: 'micro',
      name: '微主题',
      kind: 'microTheme',
      segments: ['microTheme'],
      enrol: 'class',
      forEach: 'class',
      sessions: { perWeek: 2 },
      seats: [{ role: 'lead', kinds: [...schoolStaff] }],
    });
  }
  if (has('home')) {
    activities.push({
      id: 'home',
      name: '家校共育',
      kind: 'homeSchool',
      segments: ['homeSchool'],
      enrol: 'class',
      forEach: 'grade',
      sessions: { perWeek: 1 },
      seats: [
        { role: 'lead', kinds: ['leader'] },
        { role: 'assistant', kinds: [...schoolStaff], count: figures.homeSchoolAssistants },
      ],
      room: { kinds: [roomKinds.hall, roomKinds.field] },
    });
  }
  activities.push(
    duty('lead', [{ role: 'duty', kinds: ['leader'] }], { name: '带班领导', load: 60 }),
  );
  const seat = { role: 'duty' as const, kinds: [...schoolStaff] };
  if (has('sup')) {
    // A supervisor for each grade; one for the one building of a school with a class a grade.
    activities.push(
      classesPerGrade > 1
        ? duty('sup', [seat], { name: '年级督导', forEach: 'grade', load: 60 })
        : duty('sup', [seat], { name: '楼层督导', load: 60 }),
    );
  }
  activities.push(duty('gate', [{ ...seat, count: figures.gatePosts }], { name: '护导' }));
  return activities;
}

/** Clubs of kinds that somebody here can lead; about half for one or two grades only (普通社团). */
export function makeClubs(school: SchoolPlan, staff: readonly Staff[]): Activity[] {
  if (school.variant === 'noClubs') return [];
  const random = school.random('clubs');
  const { figures } = school;
  const supply = clubKinds.map((kind) => leadersOf(kind, staff));
  const possible = clubKinds.filter((_, i) => supply[i] > 0 || staff.length === 0);
  // A popular skill is offered more often, but rare ones are asked for more than they can be had.
  const weights = possible.map((kind) => 4 + Math.min(leadersOf(kind, staff), 8));
  const used = new Map<string, number>();
  const clubs: Activity[] = [];
  for (let n = 1; n <= figures.clubs; n++) {
    const kind = possible[random.weighted(weights)];
    const grades = gradesOfClub(random, school.grades);
    clubs.push(makeClub(random, school, kind, `K${String(n).padStart(3, '0')}`, grades, used));
  }
  return clubs;
}

function makeClub(
  random: Random,
  school: SchoolPlan,
  kind: ClubKind,
  id: string,
  grades: number[],
  used: Map<string, number>,
): Activity {
  const { figures } = school;
  const range = grades.length === school.grades.length ? '' : gradeRangeName(grades);
  const plain = `${range}${random.pick(kind.names)}`;
  const times = (used.get(plain) ?? 0) + 1;
  used.set(plain, times);
  return {
    id,
    name: times === 1 ? plain : `${plain}（${times}）`,
    kind: 'club',
    segments: ['club'],
    grades,
    enrol: 'choice',
    sessions: { perWeek: [1, 2, 3][random.weighted([72, 23, 5])] },
    size: { min: figures.clubMin, max: random.between(figures.clubMax[0], figures.clubMax[1]) },
    seats: [
      { role: 'lead', qualification: kind.skill },
      ...(kind.assisted ? [{ role: 'assistant' as const, kinds: [...schoolStaff] }] : []),
    ],
    room: { kinds: [kind.roomKind] },
    ...(kind.active ? { active: true } : {}),
    ...(kind.outdoor ? { outdoor: true } : {}),
  };
}

function gradesOfClub(random: Random, grades: readonly number[]): number[] {
  const width = random.weighted([31, 41, 28]);
  const first = random.below(grades.length);
  if (width === 2) return [...grades];
  return grades.slice(first, first + 1 + width);
}

/** People who may lead such a club: qualified and not barred. */
function leadersOf(kind: ClubKind, staff: readonly Staff[]): number {
  return staff.filter(
    (person) =>
      person.qualifications?.includes(kind.skill) &&
      person.cleared !== false &&
      person.trained !== false &&
      person.share !== 0,
  ).length;
}
