import type { Activity, SeatSpec, Segment } from '../../domain/problem.ts';
import { staffKinds } from '../../domain/problem.ts';
import { longestRun, successors } from '../../domain/spans.ts';
import type { Random } from '../random.ts';
import { type SmallPeople, smallSkills } from './people.ts';
import type { SmallWeek } from './timetable.ts';

/** What the makers of activities look at. */
export interface SmallScene {
  week: SmallWeek;
  people: SmallPeople;
}

/** None to eight activities of every kind and way to enrol. */
export function smallActivities(random: Random, scene: SmallScene): Activity[] {
  const makers = [micro, homeSchool, club, club, club, classClub, team, tutoring, duty, duty];
  if (scene.people.numbered.size > 0) makers.push(numbersClub, numbersClub);
  const count = random.chance(5) ? 0 : random.between(1, 8);
  const activities = Array.from({ length: count }, (_, i) =>
    random.pick(makers)(random, scene, `A${i + 1}`),
  );
  for (const activity of activities) {
    if ('every' in activity.sessions || !spanFits(scene, activity)) delete activity.span;
  }
  return activities;
}

function spanFits({ week }: SmallScene, activity: Activity): boolean {
  const allowed = (p: SmallWeek['periods'][number]) =>
    activity.segments.includes(p.segment) && (activity.periodIds?.includes(p.id) ?? true);
  return longestRun(successors(week.periods), allowed) >= (activity.span ?? 1);
}

function micro(random: Random, scene: SmallScene, id: string): Activity {
  return {
    id,
    kind: 'microTheme',
    segments: random.chance(80) ? ['microTheme'] : ['microTheme', 'club'],
    enrol: 'class',
    forEach: 'class',
    sessions: random.chance(25) ? { every: true } : { perWeek: random.between(1, 2) },
    seats: seats(random, true),
    ...audience(random, scene, 25),
    ...extras(random),
    ...(random.chance(15) ? { room: null } : {}),
  };
}

function homeSchool(random: Random, scene: SmallScene, id: string): Activity {
  return {
    id,
    kind: 'homeSchool',
    segments: random.chance(70) ? ['homeSchool'] : ['homeSchool', 'lateCare'],
    enrol: 'class',
    forEach: random.pick(['grade', 'grade', 'activity', 'class'] as const),
    sessions: { perWeek: 1 },
    seats: [
      { role: 'lead', kinds: ['leader'] },
      { role: 'assistant', kinds: ['teacher', 'leader'], count: random.between(1, 2) },
    ],
    ...audience(random, scene, 25),
    ...(random.chance(60) ? { room: { kinds: ['报告厅', '操场'] } } : {}),
  };
}

/** A club that pupils choose. */
function club(random: Random, scene: SmallScene, id: string): Activity {
  return {
    id,
    kind: 'club',
    segments: clubSegments(random),
    enrol: 'choice',
    ...(random.chance(20) ? { forEach: random.pick(['grade', 'class', 'activity'] as const) } : {}),
    sessions: random.chance(8) ? { every: true } : { perWeek: random.weighted([1, 60, 25, 14]) },
    ...(random.chance(25) ? { span: 2 } : {}),
    ...size(random),
    seats: seats(random, false),
    ...audience(random, scene, 40),
    ...(random.chance(20) ? { periodIds: somePeriods(random, scene) } : {}),
    ...extras(random),
    ...roomWish(random),
  };
}

/** A moving hour for whole classes. */
function classClub(random: Random, scene: SmallScene, id: string): Activity {
  return {
    ...club(random, scene, id),
    enrol: 'class',
    forEach: random.pick(['class', 'grade', 'activity'] as const),
    active: random.chance(70),
  };
}

/** A fixed roster, some of whom are gone when the team meets. */
function team(random: Random, scene: SmallScene, id: string): Activity {
  const pupils = random.sample(scene.people.students, random.between(0, 8)).map((s) => s.id);
  const { forEach: _, grades: _g, classIds: _c, ...plain } = club(random, scene, id);
  return { ...plain, studentIds: pupils };
}

/** A club whose groups come as numbers, sometimes more than are there. */
function numbersClub(random: Random, scene: SmallScene, id: string): Activity {
  const { grades: _g, classIds: _c, ...plain } = club(random, scene, id);
  const classIds = random.sample([...scene.people.numbered], random.between(1, 3));
  return {
    ...plain,
    enrolment: classIds.map((classId) => ({ classId, count: random.below(7) })),
  };
}

/** A mentor with a few pupils, in homework time or in place of a club. */
function tutoring(random: Random, scene: SmallScene, id: string): Activity {
  const pupils = random.sample(scene.people.students, random.between(1, 4));
  const base: Activity = {
    id,
    kind: 'tutoring',
    segments: random.chance(70) ? ['homework'] : ['club', 'homework'],
    enrol: 'choice',
    sessions: { perWeek: random.between(1, 2) },
    seats: [{ role: 'lead', kinds: ['teacher', 'leader'] }],
    ...(random.chance(50) ? { size: { max: 5 } } : {}),
    ...(random.chance(30) ? { room: null } : {}),
  };
  return random.chance(60) ? { ...base, studentIds: pupils.map((s) => s.id) } : base;
}

function duty(random: Random, scene: SmallScene, id: string): Activity {
  const windows = scene.week.periods.filter((p) => p.segment === 'duty').map((p) => p.id);
  return {
    id,
    kind: 'duty',
    segments: ['duty'],
    enrol: 'none',
    ...(random.chance(50) && windows.length > 0
      ? { periodIds: random.sample(windows, random.between(1, windows.length)) }
      : {}),
    ...(random.chance(20) ? { forEach: 'grade' as const } : {}),
    sessions: random.chance(65) ? { every: true } : { perWeek: random.between(1, 2) },
    seats: [
      {
        role: 'duty',
        kinds: random.chance(40) ? ['leader'] : ['teacher', 'leader'],
        ...(random.chance(30) ? { count: 2 } : {}),
      },
    ],
    ...(random.chance(60)
      ? { room: null }
      : random.chance(30)
        ? { room: { kinds: ['操场'] } }
        : {}),
    ...(random.chance(30) ? { load: random.pick([0, 20, 60]) } : {}),
    ...(random.chance(15) ? { sameLead: true } : {}),
  };
}

function clubSegments(random: Random): Segment[] {
  return [['club'], ['club'], ['club', 'microTheme'], ['lateCare'], ['homework', 'club']][
    random.weighted([60, 10, 12, 10, 8])
  ] as Segment[];
}

function seats(random: Random, plain: boolean): SeatSpec[] {
  const lead: SeatSpec = { role: 'lead' };
  if (!plain && random.chance(60)) lead.qualification = random.pick(smallSkills);
  if (random.chance(30)) lead.kinds = random.chance(50) ? ['teacher', 'leader'] : [...staffKinds];
  if (random.chance(8)) lead.count = 2;
  const list = [lead];
  if (random.chance(25)) {
    list.push({
      role: 'assistant',
      ...(random.chance(50) ? { kinds: ['teacher', 'leader'] } : {}),
      ...(random.chance(25) ? { count: 2 } : {}),
    });
  }
  return list;
}

function size(random: Random): Pick<Activity, 'size'> {
  if (random.chance(25)) return {};
  const min = random.between(0, 3);
  const max = min + random.between(1, 6);
  return { size: { ...(min > 0 ? { min } : {}), ...(random.chance(80) ? { max } : {}) } };
}

function audience(
  random: Random,
  { people }: SmallScene,
  percent: number,
): Pick<Activity, 'grades' | 'classIds'> {
  if (!random.chance(percent)) return {};
  if (random.chance(50)) {
    const grades = [...new Set(people.classes.map((c) => c.grade))];
    return { grades: random.sample(grades, random.between(1, 2)) };
  }
  return { classIds: random.sample(people.classes, random.between(1, 3)).map((c) => c.id) };
}

function somePeriods(random: Random, { week }: SmallScene): string[] {
  const ids = week.periods.filter((p) => p.segment !== 'duty').map((p) => p.id);
  return random.sample(ids, random.between(1, ids.length));
}

function extras(random: Random): Partial<Activity> {
  return {
    ...(random.chance(20) ? { minDays: random.below(3) } : {}),
    ...(random.chance(25) ? { sameLead: random.chance(60) } : {}),
    ...(random.chance(15) ? { load: random.pick([0, 15, 90]) } : {}),
    ...(random.chance(30) ? { active: true } : {}),
    ...(random.chance(15) ? { outdoor: true } : {}),
  };
}

function roomWish(random: Random): Pick<Activity, 'room'> {
  switch (random.weighted([30, 25, 10, 10, 15, 10])) {
    case 0:
      return {};
    case 1:
      return { room: { kinds: ['美术室', '操场'] } };
    case 2:
      return { room: { features: ['水池'] } };
    case 3:
      return { room: { roomIds: ['R1'] } };
    case 4:
      return { room: { kinds: ['教室'] } };
    default:
      return { room: null };
  }
}
