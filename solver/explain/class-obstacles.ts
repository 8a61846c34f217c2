import type { Bilingual } from '../../src/domain/bilingual.ts';
import { className, listOf, periodsName, same, seriesName } from '../../src/domain/naming.ts';
import type { Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { pinnedSession } from '../rules/pinned.ts';
import type { PlanView } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { isOff } from '../rules/registry.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { sessionsOverlap } from '../rules/when.ts';
import { type Left, leavers } from './leavers.ts';
import type { Obstacle } from './obstacle.ts';

export interface ClassFindings {
  obstacles: Obstacle[];
  /** Clubs that pupils leave, where nothing keeps them there. */
  left: Left[];
}

/**
 * Pupils who are elsewhere at that time: for a whole class another session of it, care that is
 * pinned, or clubs, for a group that is known already the whole-class sessions and other clubs of
 * its pupils. Pupils who were only placed in a club may leave it, as far as that leaves it enough.
 */
export function classObstacles(
  session: SessionView,
  view: PlanView,
  index: ProblemIndex,
): ClassFindings {
  if (session.hosting === 'class') return ofWholeClasses(session, view, index);
  const roster = session.series?.roster;
  if (session.hosting !== 'choice' || roster === undefined || isOff(index.problem, 'coverage'))
    return { obstacles: [], left: [] };
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
  const clubs = whereInClubs(session, new Set(), inClubs, view, index);
  return {
    obstacles: [...whereTaken(session, taken, 'coverage', index), ...clubs.obstacles],
    left: clubs.left,
  };
}

function ofWholeClasses(session: SessionView, view: PlanView, index: ProblemIndex): ClassFindings {
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
  const clubs = whereInClubs(session, numbered, inClubs, view, index);
  return {
    obstacles: [
      ...whereTaken(session, taken, 'classClash', index),
      ...whereCareIsPinned(session, view, index),
      ...clubs.obstacles,
    ],
    left: clubs.left,
  };
}

/** Care that the session would replace, though a pin holds it. */
function whereCareIsPinned(session: SessionView, view: PlanView, index: ProblemIndex): Obstacle[] {
  if (isOff(index.problem, 'pinned')) return [];
  const classIds = new Set(
    (index.problem.pins ?? []).flatMap((pin) => {
      if (pin.care === undefined || pinnedSession(pin, view) === undefined) return [];
      const { classId, periodId } = pin.care;
      const isReplaced =
        session.classIds.includes(classId) && session.session.periodIds.includes(periodId);
      return isReplaced ? [classId] : [];
    }),
  );
  if (classIds.size === 0) return [];
  const when = periodsName(index, session.session.periodIds);
  const who = namesOf(classIds, index);
  const zh = `${when.zh}，${who.zh}的看护已锁定，须先取消锁定`;
  const en = `on ${when.en} the care of ${who.en} is pinned, and the pin would have to go`;
  return [{ kind: 'class', ruleIds: ['pinned'], sentence: { zh, en } }];
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

export function namesOf(classIds: ReadonlySet<string>, index: ProblemIndex): Bilingual {
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
): ClassFindings {
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
  const { leave, kept, left } = leavers(toLeave.map(({ club }) => [club]));
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
  return { obstacles, left };
}
