import { activityName, className } from '../../domain/naming.ts';
import type { Activity } from '../../domain/problem.ts';
import { audienceOf, type ProblemIndex } from '../../domain/problem-index.ts';
import { sessionKindWords, weekdayName } from '../../domain/views/words.ts';
import { type Block, heading, list, table } from './blocks.ts';
import { classesText, type PlanData, placeText, weeksText } from './plan-data.ts';

/** What is offered: care, what comes for classes and grades, and every club with its times. */
export function contents({ problem, index, plan, views }: PlanData): Block[] {
  const kinds = ['microTheme', 'homeSchool', 'tutoring'] as const;
  const clubs = problem.activities.filter((a) => a.kind === 'club');
  const rows = clubs.map((activity) => {
    const own = new Set(
      plan.sessions.flatMap(({ id, activityId }) => (activityId === activity.id ? id : [])),
    );
    const held = views.all.filter(({ sessionId }) => own.has(sessionId));
    return [
      activityName(index, activity.id),
      audienceText(index, activity),
      held.length === 0
        ? '未开设'
        : [
            ...new Set(held.map((e) => `${weekdayName(e.weekday)}${e.start}${weeksText(e.weeks)}`)),
          ].join('、'),
      [...new Set(held.map(placeText))].filter((r) => r !== '').join('、'),
      held.length === 0 ? '' : String(Math.max(...held.map((e) => e.pupils))),
    ];
  });
  const isHeld = (id: string) => plan.sessions.some(({ activityId }) => activityId === id);
  const closed = clubs.filter(({ id }) => !isHeld(id)).length;
  return [
    heading('三、服务内容'),
    list(
      '作业看护：在教师看护下完成作业、自主阅读，不集体教学、不集体补课。',
      ...kinds.flatMap((kind) => {
        const some = problem.activities.filter((a) => a.kind === kind);
        if (some.length === 0) return [];
        const word = sessionKindWords[kind].zh;
        const names = [...new Set(some.map((a) => nameAndTimes(a, word)))];
        const shown = names.slice(0, 12).join('、');
        return [`${word}：${shown}${names.length > 12 ? `等${names.length}项` : ''}。`];
      }),
      ...(clubs.length === 0
        ? []
        : [
            `社团：开设${clubs.length - closed}个，由学生自愿选择${closed === 0 ? '' : `；另有${closed}个未开设`}。`,
          ]),
    ),
    ...(rows.length === 0 ? [] : [table(['社团', '对象', '时间', '场地', '人数'], rows)]),
  ];
}

/** Whom a club is for: the whole school, whole grades, or else classes. */
function audienceText(index: ProblemIndex, activity: Activity): string {
  const { problem } = index;
  const { classes } = problem;
  const audience = audienceOf(problem, activity);
  if (audience.length === classes.length) return '全校';
  // A club for grades that the school does not have is told by these.
  const grades = new Set(audience.length > 0 ? audience.map((c) => c.grade) : activity.grades);
  const isWhole = audience.length === classes.filter(({ grade }) => grades.has(grade)).length;
  if (isWhole) return `${gradesText([...grades])}年级`;
  return classesText({ classes: audience.map(({ id }) => className(index, id)) });
}

/** "书法（每班每周1次）"; without the name where it only says the kind again. */
function nameAndTimes({ id, name: own, forEach, sessions }: Activity, word: string): string {
  const name = own || id;
  const whom = forEach === 'class' ? '每班' : forEach === 'grade' ? '每年级' : '';
  const times = `${whom}${'perWeek' in sessions ? `每周${sessions.perWeek}次` : '每个时段'}`;
  return name === word ? times : `${name}（${times}）`;
}

/** "1-3、5" of grades in any order: runs are written as such, for lists break badly in a cell. */
export function gradesText(grades: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const grade of [...new Set(grades)].sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last && last[1] === grade - 1) last[1] = grade;
    else runs.push([grade, grade]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join('、');
}
