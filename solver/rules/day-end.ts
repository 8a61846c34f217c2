import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { minuteOf, timeOf } from '../../src/domain/time.ts';
import { breaksDay, latestEndOf as latestEndOfGrade } from '../model/series.ts';
import type { Rule } from './rule.ts';
import type { SessionView } from './session-view.ts';

export const dayEnd: Rule = {
  id: 'dayEnd',
  level: 'hard',
  defaultWeight: 1,
  title: { zh: '服务时间', en: 'Within the hours of the service' },
  sentence: {
    zh: '有学生的场次不晚于本学段规定的结束时间，除早到看护外不早于规定的开始时间。',
    en: 'No period of a session with pupils ends after the latest end of its stage or, early arrival aside, starts before the earliest start.',
  },
  params: ['latestEnd.primary', 'latestEnd.junior', 'earliestStart'],
  tell: ({ detail = {} }) =>
    detail.latest === undefined
      ? {
          zh: '{sessions}早于规定的服务时间（最早 {earliest}）',
          en: '{sessions} is before the hours of the service, which start at {earliest}',
        }
      : {
          zh: '{sessions}超出规定的服务时间（最晚 {latest}）',
          en: '{sessions} is after the hours of the service, which end at {latest}',
        },
  reference(plan, index) {
    const earliest = index.params.earliestStartMinute ?? 0;
    return plan.sessions
      .filter((session) => session.hasPupils)
      .flatMap((session) => {
        const latest = latestEndOf(session, index);
        return session.periods
          .filter(
            ({ segment, start, end }) =>
              minuteOf(end) > latest || (segment !== 'earlyArrival' && minuteOf(start) < earliest),
          )
          .map((period) => {
            const detail: Record<string, string> =
              minuteOf(period.end) > latest
                ? { latest: timeOf(latest) }
                : { earliest: timeOf(earliest) };
            return { cost: 1, sessionIds: [session.id], periodIds: [period.id], detail };
          });
      });
  },
  fast: [
    {
      // Sessions of a series only have spots that keep this; care has no choice.
      scope: 'event',
      bind: (state, { series, time, index, classGrade }) => {
        const latest = Float64Array.from(classGrade, (grade) => latestEndOfGrade(index, grade));
        const none = latest.every((end) => end === Number.POSITIVE_INFINITY);
        if (none && index.params.earliestStartMinute === undefined) return undefined;
        return (event) => {
          if (event < series.firstCare || state.careHead[event] === 0) return 0;
          const from = state.memberStart[event - series.firstCare];
          let end = Number.POSITIVE_INFINITY;
          for (let i = 0; i < state.memberCount[event]; i++)
            end = Math.min(end, latest[state.members[from + i]]);
          return breaksDay(index, time, series.carePeriod[event], end) ? 1 : 0;
        };
      },
    },
  ],
};

/** In a nine-year school grades 1-6 are primary and 7-9 junior; with both, the earlier end. */
function latestEndOf(session: SessionView, { problem, params, schoolClass }: ProblemIndex): number {
  const { primary = Infinity, junior = Infinity } = params.latestEndMinute;
  if (problem.school.stage === 'primary') return primary;
  if (problem.school.stage === 'junior') return junior;
  const ends = session.classIds.map((id) => (schoolClass(id).grade <= 6 ? primary : junior));
  return Math.min(Infinity, ...ends);
}
