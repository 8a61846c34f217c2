import type { Bilingual } from '../../src/domain/bilingual.ts';
import {
  className,
  listOf,
  periodsName,
  same,
  seriesName,
  weekdayName,
} from '../../src/domain/naming.ts';
import type { Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { isLearning, learningCap, learningOf } from '../rules/learning-cap.ts';
import { keyFor } from '../rules/plan-pupils.ts';
import { type PlanView, viewPlan } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { isOff } from '../rules/registry.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { sessionsOverlap } from '../rules/when.ts';
import type { Asking } from './asking.ts';
import { keyOf } from './bars.ts';
import { editPlan } from './edit-plan.ts';
import type { Obstacle } from './obstacle.ts';

/**
 * Pupils who are elsewhere at that time: for a whole class another session of it or clubs, for a
 * group that is known already the whole-class sessions and other clubs of its pupils. Pupils who
 * were only placed in a club may leave it, as far as that leaves it enough.
 */
export function classObstacles(
  session: SessionView,
  view: PlanView,
  index: ProblemIndex,
): Obstacle[] {
  if (session.hosting === 'class') return ofWholeClasses(session, view, index);
  const roster = session.series?.roster;
  if (session.hosting !== 'choice' || roster === undefined || isOff(index.problem, 'coverage'))
    return [];
  const presence = presenceOf(index);
  const taken = new Set<string>();
  for (const period of session.periods) {
    for (const student of roster.students)
      if (
        presence.isPresent(student, period) &&
        view.wholeClassAt(student.classId, period.id).length > 0
      )
        taken.add(student.classId);
    for (const classId of roster.counts.keys())
      if (presence.count(classId, period) > 0 && view.wholeClassAt(classId, period.id).length > 0)
        taken.add(classId);
  }
  const inClubs = new Set<Student>();
  for (const period of session.periods)
    for (const student of roster.students)
      if (
        presence.isPresent(student, period) &&
        view.whereabouts(student.classId, period).inChoice.has(student)
      )
        inClubs.add(student);
  return [
    ...whereTaken(session, taken, 'coverage', index),
    ...whereInClubs(session, new Set(), inClubs, view, index),
  ];
}

function ofWholeClasses(session: SessionView, view: PlanView, index: ProblemIndex): Obstacle[] {
  const { taken } = classesElsewhere(session, view, index);
  const presence = presenceOf(index);
  const numbered = new Set<string>();
  const inClubs = new Set<Student>();
  for (const classId of session.classIds)
    for (const period of session.periods) {
      if (presence.count(classId, period) === 0) continue;
      const { inChoice, inNumbers } = view.whereabouts(classId, period);
      if (inNumbers > 0) numbered.add(classId);
      for (const pupil of inChoice) inClubs.add(pupil);
    }
  return [
    ...whereTaken(session, taken, 'classClash', index),
    ...whereInClubs(session, numbered, inClubs, view, index),
  ];
}

/** Classes of a session that are in another whole-class session then, or of whom some are in clubs. */
export function classesElsewhere(
  session: SessionView,
  view: PlanView,
  index: ProblemIndex,
): { taken: Set<string>; inClubs: Set<string> } {
  const presence = presenceOf(index);
  const taken = new Set<string>();
  const inClubs = new Set<string>();
  for (const classId of session.classIds)
    for (const period of session.periods) {
      if (presence.count(classId, period) === 0) continue;
      if (view.wholeClassAt(classId, period.id).length > 0) taken.add(classId);
      const { inChoice, inNumbers } = view.whereabouts(classId, period);
      if (inChoice.size + inNumbers > 0) inClubs.add(classId);
    }
  return { taken, inClubs };
}

function namesOf(classIds: ReadonlySet<string>, index: ProblemIndex): Bilingual {
  return listOf(
    [...classIds].map((id) => same(className(index, id))),
    'classes',
  );
}

function whereTaken(
  session: SessionView,
  classIds: ReadonlySet<string>,
  ruleId: string,
  index: ProblemIndex,
): Obstacle[] {
  if (classIds.size === 0) return [];
  const when = periodsName(index, session.session.periodIds);
  const who = namesOf(classIds, index);
  const another = session.hosting === 'class' ? { zh: '别的', en: 'another' } : { zh: '', en: 'a' };
  const sentence: Bilingual = {
    zh: `${when.zh}，${who.zh}已有${another.zh}整班活动`,
    en: `on ${when.en} ${who.en} already ${classIds.size === 1 ? 'has' : 'have'} ${another.en} whole-class session`,
  };
  return [{ kind: 'class', ruleIds: [ruleId], sentence }];
}

/** Pupils whose clubs are given, and clubs that cannot lose the pupils that were placed in them. */
function whereInClubs(
  session: SessionView,
  numbered: ReadonlySet<string>,
  pupils: ReadonlySet<Student>,
  view: PlanView,
  index: ProblemIndex,
): Obstacle[] {
  const given = new Set(numbered);
  const toLeave: { classId: string; club: SeriesView }[] = [];
  for (const { id, classId } of pupils)
    for (const { series, ...other } of view.choiceSessionsOf(id)) {
      if (series === undefined || series === session.series) continue;
      if (!sessionsOverlap({ series, ...other }, session)) continue;
      if (series.roster?.source === 'placed') toLeave.push({ classId, club: series });
      else given.add(classId);
    }
  const when = periodsName(index, session.session.periodIds);
  const obstacles: Obstacle[] = [];
  if (given.size > 0) {
    const who = namesOf(given, index);
    const zh = `${when.zh}，${who.zh}有学生在名单已定的社团`;
    const en = `on ${when.en} pupils of ${who.en} are in clubs whose pupils are given`;
    obstacles.push({ kind: 'class', ruleIds: ['coverage'], sentence: { zh, en } });
  }
  const { leave, kept } = leavers(toLeave.map(({ club }) => [club]));
  if (leave < toLeave.length && !isOff(index.problem, 'groupSize')) {
    const short = new Set(kept);
    const from = toLeave.filter(({ club }) => short.has(club));
    const who = namesOf(new Set(from.map(({ classId }) => classId)), index);
    const clubs = listOf(
      kept.map(({ activity, forKey }) => seriesName(index, activity.id, forKey)),
    );
    const zh = `${when.zh}，${who.zh}有学生在${clubs.zh}，退出后人数不足`;
    const en = `on ${when.en} pupils of ${who.en} are in ${clubs.en}, which would be left with too few`;
    obstacles.push({ kind: 'class', ruleIds: ['coverage', 'groupSize'], sentence: { zh, en } });
  }
  return obstacles;
}

export interface Pupils {
  /** How many would come to a session, and with how few it could be held. */
  of(session: SessionView): { expected: number; fewest: number };
  obstacles: Obstacle[];
}

const always = (expected: number, fewest = expected, obstacles: Obstacle[] = []): Pupils => ({
  of: () => ({ expected, fewest }),
  obstacles,
});

/**
 * Pupils who would come to these sessions of a series: those of a roster, or who chose it, are in
 * school and can be in all of them.
 */
export function pupilsFor(
  series: SeriesView,
  sessions: readonly SessionView[],
  view: PlanView,
  index: ProblemIndex,
): Pupils {
  const { roster } = series;
  const presence = presenceOf(index);
  const hosting = sessions[0]?.hosting;
  if (hosting === 'none') return always(0);
  if (hosting === 'class') {
    const countOf = ({ periods, classIds }: SessionView) =>
      Math.min(
        ...periods.map((period) =>
          classIds.reduce((sum, classId) => sum + presence.count(classId, period), 0),
        ),
      );
    return {
      of: (session) => ({ expected: countOf(session), fewest: countOf(session) }),
      obstacles: [],
    };
  }
  if (roster === undefined || roster.source !== 'placed' || series.sessions.length > 0)
    return always(roster?.size ?? 0);
  return pupilsWhoChose(series, sessions, view, index);
}

function pupilsWhoChose(
  series: SeriesView,
  sessions: readonly SessionView[],
  view: PlanView,
  index: ProblemIndex,
): Pupils {
  const { activity } = series;
  const presence = presenceOf(index);
  const most = activity.size?.max ?? Number.POSITIVE_INFINITY;
  const all = (index.problem.students ?? []).filter(
    (pupil) =>
      pupil.choices?.includes(activity.id) &&
      (pupil.maxClubs ?? index.params.maxClubs) > 0 &&
      keyFor(activity, index.schoolClass(pupil.classId)) === series.forKey,
  );
  const chose = all.filter((pupil) => series.classIds.includes(pupil.classId));
  const inSchool = chose.filter((pupil) =>
    sessions.every(({ periods }) => periods.every((period) => presence.isPresent(pupil, period))),
  );
  const clashes = (pupil: Student) =>
    view
      .choiceSessionsOf(pupil.id)
      .filter((other) => sessions.some((session) => sessionsOverlap(other, session)));
  const isFull = studiesEnough(sessions, view, index);
  const studying = inSchool.filter(isFull);
  const able = inSchool.filter(
    (pupil) =>
      !isFull(pupil) &&
      sessions.every(({ periods }) =>
        periods.every((p) => view.wholeClassAt(pupil.classId, p.id).length === 0),
      ) &&
      !clashes(pupil).some((other) => other.series?.roster?.source === 'fixed'),
  );
  const free = able.filter((pupil) => {
    const clubs = new Set(view.choiceSessionsOf(pupil.id).map((other) => other.series?.key)).size;
    return clubs < (pupil.maxClubs ?? index.params.maxClubs) && clashes(pupil).length === 0;
  });
  const min = leastOf(series);
  const when = listOf(sessions.map(({ session }) => periodsName(index, session.periodIds)));
  // Pupils may be placed anew when a club opens, so only too few who could come bar it.
  if (able.length >= min) {
    const expected = Math.min(Math.max(free.length, min), most);
    const fewest = Math.min(min, most);
    const others = able.filter((pupil) => !free.includes(pupil));
    const { leave, kept } = leavers(
      others.map((pupil) => clubsToLeave(view.choiceSessionsOf(pupil.id), clashes(pupil))),
    );
    const come = free.length + leave;
    if (come >= min || isOff(index.problem, 'groupSize')) return always(expected, fewest);
    const obstacle = keptElsewhere(when, { able: able.length, come, min, kept }, index);
    return always(expected, fewest, [obstacle]);
  }
  // More pupils are one thing; the rest has to do for as many as it needs.
  if (inSchool.length >= min) {
    if (studying.length > inSchool.length - min)
      return always(min, min, [
        studyOfThem(when, { all: inSchool.length, full: studying.length, min }, index),
      ]);
    const elsewhere = inSchool.filter((pupil) => !able.includes(pupil) && !isFull(pupil));
    const who = namesOf(new Set(elsewhere.map(({ classId }) => classId)), index);
    const sentence: Bilingual = {
      zh: `${when.zh}，填报的学生中 ${elsewhere.length} 人在整班活动或校队（${who.zh}），能来 ${able.length} 人，至少要 ${min} 人`,
      en: `on ${when.en} ${elsewhere.length} of those who chose it are in whole-class sessions or teams (${who.en}), which leaves ${able.length}, and ${min} needed`,
    };
    return always(min, min, [{ kind: 'class', ruleIds: ['coverage'], sentence }]);
  }
  const sentence = tooFewChose(
    { all: all.length, chose: chose.length, inSchool: inSchool.length, min },
    sessions.length,
  );
  return always(min, min, [{ kind: 'pupils', ruleIds: ['groupSize'], sentence }]);
}

/** Whether a pupil could not come because of the cap on study in one day. */
function studiesEnough(
  sessions: readonly SessionView[],
  view: PlanView,
  index: ProblemIndex,
): (pupil: Student) => boolean {
  const cap = index.params.learningPerDay;
  const ofStudy = sessions.filter(isLearning);
  if (cap === undefined || ofStudy.length === 0 || isOff(index.problem, 'learningCap'))
    return () => false;
  const studyOf = learningOf(view, presenceOf(index));
  const days = new Set(ofStudy.map(({ weekday }) => weekday));
  return (pupil) => {
    // What the pupil would leave for these sessions counts no more.
    const stays = studyOf(pupil).filter(
      (one) => !sessions.some((session) => sessionsOverlap(one, session)),
    );
    const countOn = (day: number) =>
      [...stays, ...ofStudy].filter(({ weekday }) => weekday === day).length;
    return [...days].some((day) => countOn(day) > cap);
  };
}

function studyOfThem(
  when: Bilingual,
  { all, full, min }: { all: number; full: number; min: number },
  index: ProblemIndex,
): Obstacle {
  const cap = index.params.learningPerDay;
  const sentence: Bilingual = {
    zh: `${when.zh}，填报且在校的 ${all} 名学生中 ${full} 人当天的学习类场次会超过上限 ${cap} 场，至少要 ${min} 人`,
    en: `on ${when.en} ${full} of the ${all} who chose it and are in school would have more than ${cap} study sessions that day, and ${min} needed`,
  };
  return { kind: 'pupils', ruleIds: ['learningCap'], sentence };
}

/** Of those who chose it, some may not be of its grades or classes, or not in school then. */
function tooFewChose(
  { all, chose, inSchool, min }: { all: number; chose: number; inSchool: number; min: number },
  sessions: number,
): Bilingual {
  if (all > 0 && chose === 0)
    return {
      zh: `人数不足：${all} 人填报，但都不在开放的年级或班级，至少要 ${min} 人`,
      en: `too few pupils: ${all} chose it, none of them of its grades or classes, and ${min} needed`,
    };
  const outside = all - chose;
  const [zhOut, enOut] =
    outside === 0
      ? ['', '']
      : [
          `其中 ${outside} 人不在开放的年级或班级，`,
          `${outside} of them not of its grades or classes, `,
        ];
  const [zhThen, enThen] =
    sessions > 1 ? [`这 ${sessions} 场都`, `at all ${sessions} times`] : ['这时', 'then'];
  return {
    zh: `人数不足：${all} 人填报，${zhOut}${zhThen}在校 ${inSchool} 人，至少要 ${min} 人`,
    en: `too few pupils: ${all} chose it, ${enOut}${inSchool} of them in school ${enThen}, and ${min} needed`,
  };
}

/** With fewer pupils a club is not held. */
function leastOf({ activity }: SeriesView): number {
  return Math.max(1, activity.size?.min ?? 0);
}

/**
 * The clubs of which a pupil would have to leave one to come: those that clash, or any where only
 * their number is too large. Who would have to leave several is asked about the last of them only.
 */
function clubsToLeave(all: readonly SessionView[], clashing: readonly SessionView[]): SeriesView[] {
  const of = clashing.length > 0 ? clashing.slice(-1) : all;
  return [...new Set(of.flatMap(({ series }) => series ?? []))].filter(
    ({ roster }) => roster?.source === 'placed',
  );
}

/**
 * How many pupils can leave one of their clubs each while no club falls under its least size: the
 * largest matching, by augmenting paths. `kept` are the clubs that have nobody more to spare.
 */
function leavers(choices: readonly (readonly SeriesView[])[]): {
  leave: number;
  kept: SeriesView[];
} {
  const clubs = [...new Set(choices.flat())];
  const gone = new Map(clubs.map((club): [SeriesView, number[]] => [club, []]));
  const hasSpare = (club: SeriesView, left: readonly number[]) =>
    (club.roster?.size ?? 0) - left.length > leastOf(club);
  const find = (pupil: number, seen: Set<SeriesView>): boolean =>
    (choices[pupil] ?? []).some((club) => {
      const left = gone.get(club) ?? [];
      if (seen.has(club)) return false;
      seen.add(club);
      if (!hasSpare(club, left)) {
        const other = left.findIndex((one) => find(one, seen));
        if (other < 0) return false;
        left.splice(other, 1);
      }
      left.push(pupil);
      return true;
    });
  const leave = [...choices.keys()].filter((pupil) => find(pupil, new Set())).length;
  return { leave, kept: clubs.filter((club) => !hasSpare(club, gone.get(club) ?? [])) };
}

/** Enough could come, but other clubs would be left with too few. */
function keptElsewhere(
  when: Bilingual,
  { able, come, min, kept }: { able: number; come: number; min: number; kept: SeriesView[] },
  index: ProblemIndex,
): Obstacle {
  const clubs = listOf(kept.map(({ activity, forKey }) => seriesName(index, activity.id, forKey)));
  const sentence: Bilingual = {
    zh: `${when.zh}，能来的学生有 ${able} 人，但${clubs.zh}不能再少人，只有 ${come} 人可以改来，至少要 ${min} 人`,
    en: `on ${when.en} ${able} pupils could come, but ${clubs.en} would be left with too few: only ${come} can change, and ${min} needed`,
  };
  return { kind: 'pupils', ruleIds: ['groupSize'], sentence };
}

/** More study on a day than the cap allows, for pupils who are known. */
export function studyObstacles(
  sessions: readonly SessionView[],
  { view, index }: Asking,
): Obstacle[] {
  if (index.params.learningPerDay === undefined || isOff(index.problem, 'learningCap')) return [];
  if (!sessions.some(isLearning)) return [];
  const edits = sessions.flatMap(({ activity, series, session, room }) =>
    activity === undefined
      ? []
      : {
          open: {
            activityId: activity.id,
            ...(series?.forKey === undefined ? {} : { forKey: series.forKey }),
            periodIds: session.periodIds,
            roomId: room?.id ?? null,
          },
        },
  );
  const edited = viewPlan(index, editPlan(index, view.plan, edits));
  const known = new Set(learningCap.reference(view, index).map(keyOf));
  const fresh = learningCap.reference(edited, index).filter((one) => !known.has(keyOf(one)));
  const [first] = fresh;
  if (first === undefined) return [];
  const ofDay = fresh.filter(({ weekday }) => weekday === first.weekday);
  const day = weekdayName(first.weekday ?? 0);
  const { value, allowed } = first.detail ?? {};
  const who =
    first.studentIds === undefined
      ? namesOf(new Set(ofDay.flatMap(({ classIds = [] }) => classIds)), index)
      : {
          zh: ` ${ofDay.length} 名学生`,
          en: ofDay.length === 1 ? '1 pupil' : `${ofDay.length} pupils`,
        };
  const sentence: Bilingual = {
    zh: `${day.zh}有${who.zh}的学习类场次会达到 ${value} 场，上限 ${allowed} 场`,
    en: `on ${day.en} ${who.en} would have ${value} study sessions, the limit is ${allowed}`,
  };
  return [{ kind: 'pupils', ruleIds: ['learningCap'], sentence }];
}
