import { randomBytes } from 'node:crypto';
import type { Identities } from './auth/identities.ts';
import { verbs } from './auth/rights.ts';
import { hashSecret, keyPrefix, newLinkToken } from './auth/secrets.ts';
import type { Config } from './config.ts';
import {
  addPerson,
  type Database,
  findPersonByUsername,
  hasPasswords,
  revokeOperatorKey,
  setMemberships,
  setOperatorKey,
  sharedSetting,
  storeLink,
} from './store/index.ts';

/**
 * How the first person gets in. Until somebody has set a password, every start makes a new
 * one-time link for the user "admin"; with ADMIN_KEY there is a key instead, which can add people.
 */
const FIRST_ADMIN = 'admin';
const LINK_HOURS = 72;

export interface SignIn {
  auth: { identities: Identities; publicOrigin: string | undefined } | 'off';
  /** Path of the first admin's link, while nobody has a password. */
  firstLink: string | undefined;
}

export async function openSignIn(db: Database, config: Config): Promise<SignIn> {
  if (!config.auth) return { auth: 'off', firstLink: undefined };
  const secret = await sharedSetting(db, 'session-secret', () => randomBytes(32).toString('hex'));
  const publicOrigin = config.publicUrl;
  const isHttps = publicOrigin?.startsWith('https:') ?? false;
  // Loaded only where people sign in: a worker need not wait for it.
  const { makeIdentities } = await import('./auth/identities.ts');
  const identities = makeIdentities({ db, secret, isHttps });
  const { adminKey } = config;
  if (adminKey === undefined) await revokeOperatorKey(db);
  else await setOperatorKey(db, { prefix: keyPrefix(adminKey), hash: hashSecret(adminKey), verbs });
  const isNew = adminKey === undefined && !(await hasPasswords(db));
  const auth = { identities, publicOrigin };
  return { auth, firstLink: isNew ? await makeLink(db) : undefined };
}

async function makeLink(db: Database): Promise<string> {
  const userId = await firstAdmin(db);
  const { token, hash } = newLinkToken();
  await storeLink(db, userId, hash, new Date(Date.now() + LINK_HOURS * 3_600_000));
  return `/login#link=${token}`;
}

async function firstAdmin(db: Database): Promise<string> {
  const person = { username: FIRST_ADMIN, name: '管理员 Administrator' };
  const added = await addPerson(db, person);
  const found = await findPersonByUsername(db, FIRST_ADMIN);
  // Another process of the same first start may have been quicker.
  const id = added ?? found?.id;
  if (id === undefined) throw new Error(`the user ${FIRST_ADMIN} can be neither added nor found`);
  if (!found || found.memberships.length === 0) {
    await setMemberships(db, id, [{ role: 'admin', schoolId: null }]);
  }
  return id;
}
