import { isPage, ServiceError } from './service-error.ts';

/** Where the service is, and with which API key to speak to it. */
export interface Connection {
  /** Such as "https://afterbell.example.org"; "" for the one that served this page. */
  url: string;
  /** None where sign-in is off, and for browsers, which have a cookie. */
  key?: string | undefined;
  /** Whose session it has to be, for browsers: the cookie may have become somebody else's. */
  userId?: string | undefined;
}

/** How often a request is sent in all when no answer comes, and the pause between. */
export const TRIES = 3;
const PAUSE_MS = 500;
/** Longest pause that the service may ask for; who should wait longer is told so instead. */
const LONGEST_PAUSE_MS = 5000;

/**
 * Sends one request; a body that is no Blob goes as JSON. What is refused, or answered with a page
 * by somebody in between, is thrown as `ServiceError`, what never came as whatever `fetch` throws.
 */
export async function sendOnce(
  { url, key, userId }: Connection,
  method: string,
  path: string,
  body?: unknown,
  more: Record<string, string> = {},
): Promise<Response> {
  const headers: Record<string, string> = { ...more };
  if (key !== undefined) headers.authorization = `Bearer ${key}`;
  if (userId !== undefined) headers['x-afterbell-user'] = userId;
  const init: RequestInit = { method, headers };
  if (body instanceof Blob) {
    headers['content-type'] = body.type || 'application/octet-stream';
    init.body = body;
  } else if (body !== undefined) {
    headers['content-type'] = 'application/json';
    init.body = JSON.stringify(body);
  }
  const response = await fetch(`${url}${path}`, init);
  if (!response.ok || isPage(response)) throw await ServiceError.of(response);
  return response;
}

/**
 * The same, again when no answer came or the service is away for a moment: reading does no harm, a
 * POST carries a key by which the service knows that it is the same request, and what a DELETE does
 * not find any more is gone, as it was to be.
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
      // Deleted by a try before, whose answer was lost: a large school takes longer than some proxies wait.
      const isGone = error instanceof ServiceError && error.code.endsWith('-not-found');
      if (method === 'DELETE' && tried > 1 && isGone) return new Response(null, { status: 204 });
      if (tried >= tries || !isPassing(error)) throw error;
      await pause(error);
    }
  }
}

/** Whether the same request may get another answer soon: none came, or one of these. */
export function isPassing(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return true;
  // Our own, those of a proxy whose service is away, and "the first of these is being done".
  return [502, 503, 504].includes(error.status) || error.code === 'idempotency-busy';
}

/** As long as the service asks for, or else half a second. */
export function pause(error?: unknown): Promise<void> {
  const asked = error instanceof ServiceError ? (error.retryAfterMs ?? PAUSE_MS) : PAUSE_MS;
  return new Promise((resolve) => setTimeout(resolve, Math.min(asked, LONGEST_PAUSE_MS)));
}

/** Not `randomUUID`: browsers have that on https alone. */
function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
