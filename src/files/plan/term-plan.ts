import { schoolDays } from '../../domain/calendar.ts';
import { roleNames } from '../../domain/naming.ts';
import { publishability } from '../../domain/publishable.ts';
import { isBarred, isOutsider } from '../../domain/staff.ts';
import { minuteOf } from '../../domain/time.ts';
import {
  mergeScopeWords,
  segmentWords,
  sessionKindWords,
  staffKindWords,
  stageWords,
  weekdayName,
} from '../../domain/views/words.ts';
import { type PlanData, peopleText, titleText } from './plan-data.ts';

/** One block of a document. */
export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: string }
  | { kind: 'list'; items: string[] }
  | { kind: 'table'; head: string[]; rows: string[][] }
  /** What no data says: the school writes it. */
  | { kind: 'blank'; text: string };

const heading = (text: string): Block => ({ kind: 'heading', text });
const text = (value: string): Block => ({ kind: 'text', text: value });
const list = (...items: string[]): Block => ({ kind: 'list', items });
const blank = (value: string): Block => ({ kind: 'blank', text: value });
const table = (head: string[], rows: string[][]): Block => ({ kind: 'table', head, rows });

/**
 * The school's term plan (一校一案): times, contents, organisation, people, safety posts and
 * figures, from the problem and its plan. What these do not say (fees, emergencies) is marked for
 * the school to write; nothing is made up.
 */
export function termPlan(data: PlanData): Block[] {
  return [
    ...basics(data),
    ...times(data),
    ...contents(data),
    ...organisation(data),
    ...people(data),
    ...safety(data),
    ...figures(data),
    heading('八、经费与监督'),
    blank('收费依据与标准、经费使用、减免办法、监督与反馈渠道：'),
  ];
}

function basics({ problem, index }: PlanData): Block[] {
  const { school, classes, students = [], term } = problem;
  const most = mostPupils({ problem, index });
  const days = term === undefined ? 0 : schoolDays(problem).length;
  return [
    heading('一、基本情况'),
    list(
      `学校：${school.name || school.id}（${stageWords[school.stage].zh}）`,
      `班级：${classes.length}个，年级：${gradesText(classes.map((c) => c.grade))}`,
      students.length > 0
        ? `参加课后服务的学生：${students.filter((s) => Object.keys(s.leave).length > 0).length}人`
        : `参加课后服务的学生：每天最多${most}人`,
      ...(term === undefined ? [] : [`学期：${term.start} 至 ${term.end}，开展课后服务${days}天`]),
    ),
    ...(term?.holidays?.length
      ? [text(`放假：${term.holidays.map((h) => `${h.name ?? ''}${h.from}至${h.to}`).join('；')}`)]
      : []),
    ...(term?.makeUpDays?.length
      ? [
          text(
            `调休：${term.makeUpDays.map((d) => `${d.date}按${weekdayName(d.runsWeekday)}安排`).join('；')}`,
          ),
        ]
      : []),
  ];
}

function mostPupils({ problem, index }: Pick<PlanData, 'problem' | 'index'>): number {
  const byDay = problem.periods.map(({ weekday }) => weekday);
  return Math.max(
    0,
    ...byDay.map((day) =>
      problem.classes.reduce(
        (sum, c) =>
          sum +
          (index.studentsOfClass(c.id).length > 0
            ? index.studentsOfClass(c.id).filter((s) => String(day) in s.leave).length
            : (c.leave ?? []).reduce((n, row) => n + (row.weekday === day ? row.count : 0), 0)),
        0,
      ),
    ),
  );
}

function times({ problem, weekdays }: PlanData): Block[] {
  const pupil = problem.periods.filter((p) => p.segment !== 'duty');
  const slots = [...new Set(pupil.map((p) => `${p.start}-${p.end}`))].sort();
  return [
    heading('二、服务时间'),
    table(
      ['时间', ...weekdays.map(weekdayName)],
      slots.map((slot) => [
        slot,
        ...weekdays.map((day) =>
          pupil
            .filter((p) => p.weekday === day && `${p.start}-${p.end}` === slot)
            .map((p) => segmentWords[p.segment].zh)
            .join('、'),
        ),
      ]),
    ),
    text(
      `离校时间点：${problem.leavePoints
        .map((p) => p.time)
        .toSorted()
        .join('、')}。家长自愿申请，按日选择离校时间点（弹性离校）。`,
    ),
  ];
}

function contents({ problem, plan, views }: PlanData): Block[] {
  const kinds = ['microTheme', 'homeSchool', 'tutoring'] as const;
  const clubs = problem.activities.filter((a) => a.kind === 'club');
  const rows = clubs.map((activity) => {
    const own = new Set(
      plan.sessions.flatMap(({ id, activityId }) => (activityId === activity.id ? id : [])),
    );
    const held = views.all.filter(({ sessionId }) => own.has(sessionId));
    const all = problem.classes.every((c) => activity.grades?.includes(c.grade) ?? true);
    const grades = all ? '' : gradesText(activity.grades ?? []);
    return [
      activity.name ?? activity.id,
      grades ? `${grades}年级` : '全校',
      held.length === 0
        ? '未开设'
        : [...new Set(held.map((e) => `${weekdayName(e.weekday)}${e.start}`))].join('、'),
      [...new Set(held.map((e) => e.room ?? ''))].filter((r) => r !== '').join('、'),
      held.length === 0 ? '' : String(Math.max(...held.map((e) => e.pupils))),
    ];
  });
  return [
    heading('三、服务内容'),
    list(
      '作业看护：在教师看护下完成作业、自主阅读，不集体教学、不集体补课。',
      ...kinds.flatMap((kind) => {
        const some = problem.activities.filter((a) => a.kind === kind);
        if (some.length === 0) return [];
        const names = [...new Set(some.map((a) => a.name ?? a.id))];
        const shown = names.slice(0, 12).join('、');
        return [
          `${sessionKindWords[kind].zh}：${shown}${names.length > 12 ? `等${names.length}项` : ''}`,
        ];
      }),
      `社团：共${clubs.length}个，由学生自愿选择。`,
    ),
    ...(rows.length === 0 ? [] : [table(['社团', '对象', '时间', '场地', '人数'], rows)]),
  ];
}

function organisation({ index, problem }: PlanData): Block[] {
  const { params } = index;
  const used = [...new Set(problem.periods.map((p) => p.segment))].filter(
    (s) => s !== 'duty' && s !== 'break',
  );
  const merge = used.map(
    (s) => `${segmentWords[s].zh}${mergeScopeWords[params.care.mergeWithin[s]].zh}`,
  );
  return [
    heading('四、组织方式'),
    list(
      '学生和家长自愿申请，学校统筹安排；每名学生在每个时段都有确定的地点和看护人员。',
      `看护以班为单位；人数少时合班，每组不超过${params.care.maxGroup}人。合班范围：${merge.join('，')}。`,
      ...(params.care.pupilsPerAdult === undefined
        ? []
        : [`每名看护教师最多看护${params.care.pupilsPerAdult}名学生。`]),
      `每名学生每周最多参加${params.maxClubs}个社团，按志愿录取。`,
      ...(params.learningPerDay === undefined
        ? []
        : [`每天学习类时段不超过${params.learningPerDay}个。`]),
    ),
  ];
}

function people({ problem, views, index }: PlanData): Block[] {
  const kinds = [...new Set(problem.staff.map((t) => t.kind))];
  const working = new Set(views.byStaff.filter((w) => w.entries.length > 0).map((w) => w.id));
  return [
    heading('五、人员安排'),
    table(
      ['类别', '人数', '本方案在岗'],
      kinds.map((kind) => {
        const of = problem.staff.filter((t) => t.kind === kind);
        return [
          staffKindWords[kind].zh,
          String(of.length),
          String(of.filter((t) => working.has(t.id)).length),
        ];
      }),
    ),
    list(
      `外聘人员${problem.staff.filter(isOutsider).length}人；未通过审核或未经培训的${problem.staff.filter(isBarred).length}人不安排岗位。`,
      ...(index.params.outsiderNeedsPartner ? ['外聘人员与校内人员共同负责有学生的活动。'] : []),
      `下课后至少休息${index.params.rest.afterLesson}分钟再到岗；教研、备课等时间不安排课后服务。`,
    ),
  ];
}

function safety({ views, plan, index }: PlanData): Block[] {
  const duties = views.all.filter((e) => e.kind === 'duty');
  const { openPosts } = publishability(plan, index);
  return [
    heading('六、安全与值班'),
    ...(duties.length === 0
      ? []
      : [
          table(
            ['时间', '岗位', '人员'],
            duties.map((e) => [
              `${weekdayName(e.weekday)} ${e.start}-${e.end}`,
              `${titleText(e)}${e.room === null ? '' : `（${e.room}）`}`,
              peopleText(e),
            ]),
          ),
        ]),
    text(
      openPosts.length === 0
        ? '看护和值班岗位全部有人。'
        : `还有${openPosts.length}个看护或值班岗位空缺（${[...new Set(openPosts.map((p) => roleNames[p.role].zh))].join('、')}），公布前须补齐。`,
    ),
    blank('交接、点名、离校、应急处置的办法与责任人：'),
  ];
}

function figures({ plan, views, problem }: PlanData): Block[] {
  const seats = plan.sessions.flatMap((s) => s.seats);
  const minutes = views.byStaff
    .map((w) => w.entries.reduce((sum, e) => sum + minuteOf(e.end) - minuteOf(e.start), 0))
    .filter((sum) => sum > 0);
  const groups = views.all.filter((e) => e.kind === 'care').length;
  const wishing = (problem.students ?? []).filter((s) => (s.choices ?? []).length > 0);
  const ranks = new Map<string, number>();
  for (const p of plan.placements ?? []) {
    ranks.set(p.studentId, Math.min(p.rank, ranks.get(p.studentId) ?? p.rank));
  }
  const first = wishing.filter((s) => ranks.get(s.id) === 1).length;
  const some = wishing.filter((s) => ranks.has(s.id)).length;
  const percent = (n: number) => `${Math.round((n / Math.max(1, wishing.length)) * 100)}%`;
  const average = minutes.reduce((a, b) => a + b, 0) / Math.max(1, minutes.length);
  const rows = [
    ['每周岗位', `${seats.length}个，空缺${seats.filter((s) => s.staffId === null).length}个`],
    ['每周看护组', `${groups}组`],
    ['每周其他活动', `${views.all.length - groups}场`],
    ['在岗人员', `${minutes.length}人，平均每周${Math.round(average)}分钟`],
    ...(minutes.length === 0
      ? []
      : [['每周最少/最多', `${Math.min(...minutes)} / ${Math.max(...minutes)}分钟`]]),
    ...(wishing.length === 0
      ? []
      : [['社团志愿', `第一志愿${percent(first)}，录取到志愿之一${percent(some)}`]]),
  ];
  return [heading('七、数据'), table(['项目', '数据'], rows)];
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
