import { ServiceError } from './service-error.ts';

/** Where the service is, and with which API key to speak to it. */
export interface Connection {
  /** Such as "https://afterbell.example.org"; "" for the one that served this page. */
  url: string;
  /** None where sign-in is off, and for browsers, which have a cookie. */
  key?: string | undefined;
}

/** How often a request is sent in all when no answer comes, and the pause between. */
export const TRIES = 3;
const PAUSE_MS = 500;

/**
 * Sends one request; a body that is no Blob goes as JSON. What is refused is thrown as
 * `ServiceError`, what never came as whatever `fetch` throws.
 */
export async function sendOnce(
  { url, key }: Connection,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers: Record<string, string> = { ...more };
  if (key !== undefined) headers.authorization = `Bearer ${key}`;
  const init: RequestInit = { method, headers };
  if (body instanceof Blob) {
    headers['content-type'] = body.type || 'application/octet-stream';
    init.body = body;
  } else if (body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`${url}${path}`, init);
  if (!response.ok) throw await ServiceError.of(response);
  return response;
}

/**
 * The same, again when no answer came: reading does no harm, and a POST carries a key by which
 * the service knows that it is the same request.
 */
export async function send(
  connection: Connection,
  method: string,
  path: string,
  body?: unknown,
  tries = TRIES,
): Promise<Response> {
  const once: Record<string, string> = method === 'POST' ? { 'idempotency-key': newKey() } : {};
  for (let tried = 1; ; tried++) {
    try {
      return await sendOnce(connection, method, path, body, once);
    } catch (error) {
      // An answer is an answer; what never came is worth another try.
      if (error instanceof ServiceError || tried >= tries) throw error;
      await pause();
    }
  }
}

export function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
}

/** Not `randomUUID`: browsers have that on https alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
