import { hasNumbers, mostPupils } from '../../domain/attendance.ts';
import { schoolDays } from '../../domain/calendar.ts';
import { roleNames, schoolName } from '../../domain/naming.ts';
import type { Plan, Student } from '../../domain/problem.ts';
import type { ProblemIndex } from '../../domain/problem-index.ts';
import { publishability } from '../../domain/publishable.ts';
import { isBarred, isOutsider } from '../../domain/staff.ts';
import { eachOnce, type WeekEntry } from '../../domain/views/week-views.ts';
import {
  mergeScopeWords,
  segmentWords,
  staffKindWords,
  stageWords,
  weekdayName,
} from '../../domain/views/words.ts';
import { type Block, blank, heading, list, table, text } from './blocks.ts';
import {
  dateText,
  type PlanData,
  peopleText,
  placeText,
  titleText,
  weeksText,
} from './plan-data.ts';
import { contents, gradesText } from './term-plan-contents.ts';

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
  const days = term === undefined ? 0 : schoolDays(problem).length;
  return [
    heading('一、基本情况'),
    list(
      `学校：${schoolName(school)}（${stageWords[school.stage].zh}）`,
      `班级：${classes.length}个，年级：${gradesText(classes.map((c) => c.grade))}`,
      hasNumbers(problem)
        ? `参加课后服务的学生：每天最多${mostPupils(index)}人`
        : `参加课后服务的学生：${students.filter((s) => Object.keys(s.leave).length > 0).length}人`,
      ...(term === undefined
        ? []
        : [`学期：${dateText(term.start)}至${dateText(term.end)}，开展课后服务${days}天`]),
    ),
    ...(term?.holidays?.length
      ? [text(`放假：${term.holidays.map((h) => `${h.name ?? ''}${datesText(h)}`).join('；')}`)]
      : []),
    ...(term?.makeUpDays?.length
      ? [
          text(
            `调休：${term.makeUpDays.map((d) => `${dateText(d.date)}按${weekdayName(d.runsWeekday)}安排`).join('；')}`,
          ),
        ]
      : []),
  ];
}

function datesText({ from, to }: { from: string; to: string }): string {
  return from === to ? dateText(from) : `${dateText(from)}至${dateText(to)}`;
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
            .map((p) => segmentWords[p.segment].zh + weeksText(p.weeks))
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

function organisation({ index, problem, plan }: PlanData): Block[] {
  const { params } = index;
  const isFilled = publishability(plan, index).openPosts.length === 0;
  const used = [...new Set(problem.periods.map((p) => p.segment))].filter(
    (s) => s !== 'duty' && s !== 'break',
  );
  const merge = used.map(
    (s) => `${segmentWords[s].zh}（${mergeScopeWords[params.care.mergeWithin[s]].zh}）`,
  );
  return [
    heading('四、组织方式'),
    list(
      `学生和家长自愿申请，学校统筹安排；每名学生在每个时段都有确定的地点${isFilled ? '和看护人员' : ''}。`,
      used.every((s) => params.care.mergeWithin[s] === 'class')
        ? '看护以班为单位，不合班。'
        : `看护以班为单位；人数少时合班，合班后不超过${params.care.maxGroup}人。合班范围：${merge.join('、')}。`,
      ...(params.care.pupilsPerAdult === undefined
        ? []
        : [`每名看护教师最多看护${params.care.pupilsPerAdult}名学生。`]),
      ...(problem.activities.some(({ kind }) => kind === 'club')
        ? clubsText(problem.students ?? [], params.maxClubs)
        : []),
      ...(params.learningPerDay === undefined
        ? []
        : [`每天学习类时段不超过${params.learningPerDay}个。`]),
    ),
  ];
}

/** Pupils may have a number of their own; who is in a club by a list or a number wished for none. */
function clubsText(students: readonly Student[], usual: number): string[] {
  const own = students.flatMap((s) => (s.choices?.length ? (s.maxClubs ?? usual) : []));
  if (own.length === 0) return [];
  const most = Math.max(...own);
  const by = own.some((n) => n !== most) ? '（以本人申请为准）' : '';
  return [`每名学生每周最多参加${most}个社团${by}，按志愿录取。`];
}

function people({ problem, views, index, plan }: PlanData): Block[] {
  const { afterLesson } = index.params.rest;
  const kinds = [...new Set(problem.staff.map((t) => t.kind))];
  const barred = problem.staff.filter(isBarred).length;
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
      `校外人员${problem.staff.filter(isOutsider).length}人${barred === 0 ? '' : `；未通过审核或未经培训的${barred}人不安排岗位`}。`,
      ...(index.params.outsiderNeedsPartner && problem.staff.some(isOutsider)
        ? partnersText(plan, index)
        : []),
      `${afterLesson > 0 ? `下课后至少休息${afterLesson}分钟再到岗；` : ''}教研、备课等时间不安排课后服务。`,
    ),
  ];
}

/** Only what this plan keeps: a session of one seat may be an outsider's alone. */
function partnersText(plan: Plan, index: ProblemIndex): string[] {
  const alone = plan.sessions.filter(({ kind, seats }) => {
    const people = seats.flatMap(({ staffId }) => (staffId === null ? [] : index.staff(staffId)));
    return kind !== 'duty' && people.length > 0 && people.every(isOutsider);
  });
  if (alone.length === 0) return ['校外人员与校内人员共同负责有学生的活动。'];
  if (alone.some(({ seats }) => seats.length > 1)) return [];
  return ['需要多人负责的活动，由校外人员与校内人员共同负责；只需一人的活动可由校外人员负责。'];
}

function safety({ views, plan, index, weekdays }: PlanData): Block[] {
  const duties = views.all.filter((e) => e.kind === 'duty');
  const postOf = (e: WeekEntry) =>
    `${e.start}-${e.end}\n${titleText(e)}${e.room === null ? '' : `（${placeText(e)}）`}`;
  const posts = [...new Set(duties.map(postOf))].sort();
  const { openPosts } = publishability(plan, index);
  return [
    heading('六、安全与值班'),
    ...(duties.length === 0
      ? []
      : [
          table(
            ['时间', '岗位', ...weekdays.map(weekdayName)],
            posts.map((post) => [
              ...post.split('\n'),
              ...weekdays.map((day) =>
                duties
                  .filter((e) => e.weekday === day && postOf(e) === post)
                  .map((e) => peopleText(e).replaceAll('、', '、\n'))
                  .join('、\n'),
              ),
            ]),
          ),
        ]),
    text(
      openPosts.length === 0
        ? '看护和值班岗位全部有人，有学生的场次都有人负责。'
        : `还有${openPosts.length}个岗位空缺（${[...new Set(openPosts.map((p) => roleNames[p.role].zh))].join('、')}），公布前须补齐。`,
    ),
    blank('交接、点名、离校、应急处置的办法与责任人：'),
  ];
}

function figures({ plan, views, problem }: PlanData): Block[] {
  const seats = plan.sessions.flatMap((s) => s.seats);
  const openSeats = seats.filter((s) => s.staffId === null).length;
  const minutes = views.byStaff
    .map((w) => eachOnce(w.entries).reduce((sum, e) => sum + e.minutes, 0))
    .filter((sum) => sum > 0);
  const sessions = eachOnce(views.all);
  const groups = sessions.filter((e) => e.kind === 'care').length;
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
    ['每周岗位', `${seats.length}个，${openSeats === 0 ? '全部有人' : `空缺${openSeats}个`}`],
    ['每周看护组', `${groups}组`],
    ['每周其他活动', `${sessions.length - groups}场`],
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
