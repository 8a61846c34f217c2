import { grantOf, may, type Principal, type Role, verbsOf } from '../../src/auth/rights.ts';
import { newLinkToken } from '../../src/auth/secrets.ts';
import {
  addPerson,
  type Database,
  deletePerson,
  endLink,
  findPerson,
  listPeople,
  lockPeople,
  type Person,
  schoolKey,
  setMemberships,
  storeLink,
} from '../../src/store/index.ts';
import { type Access, forbidden } from '../access/access.ts';
import { principalNow } from '../access/authenticate.ts';
import { allOf } from '../access/guard.ts';
import { DEFAULT_PAGE, readTextCursor, writeTextCursor } from '../cursor.ts';
import type { ApiDeps } from '../deps.ts';
import { pageQuerySchema } from '../page-schemas.ts';
import { ApiError } from '../problem-details.ts';
import {
  doneSchema,
  linkSchema,
  newPersonSchema,
  personListSchema,
  personSchema,
  rolesSchema,
} from '../rights-schemas.ts';
import { idOf, type Reply, type Route, route } from '../route.ts';

/** People who may sign in, and their roles. */
export const LINK_HOURS = 72;

interface RoleGrant {
  role: Role;
  schoolId: string | null;
}

export function userRoutes(deps: ApiDeps): Route[] {
  const { db } = deps;
  const tag = 'people';
  return [
    route({
      method: 'get',
      path: '/v1/users',
      tag,
      summary: { zh: '用户列表', en: 'People whose roles all lie in schools that one manages' },
      query: pageQuerySchema,
      replies: { 200: { description: 'One page, by name', schema: personListSchema } },
      async handle({ access, query }) {
        const { limit = DEFAULT_PAGE, cursor } = query;
        const after = readTextCursor(cursor);
        const { items, next } = await listPeople(db, access.schools(), limit, after);
        return { status: 200, body: { items, next: writeTextCursor(next) } };
      },
    }),
    route({
      method: 'post',
      path: '/v1/users',
      tag,
      summary: { zh: '新建用户', en: 'Add a person; the answer holds their one-time link' },
      secret: true,
      body: newPersonSchema,
      replies: { 201: { description: 'Added', schema: linkSchema } },
      faults: ['username-taken', 'school-not-found', 'forbidden'],
      async handle({ access, body, db }) {
        access.aboutName = body.username;
        await requireRoles(db, access, body.roles);
        needSignIn();
        const id = await addPerson(db, body);
        if (id === undefined) {
          throw new ApiError('username-taken', `There is a "${body.username}" already.`);
        }
        await setMemberships(db, id, body.roles);
        return await withLink(db, id, 201);
      },
    }),
    route({
      method: 'get',
      path: '/v1/users/{id}',
      tag,
      summary: { zh: '读取用户', en: 'A person and their roles' },
      replies: { 200: { description: 'The person', schema: personSchema } },
      faults: ['user-not-found'],
      async handle({ access, params }) {
        return { status: 200, body: await personOf(db, params, access) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/users/{id}/roles',
      tag,
      summary: { zh: '设置角色', en: 'Put these roles in the place of those the person has' },
      notes: 'A one-time link that was not used yet ends where the person gets more than before.',
      body: rolesSchema,
      replies: { 200: { description: 'The person', schema: personSchema } },
      faults: ['user-not-found', 'school-not-found', 'forbidden', 'conflict'],
      async handle({ access, body, params, db }) {
        await lockPeople(db);
        const person = await personOf(db, params, access);
        refuseSelf(access, person);
        await requireRoles(db, access, body.roles);
        await setMemberships(db, person.id, body.roles);
        // Who made it may have less than the person now gets: it must not lead up.
        if (isMore(person, body.roles)) await endLink(db, person.id);
        await requireLeft(db, access, person);
        return { status: 200, body: await findPerson(db, person.id) };
      },
    }),
    route({
      method: 'post',
      path: '/v1/users/{id}/link',
      tag,
      summary: { zh: '新的一次性链接', en: 'A new one-time link for somebody who forgot' },
      notes: 'The one before stops working; the password and sessions stay until it is used.',
      secret: true,
      replies: { 201: { description: 'The link', schema: linkSchema } },
      faults: ['user-not-found'],
      async handle({ access, params, db }) {
        const person = await personOf(db, params, access);
        // Whoever holds the link becomes that person: it must not lead up.
        await requireRoles(db, access, person.memberships as RoleGrant[]);
        return await withLink(db, person.id, 201);
      },
    }),
    route({
      method: 'delete',
      path: '/v1/users/{id}',
      tag,
      summary: { zh: '删除用户', en: 'Remove a person, with their sessions and keys' },
      replies: { 200: { description: 'Removed', schema: doneSchema } },
      faults: ['user-not-found', 'conflict'],
      async handle({ access, params, db }) {
        await lockPeople(db);
        const person = await personOf(db, params, access);
        refuseSelf(access, person);
        await deletePerson(db, person.id);
        await requireLeft(db, access, person);
        return { status: 200, body: { done: true } };
      },
    }),
  ];

  async function personOf(
    db: Database,
    params: Record<string, string>,
    access: Access,
  ): Promise<Person> {
    const person = await findPerson(db, idOf(params, 'user-not-found'));
    if (!person) throw new ApiError('user-not-found');
    access.aboutName = person.username;
    return person;
  }

  async function withLink(db: Database, userId: string, status: number): Promise<Reply> {
    const { token, hash } = newLinkToken();
    const expiresAt = new Date(Date.now() + LINK_HOURS * 3_600_000);
    await storeLink(db, userId, hash, expiresAt);
    const user = await findPerson(db, userId);
    return { status, body: { user, link: linkTo(token), expiresAt } };
  }

  function needSignIn(): void {
    if (deps.auth === 'off') {
      throw new ApiError('conflict', 'Sign-in is off on this service: everybody is its admin.');
    }
  }
}

/** The token stands behind "#", which browsers send to nobody: it gets into no log on the way. */
export function linkTo(token: string): string {
  return `/login#link=${token}`;
}

/** Nobody gives away more than they have. */
async function requireRoles(
  db: ApiDeps['db'],
  access: Access,
  grants: readonly RoleGrant[],
): Promise<void> {
  const named = grants.flatMap(({ schoolId }, i) =>
    schoolId === null ? [] : [{ id: schoolId, path: ['roles', i, 'schoolId'] }],
  );
  await access.requireSchools(db, named);
  for (const { role, schoolId } of grants) {
    const schools = schoolId === null ? 'every' : [schoolKey(schoolId)];
    if (schools === 'every') access.require(schools);
    for (const verb of verbsOf[role]) {
      if (!may(access.principal, verb, schools)) throw forbidden(verb);
    }
  }
  // A person without a role belongs to those who manage every school.
  if (grants.length === 0) access.require('every');
}

/** Whether roles give anything that the person did not have. */
function isMore({ id, username, memberships }: Person, grants: readonly RoleGrant[]): boolean {
  const had = (memberships as RoleGrant[]).map(({ role, schoolId }) => grantOf(role, schoolId));
  const before: Principal = { kind: 'user', id, name: username, grants: had };
  return grants.some(({ role, schoolId }) => {
    const schools = schoolId === null ? 'every' : [schoolKey(schoolId)];
    return verbsOf[role].some((verb) => !may(before, verb, schools));
  });
}

/** So there is always somebody left who manages: the one who asks. */
function refuseSelf({ principal }: Access, person: Person): void {
  if (principal.kind !== 'user' || principal.id !== person.id) return;
  throw new ApiError('conflict', 'This is yourself; another admin has to do it.');
}

/**
 * Whoever asks still manages those in the place of the person, after the change: they were not removed
 * or demoted a moment ago, maybe by that person, and are no key that ends with its maker.
 */
async function requireLeft(db: Database, { principal }: Access, person: Person): Promise<void> {
  const now = await principalNow(db, principal);
  const managed = allOf(person.memberships.map(({ schoolId }) => schoolId));
  if (now && may(now, 'users:manage', managed)) return;
  const what = 'Who asks was removed or has fewer roles now, or would end by this.';
  throw new ApiError('conflict', `${what} Another admin has to do it.`);
}
