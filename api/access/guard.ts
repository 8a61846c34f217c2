import type { Request, Response } from 'express';
import { knows, may, type Principal, type Schools } from '../../src/auth/rights.ts';
import type { FaultCode } from '../../src/domain/faults.ts';
import {
  type Database,
  findApiKey,
  findPerson,
  findWebhook,
  type OwnedThing,
  schoolOf,
  schoolsOfBatch,
} from '../../src/store/index.ts';
import { ApiError } from '../problem-details.ts';
import { isUuid } from '../uuid.ts';
import { Access, forbidden } from './access.ts';
import { type AuthDeps, authenticate } from './authenticate.ts';
import { refuseForeign } from './same-origin.ts';
import type { AccessRule, Held } from './table.ts';

/** Nobody in particular, at a route that is open. */
const nobody: Principal = { kind: 'user', id: '', name: '', grants: [] };

/** Lets a request pass to the handler of its route, or refuses it: 401, 403 or 404. */
export async function admit(
  deps: AuthDeps,
  rule: AccessRule,
  req: Request,
  res: Response,
  told: { access?: Access },
): Promise<Access> {
  if (rule.in === 'open') {
    // Nobody is to be signed in as somebody else by a page of a third.
    refuseForeign(req, deps.auth === 'off' ? undefined : deps.auth.publicOrigin);
    told.access = new Access(nobody, rule);
    return told.access;
  }
  const principal = await authenticate(deps, req, res);
  if (!principal) {
    throw new ApiError('unauthorized', undefined, { headers: { 'WWW-Authenticate': 'Bearer' } });
  }
  const access = new Access(principal, rule);
  told.access = access;
  if (rule.in === 'self' || !rule.verb) return access;
  if (rule.in === 'every') {
    if (!may(principal, rule.verb, 'every')) throw forbidden(rule.verb);
  } else if (rule.in === 'listed' || rule.in === 'asked') {
    const held = principal.grants.some((grant) => rule.verb && grant.verbs.includes(rule.verb));
    if (!held) throw forbidden(rule.verb);
  } else {
    for (const [thing, names] of Object.entries(rule.in)) {
      for (const name of [names].flat()) {
        const id = String(req.params[name] ?? '');
        await admitTo(deps.db, access, rule, thing as OwnedThing | Held, id);
      }
    }
  }
  return access;
}

const notFound: Record<OwnedThing | Held, FaultCode> = {
  school: 'school-not-found',
  problem: 'problem-not-found',
  job: 'job-not-found',
  plan: 'plan-not-found',
  publication: 'publication-not-found',
  user: 'user-not-found',
  key: 'key-not-found',
  request: 'request-not-found',
  link: 'link-not-found',
  batch: 'batch-not-found',
  webhook: 'webhook-not-found',
};

async function admitTo(
  db: Database,
  access: Access,
  { verb }: AccessRule,
  thing: OwnedThing | Held,
  id: string,
): Promise<void> {
  const { principal } = access;
  const schools = thing === 'school' || isUuid(id) ? await schoolsOf(db, thing, id) : undefined;
  if (schools === undefined || !verb) throw new ApiError(notFound[thing]);
  if (schools !== 'every') access.about = [...(access.about ?? []), ...schools];
  if (may(principal, verb, schools)) return;
  // Who manages only a part of what a person or key is for does not get to see it.
  const isSeen = thing !== 'user' && thing !== 'key' && knows(principal, schools);
  throw isSeen ? forbidden(verb) : new ApiError(notFound[thing]);
}

/** A user or key without any school is for those who manage every school. */
async function schoolsOf(
  db: Database,
  thing: OwnedThing | Held,
  id: string,
): Promise<Schools | undefined> {
  if (thing === 'user') {
    const person = await findPerson(db, id);
    return person && allOf(person.memberships.map(({ schoolId }) => schoolId));
  }
  if (thing === 'key') {
    const key = await findApiKey(db, id);
    return key && allOf(key.schoolIds ?? [null]);
  }
  if (thing === 'batch') {
    const schools = await schoolsOfBatch(db, id);
    return schools.length > 0 ? schools : undefined;
  }
  if (thing === 'webhook') {
    const hook = await findWebhook(db, id);
    return hook && allOf(hook.schoolIds ?? [null]);
  }
  const school = await schoolOf(db, thing, id);
  return school === undefined ? undefined : [school];
}

/** `null` stands for every school, and so does none at all. */
export function allOf(ids: readonly (string | null)[]): Schools {
  const known = ids.filter((id) => id !== null);
  return known.length === 0 || known.length < ids.length ? 'every' : known;
}
