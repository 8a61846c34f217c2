import { EventSourceParserStream } from 'eventsource-parser/stream';
import type { Plan, Problem } from '../domain/problem.ts';
import { itemsOf } from './items-of.ts';
import { type Connection, isPassing, pause, send, sendOnce, TRIES } from './send.ts';
import { ServiceError } from './service-error.ts';
import type {
  Comparison,
  Job,
  JobRequest,
  Lists,
  Me,
  PlanInfo,
  Publication,
  StartedJob,
  StoredProblem,
} from './types.ts';

/** One event of a job; `data` is as the API's documentation has it for each type. */
export interface JobEvent {
  seq: number;
  type: string;
  data: unknown;
}

/** A stream that had begun is asked for anew for so long: a restart of the service takes seconds. */
const STREAM_PATIENCE_MS = 60_000;

/** Speaks to a running service. What is refused is thrown as `ServiceError`. */
export class Client {
  private readonly connection: Connection;

  constructor({ url, key }: Connection) {
    this.connection = { url: url.replace(/\/+$/, ''), key };
  }

  me(): Promise<Me> {
    return this.get('/v1/me');
  }

  /** @param replaces the version that should be current until then; `none`: there is none */
  submitProblem(
    problem: Problem,
    { replaces }: { replaces?: string } = {},
  ): Promise<StoredProblem> {
    const asked = replaces === undefined ? '' : `?${new URLSearchParams({ replaces })}`;
    return this.post(`/v1/problems${asked}`, problem);
  }

  startJob(request: JobRequest): Promise<StartedJob> {
    return this.post('/v1/jobs', request);
  }

  job(id: string): Promise<Job> {
    return this.get(`/v1/jobs/${encodeURIComponent(id)}`);
  }

  /** Ends the search; its best plan is kept. */
  stopJob(id: string): Promise<Job> {
    return this.post(`/v1/jobs/${encodeURIComponent(id)}/stop`, undefined);
  }

  plan(id: string): Promise<Plan> {
    return this.get(`/v1/plans/${encodeURIComponent(id)}`);
  }

  planInfo(id: string): Promise<PlanInfo> {
    return this.get(`/v1/plans/${encodeURIComponent(id)}/info`);
  }

  /**
   * @param body `validFrom`: the ISO date from which it holds; `replaces` names the publication
   *   that should hold on that date until then
   */
  publish(
    planId: string,
    body: { note?: string; validFrom?: string; replaces?: string | null } = {},
  ): Promise<Publication> {
    return this.post(`/v1/plans/${encodeURIComponent(planId)}/publish`, body);
  }

  compare(a: string, b: string): Promise<Comparison> {
    return this.get(`/v1/plans/${encodeURIComponent(a)}/compare/${encodeURIComponent(b)}`);
  }

  /** Every item of a list, newest first (schools and people by name), read as it is wanted. */
  list<P extends keyof Lists>(
    path: P,
    query: Record<string, string> = {},
  ): AsyncGenerator<Lists[P]> {
    return itemsOf(
      (page) => this.get(page),
      `${path}?${new URLSearchParams({ limit: '200', ...query })}`,
    );
  }

  /** The events of a job up to its end; a stream that breaks is taken up again where it broke. */
  async *events(jobId: string): AsyncGenerator<JobEvent> {
    const path = `/v1/jobs/${encodeURIComponent(jobId)}/events`;
    let last: number | undefined;
    /** Since when nothing was answered, and how often it was asked for meanwhile. */
    let lostAt: number | undefined;
    let failures = 0;
    for (;;) {
      let cause: unknown;
      try {
        const more: Record<string, string> =
          last === undefined ? {} : { 'last-event-id': String(last) };
        const response = await sendOnce(this.connection, 'GET', path, undefined, more);
        lostAt = undefined;
        if (response.status === 204 || !response.body) return;
        await mustBe(response, 'event-stream');
        const stream = response.body
          .pipeThrough(new TextDecoderStream())
          .pipeThrough(new EventSourceParserStream());
        for await (const { id, event = 'message', data } of stream) {
          failures = 0;
          if (id !== undefined) last = Number(id);
          yield { seq: last ?? 0, type: event, data: JSON.parse(data) };
          if (event === 'end') return;
        }
      } catch (error) {
        cause = error;
        lostAt ??= performance.now();
        failures++;
        const isOver =
          last === undefined ? failures >= TRIES : performance.now() - lostAt > STREAM_PATIENCE_MS;
        if (isOver || !isPassing(error)) throw error;
      }
      await pause(cause);
    }
  }

  private async get<T>(path: string): Promise<T> {
    return await jsonOf(await send(this.connection, 'GET', path));
  }

  private async post<T>(path: string, body: unknown): Promise<T> {
    return await jsonOf(await send(this.connection, 'POST', path, body));
  }
}

async function jsonOf<T>(response: Response): Promise<T> {
  await mustBe(response, 'json');
  return (await response.json()) as T;
}

/** Another site at the address, or the sign-in page of a proxy, answers with a page. */
async function mustBe(response: Response, type: string): Promise<void> {
  if (!response.headers.get('content-type')?.includes(type)) throw await ServiceError.of(response);
}
