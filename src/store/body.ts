import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** Bodies are gzipped JSON: a county school's problem shrinks to about a twentieth. */
const compress = promisify(gzip);
const expand = promisify(gunzip);

export async function packBody(value: unknown): Promise<Buffer> {
  return await packBytes(JSON.stringify(value));
}

export async function unpackBody<T>(body: Buffer): Promise<T> {
  return JSON.parse((await unpackBytes(body)).toString('utf8')) as T;
}

export async function packBytes(bytes: Buffer | string): Promise<Buffer> {
  return await compress(bytes, { level: 5 });
}

export async function unpackBytes(body: Buffer): Promise<Buffer> {
  return await expand(body);
}
