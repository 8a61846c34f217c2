import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiFailure, request } from './client.ts';
import {
  hasEnded,
  type Job,
  type JobOptions,
  type Page,
  type Plan,
  type Problem,
  type ProblemInfo,
  type RuleInfo,
} from './types.ts';

/** Problems and plans never change, so they are read once; jobs do. */
const FOREVER = { staleTime: Number.POSITIVE_INFINITY, gcTime: 10 * 60_000 };

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: {
      // What the service refuses, it refuses again; what is unreachable may come back.
      retry: (times, error) => error instanceof ApiFailure && error.isOffline && times < 3,
      staleTime: 2000,
      refetchOnWindowFocus: false,
    },
  },
});

export function useJobs() {
  return useQuery({
    queryKey: ['jobs'],
    queryFn: () => request<Page<Job>>('GET', '/v1/jobs?limit=100'),
    refetchInterval: ({ state }) =>
      state.data?.items.some((job) => !hasEnded(job.status)) ? 1500 : 15_000,
  });
}

export function useProblem(id: string | undefined) {
  return useQuery({
    queryKey: ['problem', id],
    queryFn: () => request<Problem>('GET', `/v1/problems/${id}`),
    enabled: id !== undefined,
    ...FOREVER,
  });
}

export function usePlan(id: string | undefined) {
  return useQuery({
    queryKey: ['plan', id],
    queryFn: () => request<Plan>('GET', `/v1/plans/${id}`),
    enabled: id !== undefined,
    ...FOREVER,
  });
}

export function useRules() {
  return useQuery({
    queryKey: ['rules'],
    queryFn: () => request<RuleInfo[]>('GET', '/v1/rules'),
    ...FOREVER,
  });
}

export function useStartJob() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: JobOptions & { problemId: string }) =>
      request<Job>('POST', '/v1/jobs', body),
    onSuccess: () => client.invalidateQueries({ queryKey: ['jobs'] }),
  });
}

export function useSaveProblem() {
  return useMutation({
    mutationFn: (problem: unknown) => request<ProblemInfo>('POST', '/v1/problems', problem),
    onSuccess: problemStored,
  });
}

/** What is known of a plan without opening it. */
export interface PlanInfo {
  id: string;
  problemId: string;
  jobId: string | null;
  schoolName: string;
  score: { hard: number; medium: number; soft: number };
  publishable: boolean | null;
  createdAt: string;
}

/** Plans of finished runs, newest first. */
export function usePlans() {
  const jobs = useJobs();
  return { ...jobs, data: jobs.data?.items.flatMap(planOfJob) };
}

export function usePlanInfo(id: string | undefined) {
  const plans = usePlans();
  return { ...plans, data: plans.data?.find((plan) => plan.id === id) };
}

function planOfJob(job: Job): PlanInfo[] {
  if (!job.planId || !job.score) return [];
  const { planId, problemId, schoolName, score, publishable } = job;
  const createdAt = job.endedAt ?? job.createdAt;
  return [{ id: planId, problemId, jobId: job.id, schoolName, score, publishable, createdAt }];
}

/** Problems that were solved or sent from here, newest first. */
export function useProblems() {
  const jobs = useJobs();
  const sent = useQuery<ProblemInfo[]>({
    queryKey: ['problems', 'sent'],
    queryFn: () => [],
    ...FOREVER,
  });
  const all = new Map((sent.data ?? []).map((problem) => [problem.id, problem]));
  for (const { problemId, schoolName, createdAt } of jobs.data?.items ?? []) {
    if (all.has(problemId)) continue;
    all.set(problemId, {
      id: problemId,
      schoolName,
      createdAt,
      hash: '',
      schoolId: '',
      counts: {},
    });
  }
  return { ...jobs, data: jobs.data && [...all.values()] };
}

/** Takes a problem that was just stored into the list. */
export function problemStored(info: ProblemInfo): void {
  queryClient.setQueryData<ProblemInfo[]>(['problems', 'sent'], (old = []) => [
    info,
    ...old.filter((one) => one.id !== info.id),
  ]);
}
