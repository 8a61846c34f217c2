import { tinyHostileProblem } from './hostile-problem.ts';

/**
 * Requests that nobody should send, made from the service's own OpenAPI document: each route is
 * asked with wrong parameters, and each body is a valid one with a few things spoiled. The same
 * seed gives the same requests.
 */
export interface HostileRequest {
  method: string;
  path: string;
  headers: Record<string, string>;
  body: Buffer | undefined;
}

export interface OpenApi {
  paths: Record<
    string,
    Record<
      string,
      {
        parameters?: { name: string; in: string }[];
        requestBody?: { content: Record<string, { schema: { $ref?: string } }> };
      }
    >
  >;
  components: { schemas: Record<string, Schema> };
}

interface Schema {
  $ref?: string;
  type?: string;
  enum?: unknown[];
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  oneOf?: Schema[];
  format?: string;
  const?: unknown;
}

type Random = () => number;

/** Routes that answer for as long as they are listened to, or that need a library of their own. */
const left = /\/events$|\/wait$/;

export function makeHostile(openApi: OpenApi, random: Random): HostileRequest {
  const routes = Object.entries(openApi.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method, path, operation })),
  );
  const usable = routes.filter(({ path }) => !left.test(path));
  const { method, path, operation } = pick(random, usable);
  const parameters = operation.parameters ?? [];
  let place = path.replaceAll(/\{\w+\}/g, () => encodeOdd(random, oddText(random)));
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && random() < 0.6)
    .map(({ name }) => `${encodeURIComponent(name)}=${encodeOdd(random, oddText(random))}`);
  if (random() < 0.1) query.push(`${encodeOdd(random, oddText(random))}=1`);
  if (random() < 0.05) query.push('__proto__[x]=1', 'a[b][c][d][e][f][g]=1');
  if (query.length > 0) place += `?${query.join('&')}`;
  if (place.length > 6000) place = place.slice(0, 6000).replace(/%.?$/, '');
  const verb = random() < 0.05 ? pick(random, ['PUT', 'PATCH', 'DELETE', 'POST', 'GET']) : method;
  const headers = oddHeaders(random);
  const media = operation.requestBody?.content['application/json'];
  if (!media) {
    const hasBody = random() < 0.1 && verb.toUpperCase() !== 'GET';
    const body = hasBody ? oddBytes(random, Buffer.from('{"a":1}')) : undefined;
    return { method: verb.toUpperCase(), path: place, headers, body };
  }
  const sample = path.endsWith('/problems')
    ? tinyHostileProblem()
    : sampleOf(media.schema, openApi, random, 0);
  let value: unknown = sample;
  for (let n = 1 + Math.floor(random() * 3); n > 0; n--) value = spoil(value, random);
  const text = Buffer.from(stringify(value));
  const body = random() < 0.25 ? oddBytes(random, text) : text;
  if (headers['content-type'] === undefined) headers['content-type'] = 'application/json';
  return { method: verb.toUpperCase(), path: place, headers, body };
}

function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T;
}

/** A valid value of the schema, more or less. */
function sampleOf(schema: Schema, openApi: OpenApi, random: Random, depth: number): unknown {
  if (schema.$ref) {
    const name = schema.$ref.split('/').at(-1) ?? '';
    return sampleOf(openApi.components.schemas[name] ?? {}, openApi, random, depth);
  }
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return pick(random, schema.enum);
  const options = schema.anyOf ?? schema.oneOf;
  if (options) return sampleOf(pick(random, options), openApi, random, depth);
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {})
          .filter(() => random() < 0.8)
          .map(([name, part]) => [name, sampleOf(part, openApi, random, depth + 1)]),
      );
    case 'array':
      return depth > 4
        ? []
        : Array.from({ length: Math.floor(random() * 3) }, () =>
            sampleOf(schema.items ?? {}, openApi, random, depth + 1),
          );
    case 'integer':
    case 'number':
      return Math.floor(random() * 10);
    case 'boolean':
      return random() < 0.5;
    case 'null':
      return null;
    default:
      return schema.format === 'uuid' ? '00000000-0000-4000-8000-000000000000' : 'text';
  }
}

const texts = [
  '',
  ' ',
  '\u0000',
  'a'.repeat(300),
  'a'.repeat(5000),
  '\u202Eevil\u202C',
  '👩‍👩‍👧‍👦',
  '\uFEFF',
  '\uD800',
  'e\u0301'.repeat(200),
  '../../etc/passwd',
  "'; drop table jobs; --",
  '{{7*7}}',
  '__proto__',
  'constructor',
  'toString',
  '00000000-0000-4000-8000-000000000000',
  '2025-02-30',
  '99:99',
  '-1',
  '1e999',
  'NaN',
  '\r\nX-Injected: 1',
  '%00',
  '１２',
  '𝟙',
];

function oddText(random: Random): string {
  if (random() < 0.2) return String(oddNumber(random));
  return pick(random, texts);
}

function oddNumber(random: Random): number {
  return pick(random, [
    0,
    -0,
    -1,
    0.1,
    1e-320,
    1e21,
    -1e21,
    1.7976931348623157e308,
    Number.MAX_SAFE_INTEGER,
    Number.MIN_SAFE_INTEGER,
    2 ** 31,
    2 ** 32,
    2 ** 53,
    65_536,
    1_000_000_000_001,
  ]);
}

/** Marks that `stringify` writes as text that JSON.stringify never would. */
const raw = (text: string) => ({ __raw: text });

function oddValue(random: Random): unknown {
  return pick<() => unknown>(random, [
    () => null,
    () => true,
    () => [],
    () => ({}),
    () => oddText(random),
    () => oddNumber(random),
    () => raw('1e400'),
    () => raw('123456789012345678901234567890'),
    () => raw(`${'['.repeat(70)}${']'.repeat(70)}`),
    () => raw(`${'{"a":'.repeat(80)}1${'}'.repeat(80)}`),
    () => raw('"\\ud800"'),
    () => raw('"\\u0000"'),
    () => Array.from({ length: 300 }, () => null),
    () => ({ __proto__x: 1, constructor: { prototype: 1 } }),
    () => raw('{"__proto__":{"x":1}}'),
    () => raw('{"a":1,"a":2}'),
  ])();
}

/** One thing somewhere in the value is changed, taken away, doubled or added. */
function spoil(value: unknown, random: Random): unknown {
  if (isRaw(value) || typeof value !== 'object' || value === null || random() < 0.15) {
    return oddValue(random);
  }
  if (Array.isArray(value)) {
    const list = [...value];
    const i = Math.floor(random() * list.length);
    const chance = random();
    if (list.length === 0 || chance < 0.2) list.push(oddValue(random));
    else if (chance < 0.4) list.push(list[i]);
    else list[i] = spoil(list[i], random);
    return list;
  }
  const fields = Object.entries(value);
  const i = Math.floor(random() * fields.length);
  const chosen = fields[i];
  if (!chosen || random() < 0.1) fields.push([oddText(random), oddValue(random)]);
  else if (random() < 0.15) fields.splice(i, 1);
  else chosen[1] = spoil(chosen[1], random);
  return Object.fromEntries(fields);
}

function isRaw(value: unknown): value is { __raw: string } {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, '__raw');
}

function stringify(value: unknown): string {
  if (isRaw(value)) return value.__raw;
  if (Array.isArray(value)) return `[${value.map(stringify).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).map(([k, v]) => `${JSON.stringify(k)}:${stringify(v)}`);
    return `{${fields.join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}

/** The bytes of a text, broken: cut short, with bytes changed, or not UTF-8. */
function oddBytes(random: Random, text: Buffer): Buffer {
  const bytes = Buffer.from(text);
  switch (Math.floor(random() * 5)) {
    case 0:
      return bytes.subarray(0, Math.floor(random() * bytes.length));
    case 1:
      for (let n = 0; n < 4; n++) {
        bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
      }
      return bytes;
    case 2:
      return Buffer.concat([bytes, Buffer.from([0xff, 0xfe, 0xc0, 0x80])]);
    case 3:
      return Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes]);
    default:
      return Buffer.concat([bytes, bytes]);
  }
}

function encodeOdd(random: Random, text: string): string {
  // Halves of surrogate pairs cannot be encoded, and "%" alone cannot be decoded.
  if (random() < 0.05) return pick(random, ['%', '%zz', '%ff', '%C0%80', '%u0041', '..%2f']);
  return encodeURIComponent(Buffer.from(text).toString());
}

function oddHeaders(random: Random): Record<string, string> {
  const headers: Record<string, string> = {};
  if (random() < 0.1) {
    headers['content-type'] = pick(random, [
      'text/plain',
      'application/xml',
      'application/json; charset=utf-16',
      'multipart/form-data',
      ';',
      'application/problem+json',
    ]);
  }
  if (random() < 0.05) {
    headers['content-encoding'] = pick(random, ['gzip', 'br', 'deflate', 'identity', 'nonsense']);
  }
  if (random() < 0.05) headers['last-event-id'] = oddHeader(random);
  if (random() < 0.05) headers['if-none-match'] = oddHeader(random);
  if (random() < 0.05) headers['idempotency-key'] = oddHeader(random);
  if (random() < 0.05) headers['x-request-id'] = oddHeader(random);
  if (random() < 0.05) headers.cookie = oddHeader(random);
  if (random() < 0.05) headers.accept = oddHeader(random);
  if (random() < 0.03) headers.range = 'bytes=5-1,-9';
  return headers;
}

/** Of the texts, those that a header may hold at all. */
function oddHeader(random: Random): string {
  const text = oddText(random);
  return /^[\x20-\x7e]*$/.test(text) ? text.slice(0, 4000) : 'x'.repeat(3000);
}
