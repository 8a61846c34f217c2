import { may, type Schools, type Verb, verbsOf } from '../../src/auth/rights.ts';
import { newApiKey } from '../../src/auth/secrets.ts';
import {
  createApiKey,
  findApiKey,
  listApiKeys,
  OPERATOR_KEY_NAME,
  revokeApiKey,
  schoolKey,
} from '../../src/store/index.ts';
import { type Access, forbidden } from '../access/access.ts';
import { DEFAULT_PAGE, pageBody, readCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { pageQuerySchema } from '../page-schemas.ts';
import { ApiError } from '../problem-details.ts';
import {
  apiKeyListSchema,
  apiKeySchema,
  madeApiKeySchema,
  newApiKeySchema,
} from '../rights-schemas.ts';
import { idOf, type Route, route } from '../route.ts';

/** API keys, with which machines sign in. */
export function keyRoutes({ db }: ApiDeps): Route[] {
  const tag = 'keys';
  return [
    route({
      method: 'get',
      path: '/v1/keys',
      tag,
      summary: { zh: '密钥列表', en: 'Keys whose schools one all manages' },
      query: pageQuerySchema,
      replies: { 200: { description: 'One page, newest first', schema: apiKeyListSchema } },
      async handle({ access, query: { limit = DEFAULT_PAGE, cursor } }) {
        const page = await listApiKeys(db, access.schools(), limit, readCursor(cursor));
        return { status: 200, body: pageBody(page) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/keys',
      tag,
      summary: { zh: '新建密钥', en: 'Make a key; the answer holds its secret, once' },
      notes:
        'A key may do what its maker may do and no more: the verbs of `role`, or `verbs`; also ' +
        'when the maker’s roles are fewer later. It stops working when it expires, is revoked, or ' +
        'its maker is removed. A key that a key makes ends with that one at the latest: when it ' +
        'expires or is revoked. Those that ADMIN_KEY makes stay when ADMIN_KEY goes.',
      secret: true,
      body: newApiKeySchema,
      replies: { 201: { description: 'Made', schema: madeApiKeySchema } },
      faults: ['school-not-found', 'forbidden', 'bad-option'],
      async handle({ access, body, db }) {
        const { name, role, schoolIds, expiresInDays } = body;
        access.aboutName = name;
        if (name === OPERATOR_KEY_NAME) {
          throw new ApiError('bad-option', `The name ${name} is the operator's.`, { status: 422 });
        }
        if ((role === undefined) === (body.verbs === undefined)) {
          const what = 'A key is made with either "role" or "verbs".';
          throw new ApiError('bad-option', what, { status: 422 });
        }
        const verbs = [...new Set(role ? verbsOf[role] : body.verbs)];
        if (schoolIds) {
          const named = schoolIds.map((id, i) => ({ id, path: ['schoolIds', i] }));
          await access.requireSchools(db, named);
        } else {
          access.require('every');
        }
        requireVerbs(access, verbs, schoolIds?.map(schoolKey) ?? 'every');
        const { maker, makerKey, until } = await makerOf(access.principal);
        const ends = expiresInDays && Date.now() + expiresInDays * 86_400_000;
        const { secret, prefix, hash } = newApiKey();
        const key = await createApiKey(db, {
          name,
          prefix,
          hash,
          verbs,
          schoolIds,
          madeBy: maker,
          madeByKey: makerKey,
          expiresAt: ends && !(until && until.getTime() < ends) ? new Date(ends) : until,
        });
        if (!key) throw new ApiError('unauthorized', 'The API key was revoked meanwhile.');
        return { status: 201, body: { key, secret } };
      },
    }),
    route({
      method: 'delete',
      path: '/v1/keys/{id}',
      tag,
      summary: { zh: '吊销密钥', en: 'Revoke a key; it stays listed' },
      notes: 'The keys that were made with it, and with these, are revoked with it.',
      replies: { 200: { description: 'Revoked', schema: apiKeySchema } },
      faults: ['key-not-found'],
      async handle({ access, params, db }) {
        const key = await revokeApiKey(db, idOf(params, 'key-not-found'));
        if (!key) throw new ApiError('key-not-found');
        access.aboutName = key.name;
        return { status: 200, body: key };
      },
    }),
  ];

  /**
   * A key that a key makes has the same maker, with whom it ends, lasts no longer than that key and is
   * revoked with it. Not so for the operator's key: that one is exchanged now and then.
   */
  async function makerOf({ kind, id }: Access['principal']): Promise<Maker> {
    if (kind !== 'key') return { maker: kind === 'user' ? id : null, makerKey: null, until: null };
    const key = await findApiKey(db, id);
    const isOperators = key?.name === OPERATOR_KEY_NAME && key.madeBy === null;
    return {
      maker: key?.madeBy ?? null,
      makerKey: isOperators ? null : id,
      until: key?.expiresAt ?? null,
    };
  }
}

interface Maker {
  maker: string | null;
  makerKey: string | null;
  until: Date | null;
}

function requireVerbs(access: Access, verbs: readonly Verb[], schools: Schools): void {
  for (const verb of verbs) {
    if (!may(access.principal, verb, schools)) throw forbidden(verb);
  }
}
