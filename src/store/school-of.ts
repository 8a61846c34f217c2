import type { Database } from './database.ts';
import { schoolKey } from './schools.ts';

/** What lies in a school: things that have an id of their own in a path. */
export const ownedThings = [
  'school',
  'problem',
  'job',
  'plan',
  'publication',
  'request',
  'link',
] as const;
export type OwnedThing = (typeof ownedThings)[number];

/** The school in which a thing lies; `undefined` when there is no such thing. */
export async function schoolOf(
  db: Database,
  thing: OwnedThing,
  id: string,
): Promise<string | undefined> {
  const row = await rowOf(db, thing, id);
  return row?.school_id;
}

async function rowOf(db: Database, thing: OwnedThing, id: string) {
  switch (thing) {
    case 'school':
      return await db
        .selectFrom('schools')
        .select('id as school_id')
        .where('id', '=', schoolKey(id))
        .executeTakeFirst();
    case 'problem':
      return await db
        .selectFrom('problems')
        .select('school_id')
        .where('id', '=', id)
        .executeTakeFirst();
    case 'job':
      return await db
        .selectFrom('jobs')
        .innerJoin('problems', 'problems.id', 'jobs.problem_id')
        .select('problems.school_id')
        .where('jobs.id', '=', id)
        .executeTakeFirst();
    case 'plan':
      return await db
        .selectFrom('plans')
        .innerJoin('problems', 'problems.id', 'plans.problem_id')
        .select('problems.school_id')
        .where('plans.id', '=', id)
        .executeTakeFirst();
    case 'request':
      return await db
        .selectFrom('portal_requests')
        .select('school_id')
        .where('id', '=', id)
        .executeTakeFirst();
    case 'link':
      return await db
        .selectFrom('portal_links')
        .select('school_id')
        .where('id', '=', id)
        .executeTakeFirst();
    case 'publication':
      return await db
        .selectFrom('publications')
        .select('school_id')
        .where('id', '=', id)
        .executeTakeFirst();
  }
}
