import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** Bodies are gzipped JSON: a county school's problem shrinks to about a twentieth. */
const compress = promisify(gzip);
const expand = promisify(gunzip);

export async function packBody(value: unknown): Promise<Buffer> {
  return await compress(JSON.stringify(value), { level: 5 });
}

export async function unpackBody<T>(body: Buffer): Promise<T> {
  return JSON.parse((await expand(body)).toString('utf8')) as T;
}
