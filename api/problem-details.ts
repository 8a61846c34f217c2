import type { ErrorRequestHandler, Response } from 'express';
import { type Fault, type FaultCode, faultTable, makeFault } from '../src/domain/faults.ts';
import { type PathStep, quote } from '../src/domain/pointer.ts';
import { isStoreAway } from '../src/store/index.ts';

/** The HTTP status of each code that the API answers by itself; every other is bad content. */
const statusOf: Partial<Record<FaultCode, number>> = {
  'bad-request': 400,
  'bad-option': 400,
  unauthorized: 401,
  'other-user': 401,
  'wrong-password': 401,
  forbidden: 403,
  'cross-site': 403,
  'problem-not-found': 404,
  'job-not-found': 404,
  'plan-not-found': 404,
  'route-not-found': 404,
  'school-not-found': 404,
  'publication-not-found': 404,
  'user-not-found': 404,
  'key-not-found': 404,
  'batch-not-found': 404,
  'webhook-not-found': 404,
  'delivery-not-found': 404,
  'request-not-found': 404,
  'link-not-found': 404,
  'subject-not-found': 404,
  'not-published': 404,
  'method-not-allowed': 405,
  'request-timeout': 408,
  conflict: 409,
  'no-secrets-key': 409,
  'link-over': 410,
  'username-taken': 409,
  'not-publishable': 409,
  'published-meanwhile': 409,
  'publication-begun': 409,
  'stored-meanwhile': 409,
  'data-gone': 409,
  'idempotency-busy': 409,
  'job-finished': 409,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'rate-limited': 429,
  internal: 500,
  unavailable: 503,
  'shutting-down': 503,
};

/** Thrown by handlers; answered as Problem Details (RFC 9457). */
export class ApiError extends Error {
  readonly code: FaultCode;
  readonly status: number;
  readonly faults: Fault[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    code: FaultCode,
    detail?: string,
    more: { faults?: Fault[]; status?: number; headers?: Record<string, string> } = {},
  ) {
    super(detail ?? faultTable[code].title.en);
    this.code = code;
    this.status = more.status ?? statusOf[code] ?? 422;
    this.faults = more.faults;
    this.headers = more.headers ?? {};
  }
}

/** Content that was read and refused, with every fault. */
export function refused(faults: Fault[], status = 422): ApiError {
  const first = faults[0];
  const more = faults.length > 1 ? ` (and ${faults.length - 1} more)` : '';
  return new ApiError(first?.code ?? 'bad-request', `${first?.message}${more}`, { faults, status });
}

/** Something that a request names by its id, and where it does so. */
export interface Named {
  id: string;
  path: readonly PathStep[];
}

/** What a request names and that is not there, or not there for its sender; each with its place. */
export function notThere(code: FaultCode, named: readonly Named[]): ApiError {
  const title = faultTable[code].title.en;
  const faults = named.map(({ id, path }) =>
    makeFault(code, path, `${title}: ${quote(id)}`, { value: id }),
  );
  return refused(faults, 404);
}

function sendError(res: Response, error: ApiError): void {
  // The detail speaks of the first fault, and so does the advice.
  const { hint, hintZh } = error.faults?.[0] ?? {};
  res
    .status(error.status)
    .set(error.headers)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        ...problemDetails(error.code, error.status, error.message),
        ...(hint === undefined ? {} : { hint }),
        ...(hintZh === undefined ? {} : { hintZh }),
        ...(error.faults ? { faults: error.faults } : {}),
      }),
    );
}

/** Problem Details (RFC 9457) of one code, in both languages. */
export function problemDetails(
  code: FaultCode,
  status: number,
  detail = faultTable[code].title.en,
): Record<string, string | number> {
  const { title, try: advice } = faultTable[code];
  return {
    type: `/docs#${code}`,
    title: title.en,
    titleZh: title.zh,
    status,
    code,
    detail,
    hint: advice.en,
    hintZh: advice.zh,
  };
}

/** The last handler: whatever was thrown becomes Problem Details, and only our own faults 500. */
export function errorHandler(onInternal: (error: unknown) => void): ErrorRequestHandler {
  return (error: unknown, _req, res, _next) => {
    if (res.headersSent) {
      // Nothing can be said any more; cutting the answer short tells the client.
      res.destroy();
      if (!(error instanceof ApiError)) onInternal(error);
      return;
    }
    sendError(res, toApiError(error, onInternal));
  };
}

const FOREIGN_KEY_VIOLATION = '23503';

function toApiError(error: unknown, onInternal: (error: unknown) => void): ApiError {
  if (error instanceof ApiError) return error;
  // What Express itself throws for requests it cannot read carries a status.
  const { status, code } = error as { status?: unknown; code?: unknown };
  if (typeof status === 'number' && status >= 400 && status < 500) {
    return new ApiError('bad-request', (error as Error).message, { status });
  }
  // What it refers to was deleted between the check and the write.
  if (code === FOREIGN_KEY_VIOLATION) {
    return new ApiError('conflict', 'What this refers to was deleted meanwhile.');
  }
  onInternal(error);
  if (!isStoreAway(error)) return new ApiError('internal');
  return new ApiError('unavailable', undefined, { headers: { 'Retry-After': '2' } });
}
