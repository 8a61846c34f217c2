import type { Period } from '../problem.ts';
import { audienceOf, type ProblemIndex } from '../problem-index.ts';
import { allowsPeriod } from './demand.ts';

/** Whether some of the class's pupils may be in a club or in a whole-class session then. */
export function mayBeElsewhere(
  index: ProblemIndex,
  { period, classId }: { period: Period; classId: string },
): boolean {
  return index.problem.activities.some((activity) => {
    if (activity.enrol === 'none' || !allowsPeriod(activity, period)) return false;
    if (activity.studentIds !== undefined)
      return activity.studentIds.some((id) => index.student(id).classId === classId);
    if (activity.enrolment !== undefined)
      return activity.enrolment.some((row) => row.classId === classId);
    return audienceOf(index.problem, activity).some(({ id }) => id === classId);
  });
}
