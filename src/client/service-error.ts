import type { ProblemDetails } from './types.ts';

/** An answer of the service that is an error, with every fault that it names. */
export class ServiceError extends Error {
  readonly status: number;
  readonly code: string;
  readonly hint: string;
  readonly faults: NonNullable<ProblemDetails['faults']>;

  constructor({
    status,
    code,
    detail,
    hint,
    faults = [],
  }: Omit<ProblemDetails, 'type' | 'title' | 'titleZh' | 'hintZh'>) {
    super(detail);
    this.status = status;
    this.code = code;
    this.hint = hint;
    this.faults = faults;
  }

  static async of(response: Response): Promise<ServiceError> {
    const text = await response.text();
    if (response.headers.get('content-type')?.includes('problem+json')) {
      return new ServiceError(JSON.parse(text) as ProblemDetails);
    }
    const { status, statusText } = response;
    const hint = 'check the address: this is no answer of AfterBell';
    return new ServiceError({
      status,
      code: 'unexpected',
      detail: `${status} ${statusText}`,
      hint,
    });
  }
}
