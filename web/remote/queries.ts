import {
  QueryClient,
  queryOptions,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { ApiFailure, request } from './client.ts';
import { everyItem } from './every-item.ts';
import {
  type Capacity,
  type Fairness,
  hasEnded,
  type Job,
  type JobOptions,
  type MissingSessions,
  type OpenPost,
  type Page,
  type Plan,
  type PlanInfo,
  type Problem,
  type ProblemInfo,
  type ProfileInfo,
  type RuleInfo,
  type SeatChoices,
  type ToldMatch,
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
  return useQuery({ ...problemQuery(id ?? ''), enabled: id !== undefined });
}

function problemQuery(id: string) {
  return queryOptions({
    queryKey: ['problem', id],
    queryFn: () => request<Problem>('GET', `/v1/problems/${id}`),
    ...FOREVER,
  });
}

export function usePlan(id: string | undefined) {
  return useQuery({ ...planQuery(id ?? ''), enabled: id !== undefined });
}

function planQuery(id: string) {
  return queryOptions({
    queryKey: ['plan', id],
    queryFn: () => request<Plan>('GET', `/v1/plans/${id}`),
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

/** A draft was stored: its page is to be there at once, and not after one more reading. */
export function problemSaved(info: ProblemInfo, problem: Problem): void {
  queryClient.setQueryData(['problem', info.id], problem);
  problemStored(info);
}

/** What a job may be asked for, by the names of the fields. */
export function useJobFields(): ReadonlySet<string> {
  return useQuery({ ...openApi, select: jobFieldsOf }).data ?? noFields;
}

interface OpenApi {
  components?: { schemas?: Record<string, { properties?: object }> };
}

const openApi = {
  queryKey: ['offers'],
  queryFn: () => request<OpenApi>('GET', '/openapi.json'),
  ...FOREVER,
};
const noFields: ReadonlySet<string> = new Set();

function jobFieldsOf({ components }: OpenApi): ReadonlySet<string> {
  return new Set(Object.keys(components?.schemas?.JobRequest?.properties ?? {}));
}

/** Plans, newest first. */
export function usePlans() {
  const problems = useProblems();
  const listed = useQuery({
    queryKey: ['plans'],
    queryFn: () => request<Page<Omit<PlanInfo, 'schoolName'>>>('GET', '/v1/plans?limit=200'),
  });
  const schools = new Map(problems.data?.map(({ id, schoolName }) => [id, schoolName]));
  const data = listed.data?.items.map(
    (plan): PlanInfo => ({
      ...plan,
      schoolName: schools.get(plan.problemId) ?? plan.schoolId ?? '',
    }),
  );
  return { ...listed, data };
}

export function usePlanInfo(id: string | undefined) {
  return useQuery({ ...planInfoQuery(id ?? ''), enabled: id !== undefined });
}

function planInfoQuery(id: string) {
  return queryOptions({
    queryKey: ['plan-info', id],
    queryFn: () => request<Omit<PlanInfo, 'schoolName'>>('GET', `/v1/plans/${id}/info`),
    ...FOREVER,
  });
}

/**
 * Asks for a plan and its problem before their page has come, all at once: the problem by the
 * plan's id, since which one it is nobody knows yet.
 */
export function prefetchPlan(id: string): void {
  void queryClient.prefetchQuery(planQuery(id));
  if (queryClient.getQueryData(planInfoQuery(id).queryKey) !== undefined) return;
  const problem = request<Problem>('GET', `/v1/plans/${id}/problem`);
  void queryClient
    .fetchQuery(planInfoQuery(id))
    .then(({ problemId }) =>
      queryClient.prefetchQuery({ ...problemQuery(problemId), queryFn: () => problem }),
    )
    // The page asks again and says what is wrong.
    .catch(() => undefined);
  problem.catch(() => undefined);
}

/** What was answered when a plan was stored, so that its page need not ask again. */
export function planStored(info: Omit<PlanInfo, 'schoolName'>): void {
  queryClient.setQueryData(['plan-info', info.id], info);
  void queryClient.invalidateQueries({ queryKey: ['plans'] });
}

const problemsQuery = queryOptions({
  queryKey: ['problems', 'listed'],
  queryFn: () => everyItem<ProblemInfo>('/v1/problems?limit=200'),
});

/** Problems, newest first. */
export function useProblems() {
  return useQuery(problemsQuery);
}

/** The versions of one school's data, newest first. */
export function useVersions(schoolId: string, mayAsk: boolean) {
  return useQuery({
    queryKey: ['problems', 'of', schoolId],
    queryFn: () =>
      everyItem<ProblemInfo>(`/v1/problems?${new URLSearchParams({ limit: '200', schoolId })}`),
    enabled: mayAsk,
  });
}

/** The list as it was read last, or as it is being read; empty where it cannot be read. */
export async function problemsSeen(): Promise<ProblemInfo[]> {
  return await queryClient.ensureQueryData(problemsQuery).catch(() => []);
}

/** A problem was just stored: the list is read anew. */
export function problemStored(_info: ProblemInfo): void {
  void queryClient.invalidateQueries({ queryKey: ['problems'] });
}

/** The version of a school's data that is current; nobody's where none was sent. */
export async function currentVersion(schoolId: string): Promise<ProblemInfo | undefined> {
  const asked = new URLSearchParams({ limit: '1', current: 'true', schoolId });
  return (await request<Page<ProblemInfo>>('GET', `/v1/problems?${asked}`)).items[0];
}

/** Stores a version of a school's data in the place of the one that is known as current. */
export async function storeVersion(problem: Problem, replaces: string | undefined) {
  const asked = replaces === undefined ? '' : `?${new URLSearchParams({ replaces })}`;
  return await request<ProblemInfo>('POST', `/v1/problems${asked}`, problem);
}

/**
 * Stores data that got the id of another school: where that one has data already, after a question.
 *
 * @param ask whether this version of the other school is to be replaced
 */
export async function storeForOther(
  problem: Problem,
  ask: (current: ProblemInfo) => Promise<boolean>,
): Promise<ProblemInfo | undefined> {
  try {
    return await storeVersion(problem, 'none');
  } catch (error) {
    const isThere = error instanceof ApiFailure && error.details.code === 'stored-meanwhile';
    const current = isThere ? await currentVersion(problem.school.id) : undefined;
    if (!current) throw error;
    return (await ask(current)) ? await storeVersion(problem, current.id) : undefined;
  }
}

/** Why the seats of one session are open. */
export function useOpenPosts(planId: string, sessionId: string) {
  const asked = new URLSearchParams({ sessionId });
  return useQuery({
    queryKey: ['open-posts', planId, sessionId],
    queryFn: () => request<OpenPost[]>('GET', `/v1/plans/${planId}/open-posts?${asked}`),
    ...FOREVER,
  });
}

/** Why each club of a plan that is not held is not; worked out on demand, for it takes seconds. */
export function useClosedClubReasons(planId: string, isWanted = true) {
  return useQuery({
    queryKey: ['closed-clubs', planId],
    queryFn: async () =>
      (
        await request<{ missingSessions: MissingSessions[] }>(
          'GET',
          `/v1/plans/${planId}/explain?candidates=0`,
        )
      ).missingSessions.filter(({ isClosedClub }) => isClosedClub),
    enabled: isWanted,
    ...FOREVER,
  });
}

/** Where every rule costs something in a plan. */
export function useRuleMatches(planId: string) {
  return useQuery({
    queryKey: ['matches', planId],
    queryFn: async () =>
      (await request<{ matches: ToldMatch[] }>('GET', `/v1/plans/${planId}/score?detail=matches`))
        .matches,
    ...FOREVER,
  });
}

/** What stored data surely will not let a plan do. */
export function useCapacity(problemId: string | undefined) {
  return useQuery({
    queryKey: ['capacity', problemId],
    queryFn: () => request<Capacity>('GET', `/v1/problems/${problemId}/capacity`),
    enabled: problemId !== undefined,
    ...FOREVER,
  });
}

/** Who could take one seat, and what the score becomes. */
export function useSeatChoices(planId: string, sessionId: string, seat: number) {
  const asked = new URLSearchParams({ sessionId, seat: String(seat) });
  return useQuery({
    queryKey: ['candidates', planId, sessionId, seat],
    queryFn: () => request<SeatChoices>('GET', `/v1/plans/${planId}/candidates?${asked}`),
    ...FOREVER,
  });
}

/** How fair a plan is to each person, as the service reckons it. */
export function useFairness(planId: string) {
  return useQuery({
    queryKey: ['fairness', planId],
    queryFn: () => request<Fairness[]>('GET', `/v1/plans/${planId}/fairness`),
    ...FOREVER,
  });
}
