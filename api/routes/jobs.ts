import type { z } from 'zod';
import { makeFault } from '../../src/domain/faults.ts';
import { type ChoiceWarning, checkWeights, choiceWarnings } from '../../src/domain/profiles.ts';
import {
  cancelJob,
  createJob,
  type Database,
  findJob,
  findPlanInfo,
  type Job,
  type JobOptions,
  listJobs,
  loadProblem,
  schoolOf,
  stopJob,
} from '../../src/store/index.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { EventHub } from '../event-hub.ts';
import { streamJob } from '../job-stream.ts';
import { waitForEvents } from '../long-poll.ts';
import { ApiError, notThere, refused } from '../problem-details.ts';
import { idOf, type Reply, type Route, route } from '../route.ts';
import {
  eventsQuerySchema,
  jobListQuerySchema,
  jobListSchema,
  jobRequestSchema,
  jobSchema,
  startedJobSchema,
} from '../schemas.ts';
import { eventListSchema, waitQuerySchema } from '../service-schemas.ts';

const DEFAULT_SECONDS = 10;

export function jobRoutes(deps: ApiDeps): Route[] {
  const { db, kick, closing } = deps;
  const hub = new EventHub(db, deps.onInternalError);
  const jobReply = { description: 'The job', schema: jobSchema };
  return [
    route({
      method: 'post',
      path: '/v1/jobs',
      tag: 'jobs',
      summary: { zh: '开始自动排班', en: 'Solve a problem' },
      notes:
        'The job is stored before the answer is given; it will end even if workers crash. ' +
        'A request that equals one which waits or is in work gets that job, with 200.',
      body: jobRequestSchema,
      replies: {
        200: { description: 'The same request is in work: its job', schema: startedJobSchema },
        202: { description: 'Accepted', schema: startedJobSchema },
      },
      faults: [
        'problem-not-found',
        'unsupported-media-type',
        'out-of-range',
        'unknown-rule',
        'plan-of-other-problem',
      ],
      async handle({ access, body, db, whenStored }) {
        if (closing.aborted) throw new ApiError('shutting-down');
        const { problemId, seed = 1, ...limits } = body;
        const school = await schoolOf(db, 'problem', problemId);
        const named = { id: problemId, path: ['problemId'] };
        access.requireNamed('problem-not-found', [{ ...named, school }]);
        const options: JobOptions = { seed };
        if (limits.seconds !== undefined) options.seconds = limits.seconds;
        else if (limits.steps === undefined) options.seconds = DEFAULT_SECONDS;
        if (limits.steps !== undefined) options.steps = limits.steps;
        if (limits.threads !== undefined) options.threads = limits.threads;
        if (limits.bound !== undefined) options.bound = limits.bound;
        await addChoice(body, options);
        const made = await createJob(db, problemId, options);
        if (!made) throw notThere('problem-not-found', [named]);
        whenStored(kick);
        const { job, isNew } = made;
        const headers = { Location: `/v1/jobs/${job.id}` };
        const warnings = await warningsOf(db, problemId, options);
        return { status: isNew ? 202 : 200, body: { ...job, warnings }, headers };
      },
    }),
    route({
      method: 'get',
      path: '/v1/jobs',
      tag: 'jobs',
      summary: { zh: '任务列表，最新在前', en: 'Jobs, newest first' },
      query: jobListQuerySchema,
      replies: { 200: { description: 'One page', schema: jobListSchema } },
      async handle({ access, query }) {
        const { limit = DEFAULT_PAGE, status, problemId, schoolId } = query;
        const schools = await access.schoolsOr(db, schoolId);
        const after = readCursor(query.cursor);
        const page = await listJobs(db, limit, after, { schools, status, problemId });
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/jobs/{id}',
      tag: 'jobs',
      summary: { zh: '任务状态', en: 'How a job stands' },
      replies: { 200: jobReply },
      faults: ['job-not-found'],
      async handle({ params }) {
        return { status: 200, body: await jobOf(params) };
      },
    }),
    route({
      method: 'get',
      path: '/v1/jobs/{id}/events',
      tag: 'jobs',
      summary: { zh: '实时进度（SSE）', en: 'Live progress, as Server-Sent Events' },
      notes:
        'Events: `snapshot` (a `Job`, for a new listener), `status` (`status` and `attempt`), ' +
        '`progress` (a `JobProgress`, at least once a second while the job runs), `best` (the ' +
        'same of a better plan), and `end` (`status`, `planId`, and `score` or `error`), after ' +
        'which the stream ends. Reconnect with Last-Event-ID to miss nothing; after the end the ' +
        'answer is 204.',
      query: eventsQuerySchema,
      replies: {
        200: { description: 'The stream', type: 'text/event-stream' },
        204: { description: 'The job has ended and every event was read' },
      },
      faults: ['job-not-found'],
      async handle({ params, query, ...at }) {
        const job = await jobOf(params);
        const header = at.req.get('Last-Event-ID') ?? '';
        const last = /^\d{1,9}$/.test(header) ? Number(header) : query.lastEventId;
        streamJob(hub, job, last, closing, at);
        return undefined;
      },
    }),
    route({
      method: 'get',
      path: '/v1/jobs/{id}/wait',
      tag: 'jobs',
      summary: { zh: '等待新进度（长轮询）', en: 'Wait for events, without a stream' },
      notes:
        'Answers with the events after `after`, or with the first that come within `seconds` ' +
        '(default 20). For networks that break streams; ask again with the `after` of the answer.',
      query: waitQuerySchema,
      replies: { 200: { description: 'Events, or none', schema: eventListSchema } },
      faults: ['job-not-found'],
      async handle({ params, query, res }) {
        const job = await jobOf(params);
        const { after = 0, seconds = 20 } = query;
        const body = await waitForEvents(hub, job, after, seconds, closing, res);
        return { status: 200, body };
      },
    }),
    route({
      method: 'post',
      path: '/v1/jobs/{id}/stop',
      tag: 'jobs',
      summary: { zh: '停止并保留最好方案', en: 'Stop a job and keep its best plan' },
      notes:
        'A running job ends within about a second; a job that has not begun ends without a plan.',
      replies: { 202: { description: 'It is ending, or has ended so', schema: jobSchema } },
      faults: ['job-not-found', 'job-finished'],
      async handle({ params, db }) {
        return changed(202, await stopJob(db, idOf(params, 'job-not-found')));
      },
    }),
    route({
      method: 'delete',
      path: '/v1/jobs/{id}',
      tag: 'jobs',
      summary: { zh: '取消任务', en: 'Cancel a job; nothing is kept but its row' },
      replies: { 200: { description: 'Cancelled', schema: jobSchema } },
      faults: ['job-not-found', 'job-finished'],
      async handle({ params, db }) {
        return changed(200, await cancelJob(db, idOf(params, 'job-not-found')));
      },
    }),
  ];

  /** Weights and a plan to start from, checked before anything is stored. */
  async function addChoice(body: z.output<typeof jobRequestSchema>, options: JobOptions) {
    const { problemId, profile, weights = {}, startPlanId } = body;
    const faults = checkWeights(weights, ['weights']);
    if (faults.length > 0) throw refused(faults);
    if (profile !== undefined) options.profile = profile;
    if (Object.keys(weights).length > 0) options.weights = weights;
    if (startPlanId === undefined) return;
    const start = await findPlanInfo(db, startPlanId);
    // A plan of another problem is told from none only to those who know the problem.
    if (start?.problemId !== problemId) {
      const what = `the plan ${startPlanId} is not one of this problem`;
      throw refused([makeFault('plan-of-other-problem', ['startPlanId'], what)]);
    }
    options.startPlanId = startPlanId;
  }

  async function jobOf(params: Record<string, string>): Promise<Job> {
    const job = await findJob(db, idOf(params, 'job-not-found'));
    if (!job) throw new ApiError('job-not-found');
    return job;
  }
}

/** The problem, which may be large, is read only where it matters. */
async function warningsOf(
  db: Database,
  problemId: string,
  { profile }: JobOptions,
): Promise<ChoiceWarning[]> {
  if (profile !== 'leastChange') return [];
  const problem = await loadProblem(db, problemId);
  return problem ? choiceWarnings(problem, { profile }) : [];
}

function changed(status: number, result: Awaited<ReturnType<typeof stopJob>>): Reply {
  if (!result) throw new ApiError('job-not-found');
  if (result.was === 'ended') {
    throw new ApiError('job-finished', `The job has already ended: ${result.job.status}.`);
  }
  return { status, body: result.job };
}
