import { QueryClient, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { ApiFailure, request } from './client.ts';
import {
  type Explanation,
  hasEnded,
  type Job,
  type JobOptions,
  type Page,
  type Plan,
  type PlanInfo,
  type Problem,
  type ProblemInfo,
  type ProfileInfo,
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

export function useProfiles() {
  return useQuery({
    queryKey: ['profiles'],
    queryFn: () => request<ProfileInfo[]>('GET', '/v1/profiles'),
    ...FOREVER,
  });
}

/** A job as it was when it was asked for. */
export function useJob(id: string | undefined) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: () => request<Job>('GET', `/v1/jobs/${id}`),
    enabled: id !== undefined,
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

/** What the service offers, as "get /v1/plans": parts of it are switched on as they come. */
export function useOffers(): ReadonlySet<string> | undefined {
  return useQuery({ ...openApi, select: offersOf }).data;
}

/** What a job may be asked for, by the names of the fields. */
export function useJobFields(): ReadonlySet<string> {
  return useQuery({ ...openApi, select: jobFieldsOf }).data ?? noFields;
}

interface OpenApi {
  paths: Record<string, object>;
  components?: { schemas?: Record<string, { properties?: object }> };
}

const openApi = {
  queryKey: ['offers'],
  queryFn: () => request<OpenApi>('GET', '/openapi.json'),
  ...FOREVER,
};
const noFields: ReadonlySet<string> = new Set();

function offersOf({ paths }: OpenApi): ReadonlySet<string> {
  return new Set(
    Object.entries(paths).flatMap(([path, verbs]) =>
      Object.keys(verbs).map((verb) => `${verb} ${path}`),
    ),
  );
}

function jobFieldsOf({ components }: OpenApi): ReadonlySet<string> {
  return new Set(Object.keys(components?.schemas?.JobRequest?.properties ?? {}));
}

/** Plans, newest first: those of the record, or else those that runs have left. */
export function usePlans() {
  const offers = useOffers();
  const jobs = useJobs();
  const problems = useProblems();
  const isListed = offers?.has('get /v1/plans') ?? false;
  const listed = useQuery({
    queryKey: ['plans'],
    queryFn: () => request<Page<Omit<PlanInfo, 'schoolName'>>>('GET', '/v1/plans?limit=200'),
    enabled: isListed,
  });
  const schools = new Map(problems.data?.map(({ id, schoolName }) => [id, schoolName]));
  const all = listed.data?.items.map(
    (plan): PlanInfo => ({
      ...plan,
      schoolName: schools.get(plan.problemId) ?? plan.schoolId ?? '',
    }),
  );
  if (isListed) return { ...listed, data: all };
  return { ...jobs, data: offers && jobs.data?.items.flatMap(planOfJob) };
}

export function usePlanInfo(id: string | undefined) {
  const offers = useOffers();
  const plans = usePlans();
  const isAsked = offers?.has('get /v1/plans/{id}/info') ?? false;
  const asked = useQuery({
    queryKey: ['plan-info', id],
    queryFn: () => request<PlanInfo>('GET', `/v1/plans/${id}/info`),
    enabled: isAsked && id !== undefined,
    ...FOREVER,
  });
  // A plan that was just made by hand is known before any list has it.
  if (isAsked || asked.data) return asked;
  return { ...plans, data: plans.data?.find((plan) => plan.id === id) };
}

/** What was answered when a plan was stored, so that its page need not ask again. */
export function planStored(info: PlanInfo): void {
  queryClient.setQueryData(['plan-info', info.id], info);
  void queryClient.invalidateQueries({ queryKey: ['plans'] });
}

function planOfJob(job: Job): PlanInfo[] {
  if (!job.planId || !job.score) return [];
  const { planId, problemId, schoolName, score, publishable } = job;
  const createdAt = job.endedAt ?? job.createdAt;
  return [{ id: planId, problemId, jobId: job.id, schoolName, score, publishable, createdAt }];
}

/** Problems, newest first: those of the record, or else those that were solved or sent from here. */
export function useProblems() {
  const offers = useOffers();
  const jobs = useJobs();
  const isListed = offers?.has('get /v1/problems') ?? false;
  const listed = useQuery({
    queryKey: ['problems', 'listed'],
    queryFn: () => request<Page<ProblemInfo>>('GET', '/v1/problems?limit=200'),
    enabled: isListed,
  });
  const sent = useQuery<ProblemInfo[]>({
    queryKey: ['problems-sent'],
    queryFn: () => [],
    ...FOREVER,
  });
  if (isListed) return { ...listed, data: listed.data?.items };
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
  return { ...jobs, data: offers && jobs.data && [...all.values()] };
}

/** Takes a problem that was just stored into the list. */
export function problemStored(info: ProblemInfo): void {
  void queryClient.invalidateQueries({ queryKey: ['problems'] });
  queryClient.setQueryData<ProblemInfo[]>(['problems-sent'], (old = []) => [
    info,
    ...old.filter((one) => one.id !== info.id),
  ]);
}

/** Why a plan is as it is; reckoned by the service when somebody asks. */
export function useExplanation(planId: string, isWanted: boolean) {
  return useQuery({
    queryKey: ['explanation', planId],
    queryFn: () => request<Explanation>('GET', `/v1/plans/${planId}/explain`),
    enabled: isWanted,
    ...FOREVER,
  });
}
