import { send, TRIES } from '../../src/client/send.ts';
import { type Details, ServiceError } from '../../src/client/service-error.ts';
import { forgetTabState } from '../app/use-tab-state.ts';
import { serviceLost } from './service-state.ts';
import { untilSignedIn, whoIsSignedIn } from './session.ts';

export type { Details };

/** An answer that is an error, or no answer at all (`status` 0). */
export class ApiFailure extends Error {
  readonly details: Details;

  constructor(details: Details) {
    super(details.detail);
    this.details = details;
  }

  /** Nobody answered, or only somebody in front of the service, or a service without its store. */
  get isOffline(): boolean {
    return isAway(this.details.status);
  }
}

/** What was asked for is not there, or not for whoever asks: both are answered alike. */
export function isGone(error: unknown): boolean {
  return error instanceof ApiFailure && error.details.status === 404;
}

/** The service that served this page. */
const here = { url: '' };

/**
 * Sends a request by the client that programs use as well; a body that is no Blob goes as JSON.
 * Where the session ended in the middle of work it waits until the person has signed in again.
 */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  for (;;) {
    try {
      const response = await answered(method, path, body);
      const text = await response.text();
      const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
      return (isJson && text !== '' ? JSON.parse(text) : text) as T;
    } catch (error) {
      if (!(error instanceof ApiFailure) || !isNobody(error.details) || isLeaving) throw error;
      if (whoIsSignedIn() === undefined) {
        askToSignIn();
        throw error;
      }
      await untilSignedIn(error.details.code === 'other-user');
    }
  }
}

async function answered(method: string, path: string, body: unknown): Promise<Response> {
  // Reading is tried again by the cache of queries, which also shows that it does so.
  const tries = method === 'GET' ? 1 : TRIES;
  try {
    // Another window of this browser may have signed in somebody else: nothing goes in their name.
    return await send({ ...here, userId: whoIsSignedIn() }, method, path, body, tries);
  } catch (error) {
    const isAnswer = error instanceof ServiceError;
    if (!isAnswer || (method === 'GET' && isAway(error.status))) serviceLost();
    throw new ApiFailure(isAnswer ? error.details : offline);
  }
}

/** There is no session of this person: also the one refusal of signing in itself is 401. */
const isNobody = ({ status, code }: Details) => status === 401 && code !== 'wrong-password';

const isAway = (status: number) => [0, 502, 503, 504].includes(status);

let isLeaving = false;

/**
 * Ends the session and goes to the page where one signs in.
 *
 * @param whenOut what is to be done when the session has ended, before the page is left
 */
export async function signOut(whenOut?: () => Promise<void>): Promise<void> {
  isLeaving = true;
  try {
    await request('POST', '/v1/logout');
  } catch (error) {
    // Where there is no session any more, nothing is left to end.
    if (!(error instanceof ApiFailure && error.details.status === 401)) {
      isLeaving = false;
      throw error;
    }
  }
  forgetTabState();
  await whenOut?.();
  location.assign('/login');
}

/** There is no session: sign in on a page of its own, and come back to this one. */
export function askToSignIn(): void {
  const page = location.pathname + location.search;
  location.assign(`/login?next=${encodeURIComponent(page)}`);
}

const offline: Details = {
  status: 0,
  code: 'offline',
  title: 'The service cannot be reached',
  titleZh: '连接不上服务',
  detail: 'The service cannot be reached.',
  hint: 'check the network, and that the service runs',
  hintZh: '请检查网络和服务是否在运行',
};
