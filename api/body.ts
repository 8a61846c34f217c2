import type { Readable } from 'node:stream';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Request, Response } from 'express';
import { type BodyRoom, roomOfProcess } from './body-room.ts';
import { MAX_BODY_BYTES } from './json-bytes.ts';
import { ApiError } from './problem-details.ts';

/** Of each request its body, which can be read off the wire once. */
const read = new WeakMap<Request, Promise<Buffer>>();

/** The bytes of the body, inflated. Refused as soon as it is larger, or there is no room for it. */
export function readBody(
  req: Request,
  res: Response,
  limit = MAX_BODY_BYTES,
  room: BodyRoom = roomOfProcess,
): Promise<Buffer> {
  const known = read.get(req);
  if (known) return known;
  const reading = readOnce(req, res, limit, room);
  read.set(req, reading);
  return reading;
}

/** The bytes of a body that says that it is JSON. */
export async function readJsonBody(
  req: Request,
  res: Response,
  limit = MAX_BODY_BYTES,
): Promise<Buffer> {
  const type = req.headers['content-type'];
  // `null`: there is no body, whose type would be wrong.
  if (type === undefined || req.is(['application/json', '+json']) === false) {
    const found = type === undefined ? 'There is no Content-Type.' : `Content-Type is "${type}".`;
    throw new ApiError('unsupported-media-type', found);
  }
  return await readBody(req, res, limit);
}

function readOnce(req: Request, res: Response, limit: number, room: BodyRoom): Promise<Buffer> {
  const seat = room.enter();
  // Held until the answer is out: whoever works on the body has it until then.
  res.once('close', seat.leave);
  return new Promise((resolve, reject) => {
    const stream = inflated(req);
    const chunks: Buffer[] = [];
    let size = 0;
    const take = (chunk: Buffer) => {
      size += chunk.length;
      if (size > limit) return refuse(tooLarge(limit));
      if (!seat.take(chunk.length)) return refuse(noRoom());
      chunks.push(chunk);
    };
    const finish = () => resolve(Buffer.concat(chunks));
    /** The rest is read and thrown away: many senders do not look for an answer before its end. */
    const refuse = (error: ApiError) => {
      stream?.off('data', take).off('end', finish);
      if (stream !== req) {
        req.unpipe();
        stream?.destroy();
      }
      seat.leave();
      chunks.length = 0;
      req.resume();
      if (req.complete || req.destroyed) return reject(error);
      for (const event of ['end', 'close']) req.once(event, () => reject(error));
    };
    if (!stream) return refuse(unknownEncoding(req));
    if (Number(req.headers['content-length']) > limit && stream === req) {
      return refuse(tooLarge(limit));
    }
    stream.on('data', take);
    stream.once('end', finish);
    stream.once('error', ({ message }) => refuse(new ApiError('bad-request', message)));
    req.once('close', () => {
      if (!req.complete) reject(new ApiError('bad-request', 'The request was broken off.'));
    });
  });
}

/** What the body is before it was packed; `undefined` where nobody here knows how. */
function inflated(req: Request): Readable | undefined {
  const encoding = (req.headers['content-encoding'] ?? 'identity').toLowerCase();
  if (encoding === 'identity') return req;
  if (encoding === 'gzip') return req.pipe(createGunzip());
  if (encoding === 'deflate') return req.pipe(createInflate());
  if (encoding === 'br') return req.pipe(createBrotliDecompress());
  return undefined;
}

function tooLarge(limit: number): ApiError {
  return new ApiError('body-too-large', `The body is larger than ${limit / 1024 / 1024} MiB.`);
}

function noRoom(): ApiError {
  const what = 'Too much is being sent at the same time.';
  return new ApiError('unavailable', what, { headers: { 'Retry-After': '5' } });
}

function unknownEncoding(req: Request): ApiError {
  const what = `unsupported content encoding "${req.headers['content-encoding']}"`;
  return new ApiError('unsupported-media-type', what);
}
