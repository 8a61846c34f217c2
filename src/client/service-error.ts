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
    const told = foreign(response);
    const detail = `${status} ${statusText}`.trim();
    return new ServiceError({ status, code: 'unexpected', detail, ...told }, retryAfterMs);
  }
}

/** What somebody in front of the service answered: a proxy, a firewall, a network to sign in to. */
function foreign({ ok, status }: Response): Omit<Details, 'status' | 'code' | 'detail' | 'faults'> {
  if (ok)
    return {
      title: 'A page came, and no answer of this service',
      titleZh: '收到的是一个网页，不是本服务的回答',
      hint: 'the network may want you to sign in: open the first page in a new window, then try again',
      hintZh: '可能要先登录校园网或统一认证：在新窗口打开本站首页，登录后再试',
    };
  if (status === 413)
    return {
      title: 'A proxy in front of the service takes no files of this size (413)',
      titleZh: '文件太大，被服务前面的代理拒收（413）',
      hint: 'have its limit raised, such as client_max_body_size of nginx',
      hintZh: '请管理员放宽代理的上传上限，如 nginx 的 client_max_body_size',
    };
  if ([502, 503, 504].includes(status))
    return {
      title: `A proxy does not reach the service (${status})`,
      titleZh: `服务前面的代理连不上服务（${status}）`,
      hint: 'try again soon, and check that the service runs',
      hintZh: '稍后再试；一直这样，请管理员检查服务是否在运行',
    };
  return {
    title: `This is no answer of the service (${status})`,
    titleZh: `收到的不是本服务的回答（${status}）`,
    hint: 'check the address, and whether a firewall or proxy refuses it',
    hintZh: '检查网址；也可能被防火墙或代理拦下，请联系管理员',
  };
}

/** Whether it is a page for people, which this service answers no request of a program with. */
export function isPage(response: Response): boolean {
  return response.headers.get('content-type')?.startsWith('text/html') ?? false;
}
