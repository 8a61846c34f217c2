import type { Fault } from './types.ts';

/** Problem Details (RFC 9457) as this service writes them. */
export interface Details {
  status: number;
  code: string;
  title: string;
  titleZh: string;
  detail: string;
  hint: string;
  hintZh: string;
  faults?: Fault[];
}

/** An answer that is an error, or no answer at all (`status` 0). */
export class ApiFailure extends Error {
  readonly details: Details;

  constructor(details: Details) {
    super(details.detail);
    this.details = details;
  }

  get isOffline(): boolean {
    return this.details.status === 0;
  }
}

/** Sends a request to the service that served this page; a body that is no Blob goes as JSON. */
export async function request<T>(method: string, path: string, body?: unknown): Promise<T> {
  const isFile = body instanceof Blob;
  const init: RequestInit = { method, credentials: 'same-origin', headers: {} };
  if (body !== undefined) {
    const type = isFile ? body.type || 'application/octet-stream' : 'application/json';
    init.headers = { 'Content-Type': type };
    init.body = isFile ? body : JSON.stringify(body);
  }
  let response: Response;
  try {
    response = await fetch(path, init);
  } catch {
    throw new ApiFailure(offline);
  }
  if (response.status === 401) askToSignIn();
  const text = await response.text();
  const isJson = response.headers.get('Content-Type')?.includes('json') ?? false;
  const value: unknown = isJson && text !== '' ? JSON.parse(text) : text;
  if (!response.ok) throw new ApiFailure(toDetails(response, value));
  return value as T;
}

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
  const here = location.pathname + location.search;
  location.assign(`/login?next=${encodeURIComponent(here)}`);
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

function toDetails(response: Response, value: unknown): Details {
  if (typeof value === 'object' && value !== null && 'code' in value) return value as Details;
  const title = `${response.status} ${response.statusText}`;
  return {
    status: response.status,
    code: 'unexpected',
    title,
    titleZh: title,
    detail: title,
    hint: '',
    hintZh: '',
  };
}
