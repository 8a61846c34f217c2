import type { Bilingual } from '../../src/domain/bilingual.ts';
import { className, listOf, periodsName, same, seriesName } from '../../src/domain/naming.ts';
import type { Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { learningCap } from '../rules/learning-cap.ts';
import { keyFor } from '../rules/plan-pupils.ts';
import { type PlanView, viewPlan } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { isOff } from '../rules/registry.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { sessionsOverlap } from '../rules/when.ts';
import type { Asking } from './asking.ts';
import { keyOf } from './bars.ts';
import { editPlan } from './edit-plan.ts';
import type { Obstacle } from './obstacles.ts';
import { tellMatch } from './tell.ts';

/**
 * Pupils who are elsewhere at that time: for a whole class another session of it or clubs, for a
 * group that is known already the whole-class sessions and other clubs of its pupils.
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
  const inClubs = new Set<string>();
  for (const period of session.periods) {
    for (const student of roster.students) {
      if (!presence.isPresent(student, period)) continue;
      const { classId } = student;
      if (view.wholeClassAt(classId, period.id).length > 0) taken.add(classId);
      if (view.whereabouts(classId, period).inChoice.has(student)) inClubs.add(classId);
    }
    for (const classId of roster.counts.keys())
      if (presence.count(classId, period) > 0 && view.wholeClassAt(classId, period.id).length > 0)
        taken.add(classId);
  }
  return [
    ...whereTaken(session, taken, 'coverage', index),
    ...whereInClubs(session, inClubs, index),
  ];
}

function ofWholeClasses(session: SessionView, view: PlanView, index: ProblemIndex): Obstacle[] {
  const { taken, inClubs } = classesElsewhere(session, view, index);
  return [
    ...whereTaken(session, taken, 'classClash', index),
    ...whereInClubs(session, inClubs, index),
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
    en: `On ${when.en}, ${who.en} already ${classIds.size === 1 ? 'has' : 'have'} ${another.en} whole-class session`,
  };
  return [{ kind: 'class', ruleIds: [ruleId], sentence }];
}

function whereInClubs(
  session: SessionView,
  classIds: ReadonlySet<string>,
  index: ProblemIndex,
): Obstacle[] {
  if (classIds.size === 0) return [];
  const when = periodsName(index, session.session.periodIds);
  const who = namesOf(classIds, index);
  const sentence: Bilingual = {
    zh: `${when.zh}，${who.zh}有学生在社团`,
    en: `On ${when.en}, pupils of ${who.en} are in clubs`,
  };
  return [{ kind: 'class', ruleIds: ['coverage'], sentence }];
}

export interface Pupils {
  /** How many would come, and with how few it could be held. */
  expected: number;
  fewest: number;
  obstacles: Obstacle[];
}

/** Pupils who would come: those of a roster, or who chose it, are in school and can be in it. */
export function pupilsFor(
  series: SeriesView,
  session: SessionView,
  view: PlanView,
  index: ProblemIndex,
): Pupils {
  const { activity, roster } = series;
  const presence = presenceOf(index);
  const known = (count: number): Pupils => ({ expected: count, fewest: count, obstacles: [] });
  if (session.hosting === 'none') return known(0);
  if (session.hosting === 'class') {
    const counts = session.periods.map((period) =>
      session.classIds.reduce((sum, classId) => sum + presence.count(classId, period), 0),
    );
    return known(Math.min(...counts));
  }
  if (roster === undefined || roster.source !== 'placed' || series.sessions.length > 0)
    return known(roster?.size ?? 0);
  const most = activity.size?.max ?? Number.POSITIVE_INFINITY;
  const isOfSeries = (pupil: Student) =>
    keyFor(activity, index.schoolClass(pupil.classId)) === series.forKey &&
    series.classIds.includes(pupil.classId);
  const chose = (index.problem.students ?? []).filter(
    (pupil) => pupil.choices?.includes(activity.id) && isOfSeries(pupil),
  );
  const inSchool = chose.filter((pupil) =>
    session.periods.every((period) => presence.isPresent(pupil, period)),
  );
  const clashes = (pupil: Student) =>
    view.choiceSessionsOf(pupil.id).filter((other) => sessionsOverlap(other, session));
  const able = inSchool.filter(
    (pupil) =>
      session.periods.every((p) => view.wholeClassAt(pupil.classId, p.id).length === 0) &&
      !clashes(pupil).some((other) => other.series?.roster?.source === 'fixed'),
  );
  const free = able.filter((pupil) => {
    const clubs = new Set(view.choiceSessionsOf(pupil.id).map((other) => other.series?.key)).size;
    return clubs < (pupil.maxClubs ?? index.params.maxClubs) && clashes(pupil).length === 0;
  });
  const min = leastOf(series);
  // Pupils may be placed anew when a club opens, so only too few who could come bar it.
  if (able.length >= min) {
    const expected = Math.min(Math.max(free.length, min), most);
    const fewest = Math.min(min, most);
    const others = able.filter((pupil) => !free.includes(pupil));
    const { leave, kept } = leavers(
      others.map((pupil) => clubsToLeave(view.choiceSessionsOf(pupil.id), clashes(pupil))),
    );
    const come = free.length + leave;
    if (come >= min || isOff(index.problem, 'groupSize'))
      return { expected, fewest, obstacles: [] };
    const obstacle = keptElsewhere(session, { able: able.length, come, min, kept }, index);
    return { expected, fewest, obstacles: [obstacle] };
  }
  const fewest = Math.max(able.length, 1);
  if (inSchool.length >= min) {
    const when = periodsName(index, session.session.periodIds);
    const elsewhere = inSchool.filter((pupil) => !able.includes(pupil));
    const who = namesOf(new Set(elsewhere.map(({ classId }) => classId)), index);
    const sentence: Bilingual = {
      zh: `${when.zh}，填报的学生中 ${elsewhere.length} 人在整班活动或校队（${who.zh}），能来 ${able.length} 人，至少要 ${min} 人`,
      en: `On ${when.en}, ${elsewhere.length} of those who chose it are in whole-class sessions or teams (${who.en}), which leaves ${able.length}, and ${min} needed`,
    };
    return {
      expected: fewest,
      fewest,
      obstacles: [{ kind: 'class', ruleIds: ['coverage'], sentence }],
    };
  }
  const sentence: Bilingual = {
    zh: `人数不足：${chose.length} 人填报，这时在校 ${inSchool.length} 人，至少要 ${min} 人`,
    en: `too few pupils: ${chose.length} chose it, ${inSchool.length} of them in school then, and ${min} needed`,
  };
  return {
    expected: fewest,
    fewest,
    obstacles: [{ kind: 'pupils', ruleIds: ['groupSize'], sentence }],
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
  session: SessionView,
  { able, come, min, kept }: { able: number; come: number; min: number; kept: SeriesView[] },
  index: ProblemIndex,
): Obstacle {
  const when = periodsName(index, session.session.periodIds);
  const clubs = listOf(kept.map(({ activity, forKey }) => seriesName(index, activity.id, forKey)));
  const sentence: Bilingual = {
    zh: `${when.zh}，能来的学生有 ${able} 人，但${clubs.zh}不能再少人，只有 ${come} 人可以改来，至少要 ${min} 人`,
    en: `On ${when.en}, ${able} pupils could come, but ${clubs.en} would be left with too few: only ${come} can change, and ${min} needed`,
  };
  return { kind: 'pupils', ruleIds: ['groupSize'], sentence };
}

/** More study on that day than the cap allows; asked of the whole plan, so only in the end. */
export function studyObstacles(session: SessionView, { view, index }: Asking): Obstacle[] {
  const { activity, series, periods } = session;
  const isStudy = activity?.kind === 'tutoring' || periods.some((p) => p.segment === 'homework');
  if (activity === undefined || !isStudy || index.params.learningPerDay === undefined) return [];
  if (isOff(index.problem, 'learningCap')) return [];
  const open = {
    activityId: activity.id,
    ...(series?.forKey === undefined ? {} : { forKey: series.forKey }),
    periodIds: periods.map(({ id }) => id),
    roomId: session.room?.id ?? null,
  };
  const edited = viewPlan(index, editPlan(index, view.plan, [{ open }]));
  const known = new Set(learningCap.reference(view, index).map(keyOf));
  const match = learningCap.reference(edited, index).find((one) => !known.has(keyOf(one)));
  if (match === undefined) return [];
  const sentence = tellMatch(learningCap, match, index, () => undefined);
  return [{ kind: 'pupils', ruleIds: ['learningCap'], sentence }];
}
