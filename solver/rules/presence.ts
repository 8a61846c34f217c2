import { attendance, isPresent } from '../../src/domain/attendance.ts';
import type { Period, Student } from '../../src/domain/problem.ts';
import type { ProblemIndex } from '../../src/domain/problem-index.ts';
import { PairMap } from './pair-map.ts';

/** Who is in school when. It depends on the problem alone, so it is worked out once for each. */
export interface Presence {
  /** Pupils of the class in school in the whole period. */
  count(classId: string, period: Period): number;
  /** The same pupils by name; empty for a class that is known as numbers. */
  pupils(classId: string, period: Period): readonly Student[];
  isPresent(student: Student, period: Period): boolean;
}

const known = new WeakMap<ProblemIndex, Presence>();

export function presenceOf(index: ProblemIndex): Presence {
  let presence = known.get(index);
  if (presence === undefined) {
    presence = makePresence(index);
    known.set(index, presence);
  }
  return presence;
}

function makePresence(index: ProblemIndex): Presence {
  const counts = new PairMap<number>();
  const pupils = new PairMap<readonly Student[]>();
  const pupilsIn = (classId: string, period: Period) =>
    pupils.getOrMake(classId, period.id, () =>
      index.studentsOfClass(classId).filter((student) => isPresent(index, student, period)),
    );
  return {
    count: (classId, period) =>
      counts.getOrMake(classId, period.id, () =>
        index.studentsOfClass(classId).length > 0
          ? pupilsIn(classId, period).length
          : attendance(index, classId, period),
      ),
    pupils: pupilsIn,
    isPresent: (student, period) => isPresent(index, student, period),
  };
}
