import type { Activity, Period } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { successors } from '../../src/domain/spans.ts';
import { allowsPeriod } from '../rules/segment-fit.ts';

/** Every stretch of periods in which a session of the activity may be, in order of time. */
export function spotsOf(activity: Activity, index: ProblemIndex): Period[][] {
  const allowed = index.problem.periods.filter((period) => allowsPeriod(activity, period));
  const span = activity.span ?? 1;
  if (span === 1) return allowed.map((period) => [period]);
  const next = successors(index.problem.periods);
  let runs = allowed.map((period) => [period]);
  for (let length = 1; length < span; length++)
    runs = runs.flatMap((run) =>
      (next.get(run[run.length - 1] as Period) ?? [])
        .filter((period) => allowed.includes(period))
        .map((period) => [...run, period]),
    );
  return runs;
}
