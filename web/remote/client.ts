import { send, TRIES } from '../../src/client/send.ts';
import { type Details, ServiceError } from '../../src/client/service-error.ts';
import { serviceLost } from './service-state.ts';

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

/** The service that served this page. */
const here = { url: '' };

/** Sends a request by the client that programs use as well; a body that is no Blob goes as JSON. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  // Reading is tried again by the cache of queries, which also shows that it does so.
  const tries = method === 'GET' ? 1 : TRIES;
  let response: Response;
  try {
    response = await send(here, method, path, body, tries);
  } catch (error) {
    const isAnswer = error instanceof ServiceError;
    if (!isAnswer || (method === 'GET' && isAway(error.status))) serviceLost();
    if (!isAnswer) throw new ApiFailure(offline);
    if (error.status === 401) askToSignIn();
    throw new ApiFailure(error.details);
  }
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  return (isJson && text !== '' ? JSON.parse(text) : text) as T;
}

const isAway = (status: number) => [0, 502, 503, 504].includes(status);

let isLeaving = false;

/** Ends the session and goes to the page where one signs in. */
export async function signOut(): Promise<void> {
  isLeaving = true;
  try {
    await request('POST', '/v1/logout');
  } catch (error) {
    isLeaving = false;
    throw error;
  }
  location.assign('/login');
}

/**
 * The session is over, or there was none: sign in, and come back to this page. Who leaves does not
 * want to come back; what the page still asks for meanwhile is answered 401.
 */
function askToSignIn(): void {
  if (isLeaving) return;
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
