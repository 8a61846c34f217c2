import type { Plan, Session } from '../../src/domain/problem.ts';
import { seriesKey } from '../../src/domain/problem-index.ts';
import type { Baseline } from '../model/baseline.ts';
import { careChanges, lostPlacements as lostWishes, seriesChanges } from '../state/disruption.ts';
import { WHOLE_LOAD } from '../state/touched.ts';
import { PairMap } from './pair-map.ts';
import type { Match, Rule } from './rule.ts';

export const disruption: Rule = {
  id: 'disruption',
  level: 'soft',
  defaultWeight: 4,
  title: { zh: '对已公布安排的改动', en: 'Changes to the published plan' },
  sentence: {
    zh: '与已公布的安排相比，时段、场地、人员和录取的改动尽量少。',
    en: 'Against the published plan few periods, rooms, people and placements change.',
  },
  params: [],
  tell: ({ cost, sessionIds, staffIds = [], studentIds }) => {
    if (studentIds !== undefined)
      return {
        zh: '学生{pupils}失去了{series}的名额',
        en: 'Pupil {pupils} loses the place in {series}',
      };
    if (sessionIds === undefined)
      return { zh: '{series}不再排在{periods}', en: '{series} is no longer on {periods}' };
    if (staffIds.length === 0)
      return { zh: '{sessions}换了场地', en: '{sessions} is in another room than before' };
    return cost > staffIds.length
      ? {
          zh: '{sessions}换了场地，{people}不再负责',
          en: '{sessions} is in another room, and {people} is no longer there',
        }
      : { zh: '{people}不再负责{sessions}', en: '{people} is no longer at {sessions}' };
  },
  reference({ plan }, index) {
    const { baseline } = index.problem;
    if (baseline === undefined) return [];
    return [
      ...changedSeries(baseline, plan),
      ...changedCare(baseline, plan),
      ...lostPlacements(baseline, plan),
    ];
  },
  fast: [
    {
      scope: 'series',
      bind: (state, model) =>
        model.baseline && ((s) => seriesChanges(state, model.baseline as Baseline, s)),
    },
    {
      scope: 'class',
      bind: (state, model) =>
        model.baseline && ((c) => careChanges(state, model.baseline as Baseline, c)),
    },
    {
      scope: 'pupil',
      bind: (state, model) =>
        model.baseline && ((i) => lostWishes(state, model.baseline as Baseline, i)),
    },
    {
      scope: 'whole',
      bind: (_, { baseline }) =>
        baseline && baseline.gone > 0
          ? (side) => (side === WHOLE_LOAD ? baseline.gone : 0)
          : undefined,
    },
  ],
};

function changedSeries(baseline: Plan, plan: Plan): Match[] {
  const now = bySeriesAndPeriod(plan);
  const matches: Match[] = [];
  for (const [key, periodId, before] of bySeriesAndPeriod(baseline).entries()) {
    const after = now.get(key, periodId);
    const about = {
      ...(before.activityId === undefined ? {} : { activityId: before.activityId }),
      ...(before.forKey === undefined ? {} : { forKey: before.forKey }),
      periodIds: [periodId],
    };
    if (after === undefined) matches.push({ cost: 3, ...about });
    else matches.push(...changes(before, after, about));
  }
  return matches;
}

function changedCare(baseline: Plan, plan: Plan): Match[] {
  const now = careByClassAndPeriod(plan);
  const matches: Match[] = [];
  for (const [classId, periodId, before] of careByClassAndPeriod(baseline).entries()) {
    const after = now.get(classId, periodId);
    if (after === undefined) continue;
    matches.push(...changes(before, after, { classIds: [classId], periodIds: [periodId] }));
  }
  return matches;
}

/** 1 if the room differs, plus each person who is not there any more. */
function changes(before: Session, after: Session, about: Partial<Match>): Match[] {
  const here = peopleOf(after);
  const gone = [...peopleOf(before)].filter((id) => !here.has(id));
  const moved = before.roomId === after.roomId ? 0 : 1;
  const cost = moved + gone.length;
  return cost === 0 ? [] : [{ cost, ...about, sessionIds: [after.id], staffIds: gone }];
}

function peopleOf(session: Session): Set<string> {
  return new Set(session.seats.flatMap(({ staffId }) => staffId ?? []));
}

function lostPlacements(baseline: Plan, plan: Plan): Match[] {
  const now = placementsOf(plan);
  return [...placementsOf(baseline)]
    .filter(([key]) => !now.has(key))
    .map(([, { studentId, activityId }]) => ({ cost: 1, studentIds: [studentId], activityId }));
}

function placementsOf(plan: Plan) {
  return new Map(
    (plan.placements ?? []).map((p) => [JSON.stringify([p.studentId, p.activityId]), p]),
  );
}

/** The first session of a series in each of its periods. */
function bySeriesAndPeriod(plan: Plan): PairMap<Session> {
  const first = new PairMap<Session>();
  for (const session of plan.sessions) {
    if (session.activityId === undefined) continue;
    const key = seriesKey(session.activityId, session.forKey);
    for (const periodId of session.periodIds) first.getOrMake(key, periodId, () => session);
  }
  return first;
}

/** The first care session that hosts a class in a period. */
function careByClassAndPeriod(plan: Plan): PairMap<Session> {
  const first = new PairMap<Session>();
  for (const session of plan.sessions) {
    if (session.kind !== 'care') continue;
    for (const classId of session.classIds)
      for (const periodId of session.periodIds) first.getOrMake(classId, periodId, () => session);
  }
  return first;
}
