import type { Request, Response } from 'express';
import type { z } from 'zod';
import type { Fault, FaultCode } from '../src/domain/faults.ts';
import type { Database } from '../src/store/index.ts';
import type { Access } from './access/access.ts';
import { ApiError } from './problem-details.ts';
import { isUuid } from './uuid.ts';

/**
 * A route is one value: its place, what it takes, what it answers, and its handler. Express and
 * the OpenAPI document are both made from the list of them, so neither can know more.
 */
export interface Route {
  method: 'get' | 'post' | 'delete';
  /** With parameters as in OpenAPI: "/v1/jobs/{id}". */
  path: string;
  tag: string;
  summary: { zh: string; en: string };
  /** More than one line can say. */
  notes?: string;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Media type of a body that is no JSON. */
  rawBody?: string;
  /** Reads a body of up to 20 MiB itself, off the event loop, and finds every fault. */
  readBytes?: (bytes: Buffer) => Promise<Read>;
  replies: Record<number, ReplySpec>;
  /** Codes that it may answer besides those every route has. */
  faults?: FaultCode[];
  /** The answer holds a secret: it is kept nowhere, also not to be given again. */
  secret?: boolean;
  /**
   * Writes nothing, or not through `db`: no transaction is opened, and an Idempotency-Key cannot be
   * kept with what was done. So it says what comes of sending it twice.
   */
  outside?: { twice: string };
  /** Answers also while the store is away, to whom that let in last. */
  withoutStore?: boolean;
  /** What takes long and only reads, done before the transaction of `handle` is opened. */
  prepare?(input: Omit<Input, 'prepared'>): Promise<unknown>;
  handle(input: Input): Promise<Reply | undefined>;
}

/** What was read of a body, or every fault of it. */
export type Read = { ok: true; value: unknown } | { ok: false; faults: Fault[] };

export interface ReplySpec {
  description: string;
  schema?: z.ZodType;
  /** Default application/json; several where the query chooses. */
  type?: string | readonly string[];
}

export interface Input {
  /**
   * Where to write: the one transaction in which also the line of the audit log is written, and
   * the answer to an Idempotency-Key is kept.
   */
  db: Database;
  /** What `prepare` made. */
  prepared: unknown;
  /** Calls this when what was written to `db` is there for others. */
  whenStored(act: () => void): void;
  /** Who asks, and what they may touch; see `api/access/table.ts`. */
  access: Access;
  /** For answers that take long: throws an `ApiError` once the sender would no longer be let in. */
  admitAgain(): Promise<void>;
  params: Record<string, string>;
  query: Record<string, unknown>;
  body: unknown;
  req: Request;
  res: Response;
}

/** What a handler answers; `undefined` when it has written the answer itself. */
export interface Reply {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  type?: string;
}

type Typed<Q extends z.ZodType, B extends z.ZodType> = Omit<
  Input,
  'query' | 'body' | 'prepared'
> & { query: z.output<Q>; body: z.output<B> };

/** Declares a route whose handler gets its query and body with the types of the schemas. */
export function route<
  Q extends z.ZodObject = z.ZodObject<Record<never, never>>,
  B extends z.ZodType = z.ZodUndefined,
  P = undefined,
>(
  spec: Omit<Route, 'handle' | 'prepare' | 'query' | 'body'> & {
    query?: Q;
    body?: B;
    prepare?(input: Typed<Q, B>): Promise<P>;
    handle(input: Typed<Q, B> & { prepared: P }): Promise<Reply | undefined>;
  },
): Route {
  return spec as unknown as Route;
}

/** The id of the path; one that cannot be an id is an id that nothing has. */
export function idOf(params: Record<string, string>, notFound: FaultCode): string {
  const id = params.id ?? '';
  if (!isUuid(id)) throw new ApiError(notFound);
  return id.toLowerCase();
}

/** JSON text that was made elsewhere, as it is. */
export function jsonText(bytes: Uint8Array): Pick<Reply, 'body' | 'type'> {
  const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  return { body, type: 'application/json; charset=utf-8' };
}

/** Sets the ETag, and says whether the sender has the answer already: then 304 is enough. */
export function isKnown({ req, res }: { req: Request; res: Response }, etag: string): boolean {
  res.set('ETag', `"${etag}"`);
  return req.fresh;
}
