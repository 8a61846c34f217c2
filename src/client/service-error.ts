import type { Fault } from '../domain/faults.ts';

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

/** An answer of the service that is an error, with every fault that it names. */
export class ServiceError extends Error {
  readonly details: Details;
  /** How long to wait before asking again, where the service says so. */
  readonly retryAfterMs: number | undefined;

  constructor(details: Details, retryAfterMs?: number) {
    super(details.detail);
    this.details = details;
    this.retryAfterMs = retryAfterMs;
  }

  get status(): number {
    return this.details.status;
  }

  get code(): string {
    return this.details.code;
  }

  get hint(): string {
    return this.details.hint;
  }

  get faults(): Fault[] {
    return this.details.faults ?? [];
  }

  static async of(response: Response): Promise<ServiceError> {
    const text = await response.text();
    const after = response.headers.get('retry-after') ?? '';
    const retryAfterMs = /^\d{1,6}$/.test(after) ? Number(after) * 1000 : undefined;
    if (response.headers.get('content-type')?.includes('problem+json')) {
      return new ServiceError(JSON.parse(text) as Details, retryAfterMs);
    }
    const { status, statusText } = response;
    const title = `${status} ${statusText}`;
    const details: Details = {
      status,
      code: 'unexpected',
      title,
      titleZh: title,
      detail: title,
      hint: 'check the address: this is no answer of AfterBell',
      hintZh: '请检查网址：这不是 AfterBell 的回答',
    };
    return new ServiceError(details, retryAfterMs);
  }
}
