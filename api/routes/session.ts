import pLimit from 'p-limit';
import { PASSWORD_LENGTH } from '../../src/auth/forms.ts';
import type { Identities } from '../../src/auth/identities.ts';
import { hashSecret } from '../../src/auth/secrets.ts';
import { findPerson, findPersonByUsername, takeLink } from '../../src/store/index.ts';
import type { Access } from '../access/access.ts';
import { userPrincipal } from '../access/authenticate.ts';
import { makeSignInThrottle } from '../access/rate-limits.ts';
import type { ApiDeps } from '../deps.ts';
import { ApiError } from '../problem-details.ts';
import {
  doneSchema,
  linkUseSchema,
  loginSchema,
  meSchema,
  passwordChangeSchema,
} from '../rights-schemas.ts';
import { type Input, type Reply, type Route, route } from '../route.ts';

/** Signing in and out, one-time links, and who one is. */
export function sessionRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  const throttle = makeSignInThrottle(db);
  // Each holds a connection, and asks for another one.
  const fewAtATime = pLimit(2);
  const tag = 'session';
  return [
    route({
      method: 'post',
      path: '/v1/login',
      tag,
      outside: {
        twice: 'Sent twice, it opens two sessions; a wrong password is counted twice.',
      },
      summary: { zh: '登录', en: 'Sign in with a name and a password' },
      notes: 'The answer sets a session cookie. Failed attempts are limited.',
      secret: true,
      body: loginSchema,
      replies: { 200: { description: 'Signed in', schema: meSchema } },
      faults: ['wrong-password', 'rate-limited'],
      async handle({ body, access, req, res }) {
        const { username, password } = body;
        await throttle.attempt(username, req.ip ?? '');
        // Known names alone are recorded: what was typed in may be somebody's password.
        const known = await findPersonByUsername(db, username.slice(0, 200));
        if (known) name(access, known);
        const signedIn = await identities().signIn(username, password);
        if (!signedIn) throw new ApiError('wrong-password');
        await throttle.forgive(username, req.ip ?? '');
        return await welcome(signedIn, access, res);
      },
    }),
    route({
      method: 'post',
      path: '/v1/link',
      tag,
      outside: {
        twice:
          'A link works once: sent again after a lost answer it is `link-over`, and one signs in with ' +
          'the password that was set.',
      },
      summary: { zh: '使用一次性链接', en: 'Use a one-time link: set a password and sign in' },
      secret: true,
      body: linkUseSchema,
      replies: { 200: { description: 'Signed in', schema: meSchema } },
      faults: ['link-over', 'weak-password'],
      async handle({ body, access, res }) {
        checkPassword(body.password, '');
        // Used up together with what it is for: what fails half-way leaves the link.
        const person = await fewAtATime(() =>
          db.transaction().execute(async (trx) => {
            const userId = await takeLink(trx, hashSecret(body.token));
            const found = userId && (await findPerson(trx, userId));
            if (!found) throw new ApiError('link-over');
            checkPassword(body.password, found.username);
            await identities().setPassword(found.id, body.password);
            return found;
          }),
        );
        name(access, person);
        const signedIn = await identities().signIn(person.username, body.password);
        if (!signedIn) throw new ApiError('wrong-password');
        return await welcome(signedIn, access, res);
      },
    }),
    route({
      method: 'post',
      path: '/v1/logout',
      tag,
      outside: {
        twice: 'Sent again, there is no session any more: `unauthorized`.',
      },
      summary: { zh: '退出登录', en: 'End the session' },
      replies: { 200: { description: 'Signed out', schema: doneSchema } },
      async handle({ access, req, res }) {
        if (access.principal.kind === 'user') {
          res.append('Set-Cookie', await identities().signOut(req.get('Cookie') ?? ''));
        }
        return { status: 200, body: { done: true } };
      },
    }),
    route({
      method: 'get',
      path: '/v1/me',
      tag,
      summary: { zh: '我是谁，能做什么', en: 'Who one is, and what one may do' },
      replies: { 200: { description: 'The sender of the request', schema: meSchema } },
      async handle({ access }) {
        return { status: 200, body: await me(access) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/me/password',
      tag,
      outside: {
        twice:
          'It ends all sessions: sent again after a lost answer it is `unauthorized`, and one signs in ' +
          'with the new password.',
      },
      summary: { zh: '修改密码', en: 'Change one’s password; ends all other sessions' },
      secret: true,
      body: passwordChangeSchema,
      replies: { 200: { description: 'Changed', schema: meSchema } },
      faults: ['wrong-password', 'weak-password'],
      async handle({ access, body, req, res }) {
        const { kind, id, name: username } = access.principal;
        if (kind !== 'user') throw new ApiError('forbidden', 'Only people have passwords.');
        checkPassword(body.password, username);
        await throttle.attempt(username, req.ip ?? '');
        if (!(await identities().isPassword(id, body.current))) {
          throw new ApiError('wrong-password', undefined, { status: 403 });
        }
        await throttle.forgive(username, req.ip ?? '');
        await identities().setPassword(id, body.password);
        const signedIn = await identities().signIn(username, body.password);
        if (!signedIn) throw new ApiError('wrong-password');
        return await welcome(signedIn, access, res);
      },
    }),
  ];

  function identities(): Identities {
    if (deps.auth === 'off') {
      throw new ApiError('conflict', 'Sign-in is off on this service: everybody is its admin.');
    }
    return deps.auth.identities;
  }

  async function welcome(
    { userId, cookies }: { userId: string; cookies: string[] },
    access: Access,
    res: Input['res'],
  ): Promise<Reply> {
    res.append('Set-Cookie', cookies);
    res.set('Cache-Control', 'no-store');
    const principal = await userPrincipal(db, userId);
    if (!principal) throw new ApiError('wrong-password');
    name(access, { id: principal.id, username: principal.name });
    return { status: 200, body: await meOf(principal) };
  }

  async function me({ principal }: Access) {
    return await meOf(principal);
  }

  async function meOf({ kind, id, name: shown, grants }: Access['principal']) {
    const person = kind === 'user' ? await findPerson(db, id) : undefined;
    return { kind, id, name: shown, grants, roles: person?.memberships ?? [] };
  }
}

function name(access: Access, { id, username }: { id: string; username: string }): void {
  access.actor = { kind: 'user', id, name: username };
}

function checkPassword(password: string, username: string): void {
  const { min, max } = PASSWORD_LENGTH;
  const length = [...password].length;
  const isVaried = new Set(password).size >= 5;
  if (length >= min && length <= max && isVaried && password.toLowerCase() !== username) return;
  throw new ApiError('weak-password', `It has ${length} characters; ${min} to ${max} are needed.`);
}
