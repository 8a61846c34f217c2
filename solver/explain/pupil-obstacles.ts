import type { Bilingual } from '../../src/domain/bilingual.ts';
import { listOf, periodsName, seriesName } from '../../src/domain/naming.ts';
import type { Student } from '../../src/domain/problem.ts';
import { keyFor, type ProblemIndex } from '../../src/domain/problem-index.ts';
import type { PlanView } from '../rules/plan-view.ts';
import { presenceOf } from '../rules/presence.ts';
import { isOff } from '../rules/registry.ts';
import type { SeriesView, SessionView } from '../rules/session-view.ts';
import { sessionsOverlap } from '../rules/when.ts';
import { namesOf } from './class-obstacles.ts';
import { type Left, leastOf, leavers } from './leavers.ts';
import type { Obstacle } from './obstacle.ts';
import { careIsPinned, pinnedCareIn, takesAll } from './pinned-care.ts';
import { studiesEnough, studyOfThem } from './study-obstacles.ts';

export interface Pupils {
  /** How many would come to a session, and with how few it could be held. */
  of(session: SessionView): { expected: number; fewest: number };
  obstacles: Obstacle[];
  /** Clubs that pupils leave so that enough come. */
  left: Left[];
}

const always = (
  expected: number,
  fewest = expected,
  obstacles: Obstacle[] = [],
  left: Left[] = [],
): Pupils => ({ of: () => ({ expected, fewest }), obstacles, left });

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
      left: [],
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
  const wished = (index.problem.students ?? []).filter(
    (pupil) =>
      pupil.choices?.includes(activity.id) &&
      keyFor(activity, index.schoolClass(pupil.classId)) === series.forKey,
  );
  const all = wished.filter((pupil) => (pupil.maxClubs ?? index.params.maxClubs) > 0);
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
    // A team whose pupils are given is none of the clubs that they chose.
    const clubs = new Set(
      view
        .choiceSessionsOf(pupil.id)
        .flatMap(({ series: one }) => (one?.roster?.source === 'placed' ? one.key : [])),
    ).size;
    return clubs < (pupil.maxClubs ?? index.params.maxClubs) && clashes(pupil).length === 0;
  });
  const min = leastOf(series);
  const when = listOf(sessions.map(({ session }) => periodsName(index, session.periodIds)));
  // Pupils may be placed anew when a club opens, so only too few who could come bar it.
  if (able.length >= min) {
    const held = sessions
      .flatMap(({ periods }) => pinnedCareIn(periods, view, index))
      .filter((care) => takesAll({ students: able, counts: new Map() }, care, view, index));
    // One of each class stays.
    if (able.length - new Set(held.map(({ classId }) => classId)).size < min)
      return always(min, min, [careIsPinned(when, held, index)]);
    const expected = Math.min(Math.max(free.length, min), most);
    const fewest = Math.min(min, most);
    const others = able.filter((pupil) => !free.includes(pupil));
    const clashing = new Map(others.map((pupil) => [pupil, chosenClubs(clashes(pupil))]));
    const { leave, kept, left } = leavers(
      [...clashing].flatMap(([pupil, clubs]) => {
        if (clubs.length > 1) return [];
        // Where only their number is too large, any of them will do.
        return [clubs.length === 1 ? clubs : chosenClubs(view.choiceSessionsOf(pupil.id))];
      }),
      min - free.length,
      [...clashing.values()].filter(({ length }) => length > 1),
    );
    const come = free.length + leave;
    if (come >= min || isOff(index.problem, 'groupSize')) return always(expected, fewest, [], left);
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
    {
      wished: wished.length,
      all: all.length,
      chose: chose.length,
      inSchool: inSchool.length,
      min,
    },
    sessions.length,
  );
  return always(min, min, [{ kind: 'pupils', ruleIds: ['groupSize'], sentence }]);
}

/** Of those who chose it, some may not be of its grades or classes, or not in school then. */
function tooFewChose(
  {
    wished,
    all,
    chose,
    inSchool,
    min,
  }: Record<'wished' | 'all' | 'chose' | 'inSchool' | 'min', number>,
  sessions: number,
): Bilingual {
  if (all === 0 && wished > 0)
    return {
      zh: `人数不足：${wished} 人填报，但可参加的社团数都是 0，至少要 ${min} 人`,
      en: `too few pupils: ${wished} chose it, all of whom may have 0 clubs, and ${min} needed`,
    };
  if (all === 0)
    return {
      zh: `人数不足：没有人填报，至少要 ${min} 人`,
      en: `too few pupils: nobody chose it, and ${min} needed`,
    };
  if (chose === 0)
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

/** The clubs of these sessions that pupils were placed in, each once. */
function chosenClubs(sessions: readonly SessionView[]): SeriesView[] {
  return [...new Set(sessions.flatMap(({ series }) => series ?? []))].filter(
    ({ roster }) => roster?.source === 'placed',
  );
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
    en: `on ${when.en} ${able} ${able === 1 ? 'pupil' : 'pupils'} could come, but ${clubs.en} would be left with too few: only ${come} can change, and ${min} needed`,
  };
  return { kind: 'pupils', ruleIds: ['groupSize'], sentence };
}
