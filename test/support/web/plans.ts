import { ApiFailure } from '../../../web/remote/client.ts';
import type { PlanInfo, ProblemInfo } from '../../../web/remote/types.ts';

/** A plan as the service lists it. */
export function planInfo(given: Partial<PlanInfo> = {}): PlanInfo {
  return {
    id: 'plan-1',
    schoolId: 's1',
    schoolName: '实验小学',
    problemId: 'data-1',
    jobId: 'job-1',
    score: { hard: 0, medium: 0, soft: 1234.4 },
    publishable: true,
    createdAt: '2026-11-29T08:30:00Z',
    ...given,
  };
}

/** A version of a school's data as the service lists it. */
export function problemInfo(given: Partial<ProblemInfo> = {}): ProblemInfo {
  return {
    id: 'data-1',
    hash: 'sha256:1',
    schoolId: 's1',
    schoolName: '实验小学',
    counts: {},
    isCurrent: true,
    createdAt: '2026-11-28T08:30:00Z',
    storedBy: null,
    ...given,
  };
}

/** What the service answers where something is not there, or not for whoever asks. */
export function notFound(): ApiFailure {
  const details = { title: 'No such thing', titleZh: '没有这个', code: 'x-not-found', detail: '' };
  return new ApiFailure({ ...details, status: 404, hint: '', hintZh: '' });
}
