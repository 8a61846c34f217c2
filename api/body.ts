import type { Request } from 'express';
import express from 'express';
import { MAX_BODY_BYTES } from './json-bytes.ts';
import { ApiError } from './problem-details.ts';

/** The bytes of the body; Express inflates gzip, and stops at the limit also then. */
export function readBody(
  req: Request,
  res: express.Response,
  limit = MAX_BODY_BYTES,
): Promise<Buffer> {
  const readRaw = express.raw({ type: () => true, limit });
  return new Promise((resolve, reject) => {
    readRaw(req, res, (error?: unknown) => {
      if (!error) return resolve(Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0));
      const { type, message } = error as { type?: string; message: string };
      if (type === 'entity.too.large') {
        const most = `${limit / 1024 / 1024} MiB`;
        return reject(new ApiError('body-too-large', `The body is larger than ${most}.`));
      }
      if (type === 'encoding.unsupported') {
        return reject(new ApiError('unsupported-media-type', message));
      }
      reject(new ApiError('bad-request', message));
    });
  });
}

/** The bytes of a body that says that it is JSON. */
export async function readJsonBody(
  req: Request,
  res: express.Response,
  limit = MAX_BODY_BYTES,
): Promise<Buffer> {
  const type = req.headers['content-type'];
  if (type === undefined || !req.is(['application/json', '+json'])) {
    const found = type === undefined ? 'There is no Content-Type.' : `Content-Type is "${type}".`;
    throw new ApiError('unsupported-media-type', found);
  }
  return await readBody(req, res, limit);
}
