import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { kyselyAdapter } from '@better-auth/kysely-adapter';
import { betterAuth } from 'better-auth/minimal';
import { username } from 'better-auth/plugins/username';
import type { Kysely } from 'kysely';
import { PASSWORD_LENGTH, USERNAME_FORM } from './forms.ts';
import { withHashedTokens } from './hashed-tokens.ts';

/**
 * People and their sessions, kept by better-auth in our tables. Its own HTTP routes are not
 * mounted: the API's routes call it, so that every route stands in the one table of rights.
 */
export interface IdentityOptions {
  // biome-ignore lint/suspicious/noExplicitAny: only better-auth looks into it, by its own names
  db: Kysely<any>;
  /** Signs the session cookies. */
  secret: string;
  /** Cookies are `Secure` when people come by https. */
  isHttps: boolean;
}

export interface SignedIn {
  userId: string;
  /** `Set-Cookie` values of the answer. */
  cookies: string[];
}

export interface Identities {
  /** `undefined` when name and password do not belong together. */
  signIn(username: string, password: string): Promise<SignedIn | undefined>;
  /** The user of the request's session cookie. */
  userOf(cookie: string): Promise<{ userId: string; cookies: string[] } | undefined>;
  /** Ends the session; the cookies that make the browser forget it. */
  signOut(cookie: string): Promise<string[]>;
  isPassword(userId: string, password: string): Promise<boolean>;
  /** Sets the password and ends every session of the user. */
  setPassword(userId: string, password: string): Promise<void>;
  endSessions(userId: string): Promise<void>;
}

const SESSION_SECONDS = 12 * 3600;
const RENEW_SECONDS = 3600;

export function makeIdentities({ db, secret, isHttps }: IdentityOptions): Identities {
  const fields = {
    createdAt: 'created_at',
    updatedAt: 'updated_at',
  };
  const auth = betterAuth({
    secret,
    baseURL: `${isHttps ? 'https' : 'http'}://afterbell.invalid`,
    database: withHashedTokens(kyselyAdapter(db, { type: 'postgres', transaction: true })),
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH.min,
      maxPasswordLength: PASSWORD_LENGTH.max,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    user: { modelName: 'users', fields: { ...fields, emailVerified: 'email_verified' } },
    session: {
      modelName: 'sessions',
      fields: {
        ...fields,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
      expiresIn: SESSION_SECONDS,
      updateAge: RENEW_SECONDS,
    },
    account: {
      modelName: 'accounts',
      fields: {
        ...fields,
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: {
      modelName: 'verifications',
      fields: { ...fields, expiresAt: 'expires_at' },
    },
    plugins: [
      username({
        minUsernameLength: 3,
        maxUsernameLength: 40,
        usernameValidator: (name) => USERNAME_FORM.test(name),
        schema: { user: { fields: { displayUsername: 'display_username' } } },
      }),
    ],
    advanced: {
      cookiePrefix: 'afterbell',
      useSecureCookies: isHttps,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'strict' },
      database: { generateId: () => crypto.randomUUID() },
    },
    telemetry: { enabled: false },
    // The API limits sign-ins itself, over all its processes; see api/access/throttle.ts.
    rateLimit: { enabled: false },
    logger: { disabled: true },
  });

  return {
    async signIn(name, password) {
      try {
        const { headers, response } = await auth.api.signInUsername({
          body: { username: name, password },
          returnHeaders: true,
        });
        return { userId: response.user.id, cookies: headers.getSetCookie() };
      } catch (error) {
        const { statusCode } = error as { statusCode?: number };
        if (statusCode !== undefined && statusCode < 500) return undefined;
        throw error;
      }
    },
    async userOf(cookie) {
      const ask = async (query: { disableRefresh?: boolean }) =>
        await auth.api.getSession({ headers: new Headers({ cookie }), query, returnHeaders: true });
      // One that cannot be renewed, as on a full disk, is a session all the same.
      const { headers, response } = await ask({})
        .catch(async () => await ask({ disableRefresh: true }))
        .catch(throwCause);
      return response ? { userId: response.user.id, cookies: headers.getSetCookie() } : undefined;
    },
    async signOut(cookie) {
      const { headers } = await auth.api
        .signOut({ headers: new Headers({ cookie }), returnHeaders: true })
        .catch(throwCause);
      return headers.getSetCookie();
    },
    async isPassword(userId, password) {
      const { internalAdapter } = await auth.$context;
      const hash = (await internalAdapter.findCredentialAccount(userId))?.password;
      return typeof hash === 'string' && (await verifyPassword({ hash, password }));
    },
    async setPassword(userId, password) {
      const { internalAdapter } = await auth.$context;
      const hash = await hashPassword(password);
      if (await internalAdapter.findCredentialAccount(userId)) {
        await internalAdapter.updatePassword(userId, hash);
      } else {
        const account = { userId, providerId: 'credential', accountId: userId, password: hash };
        await internalAdapter.createAccount(account);
      }
      await internalAdapter.deleteUserSessions(userId);
    },
    async endSessions(userId) {
      await (await auth.$context).internalAdapter.deleteUserSessions(userId);
    },
  };
}

/** better-auth wraps what its database throws, from which alone it shows that this is away. */
function throwCause(error: unknown): never {
  throw (error as { cause?: unknown }).cause ?? error;
}

/** scrypt of Node, off the event loop; N, r and p as OWASP's cheat sheet recommends (32 MB). */
const SCRYPT = { N: 2 ** 15, r: 8, p: 3, maxmem: 64 * 1024 * 1024 };
const HASH_BYTES = 32;

function derive(password: string, salt: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, HASH_BYTES, SCRYPT, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}

async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt:${salt.toString('hex')}:${(await derive(password, salt)).toString('hex')}`;
}

async function verifyPassword(given: { hash: string; password: string }): Promise<boolean> {
  const [, salt = '', key = ''] = given.hash.split(':');
  const wanted = Buffer.from(key, 'hex');
  const found = await derive(given.password, Buffer.from(salt, 'hex'));
  return wanted.length === HASH_BYTES && timingSafeEqual(wanted, found);
}
