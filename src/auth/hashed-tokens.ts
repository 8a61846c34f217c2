import type { DBAdapter, DBAdapterInstance, DBTransactionAdapter, Where } from 'better-auth';
import { hashSecret } from './secrets.ts';

/**
 * better-auth keeps the tokens of sessions in clear: whoever reads the table or a backup of it
 * could be everybody who is signed in. Between it and the database stands this, which lets only
 * hashes of tokens through, and gives a row back with the token by which it was asked for.
 */
export function withHashedTokens(open: DBAdapterInstance): DBAdapterInstance {
  return (options) => {
    const adapter = open(options);
    return {
      ...hashing(adapter),
      transaction: (work) => adapter.transaction((trx) => work(hashing(trx))),
    };
  };
}

function hashing<A extends DBTransactionAdapter | DBAdapter>(adapter: A): A {
  const changed: Partial<DBTransactionAdapter> = {
    async create(query) {
      const { token } = query.data as { token?: unknown };
      if (query.model !== 'session' || typeof token !== 'string') return adapter.create(query);
      const data = { ...query.data, token: hashSecret(token) };
      const row: object = await adapter.create({ ...query, data });
      return { ...row, token } as never;
    },
    async findOne(query) {
      return inClear(query, await adapter.findOne(hashed(query))) as never;
    },
    async findMany(query) {
      const rows = await adapter.findMany(hashed(query));
      return rows.map((row) => inClear(query, row)) as never;
    },
    async update(query) {
      return inClear(query, await adapter.update(hashed(query))) as never;
    },
    async consumeOne(query) {
      return inClear(query, await adapter.consumeOne(hashed(query))) as never;
    },
    count: (query) => adapter.count(hashed(query)),
    updateMany: (query) => adapter.updateMany(hashed(query)),
    delete: (query) => adapter.delete(hashed(query)),
    deleteMany: (query) => adapter.deleteMany(hashed(query)),
  };
  return { ...adapter, ...changed };
}

interface Query {
  model: string;
  where?: Where[] | undefined;
}

function hashed<Q extends Query>(query: Q): Q {
  if (query.model !== 'session' || !query.where) return query;
  const where = query.where.map((one) =>
    one.field === 'token' ? { ...one, value: hashValue(one.value) } : one,
  );
  return { ...query, where };
}

function hashValue(value: Where['value']): Where['value'] {
  if (typeof value === 'string') return hashSecret(value);
  if (Array.isArray(value)) return value.map((one) => hashSecret(String(one)));
  throw new Error('sessions are asked for by their whole tokens');
}

/** The row with the token of the query whose hash it holds. */
function inClear(query: Query, row: unknown): unknown {
  if (query.model !== 'session' || typeof row !== 'object' || row === null) return row;
  const given = (query.where ?? []).flatMap(({ field, value }) => (field === 'token' ? value : []));
  const { token: hash } = row as { token?: unknown };
  const token = given.find((one) => typeof one === 'string' && hashSecret(one) === hash);
  return token === undefined ? row : { ...row, token };
}
