import type { Request, Response } from 'express';
import type { Identities } from '../../src/auth/identities.ts';
import {
  grantOf,
  may,
  type Principal,
  type Role,
  roles,
  type Verb,
  verbs,
} from '../../src/auth/rights.ts';
import { hashSecret, KEY_FORM } from '../../src/auth/secrets.ts';
import {
  type ApiKey,
  type Database,
  findApiKey,
  findPerson,
  useApiKey,
} from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';
import { refuseForeign, refuseForeignHost } from './same-origin.ts';

export interface AuthDeps {
  db: Database;
  /** `off`: everybody who reaches the port is the local admin. */
  auth: { identities: Identities; publicOrigin: string | undefined } | 'off';
}

const localAdmin: Principal = {
  kind: 'local',
  id: 'local',
  name: 'local',
  grants: [{ verbs, schoolId: null }],
};

/** Who makes the request; `undefined` for nobody in particular, and 401 for a key that is none. */
export async function authenticate(
  { db, auth }: AuthDeps,
  req: Request,
  res: Response,
): Promise<Principal | undefined> {
  const header = req.get('Authorization');
  if (header !== undefined && auth !== 'off') return await keyHolder(db, header);
  if (auth === 'off') {
    refuseForeignHost(req);
    refuseForeign(req, undefined);
    return localAdmin;
  }
  const cookie = req.get('Cookie');
  if (cookie === undefined || !cookie.includes('afterbell.')) return undefined;
  const session = await auth.identities.userOf(cookie);
  if (!session) return undefined;
  refuseForeign(req, auth.publicOrigin);
  // A window may be older than the session of its browser: what is on it is not this person's.
  const meant = req.get('X-AfterBell-User');
  if (meant !== undefined && meant !== session.userId) throw new ApiError('other-user');
  // The session lives on while it is used.
  if (session.cookies.length > 0 && !res.headersSent) res.append('Set-Cookie', session.cookies);
  return await userPrincipal(db, session.userId);
}

export async function userPrincipal(db: Database, userId: string): Promise<Principal | undefined> {
  const person = await findPerson(db, userId);
  if (!person) return undefined;
  const { id, username, memberships } = person;
  const grants = memberships.flatMap(({ role, schoolId }) =>
    isRole(role) ? [grantOf(role, schoolId)] : [],
  );
  return { kind: 'user', id, name: username, grants };
}

async function keyHolder(db: Database, header: string): Promise<Principal> {
  const secret = /^Bearer +(\S+) *$/i.exec(header)?.[1] ?? '';
  const key = KEY_FORM.test(secret) ? await useApiKey(db, hashSecret(secret)) : undefined;
  if (!key) {
    throw new ApiError('unauthorized', 'The API key is wrong, revoked or has run out.', {
      headers: { 'WWW-Authenticate': 'Bearer error="invalid_token"' },
    });
  }
  return await keyPrincipal(db, key);
}

async function keyPrincipal(db: Database, key: ApiKey): Promise<Principal> {
  const held = key.verbs.filter((verb): verb is Verb => verbs.some((known) => known === verb));
  const schools: (string | null)[] = key.schoolIds ?? [null];
  // Never more than its maker: what was taken from them since, it has no more either.
  const maker = key.madeBy === null ? undefined : await userPrincipal(db, key.madeBy);
  const grants = schools.map((schoolId) => {
    const of = schoolId === null ? 'every' : [schoolId];
    const isHeld = (verb: Verb) => key.madeBy === null || (maker && may(maker, verb, of));
    return { verbs: held.filter(isHeld), schoolId };
  });
  return { kind: 'key', id: key.id, name: key.name, grants };
}

/** The same principal as they are now, in a transaction also after what was changed in it. */
export async function principalNow(
  db: Database,
  principal: Principal,
): Promise<Principal | undefined> {
  if (principal.kind === 'local') return principal;
  if (principal.kind === 'user') return await userPrincipal(db, principal.id);
  const key = await findApiKey(db, principal.id);
  return key && key.revokedAt === null ? await keyPrincipal(db, key) : undefined;
}

function isRole(role: string): role is Role {
  return roles.some((known) => known === role);
}
