import type { Problem, Student } from '../src/domain/problem.ts';

/**
 * A problem without what marks single pupils: why they have priority, that they lost out last
 * time, and whose care they are in. Plans can be shown and checked without it.
 */
export function withoutFlags(problem: Problem): Problem {
  if (!problem.students) return problem;
  return { ...problem, students: problem.students.map(plain) };
}

function plain({ priority: _, lostLastTime: __, mentorId: ___, ...rest }: Student): Student {
  return rest;
}
