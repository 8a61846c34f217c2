import { type Kysely, type Migration, sql } from 'kysely';
import { DateTime } from 'luxon';
import { unpackBody } from '../body.ts';

/**
 * From when a publication holds. Of those of before it was not asked; until then each was shown
 * for every date. They hold from the day on which they were published, the first one of a school
 * and one published outside its term from the beginning of the term.
 */
export const validFrom: Migration = {
  async up(db: Kysely<unknown>) {
    await sql`alter table publications
      add column valid_from date,
      add column begins_at timestamptz`.execute(db);
    await sql`alter table publications disable trigger immutable`.execute(db);
    await fill(db);
    await sql`alter table publications enable trigger immutable`.execute(db);
    // The date in the school's time zone, and the moment at which it begins there.
    await sql`alter table publications
      alter column valid_from set not null,
      alter column begins_at set not null`.execute(db);
    await sql`create index publications_valid
      on publications (school_id, valid_from desc, created_at desc, id desc)`.execute(db);
  },
};

interface Data {
  school: { timezone?: string };
  term?: { start: string; end: string };
}

async function fill(db: Kysely<unknown>): Promise<void> {
  const { rows } = await sql<{ id: string; at: Date; problem: string; isFirst: boolean }>`
    select p.id, p.created_at as at, plans.problem_id as problem, row_number() over (
      partition by p.school_id order by p.created_at, p.id) = 1 as "isFirst"
    from publications p join plans on plans.id = p.plan_id
    order by plans.problem_id`.execute(db);
  // One at a time: there may be many, and large ones.
  let known: { id: string; data: Data } | undefined;
  for (const { id, at, problem, isFirst } of rows) {
    if (known?.id !== problem) known = { id: problem, data: await dataOf(db, problem) };
    const { school, term } = known.data;
    const zone = school.timezone ?? 'Asia/Shanghai';
    const day = DateTime.fromJSDate(at, { zone }).toISODate() as string;
    const isWhole = term !== undefined && (isFirst || day < term.start || day > term.end);
    const from = isWhole ? term.start : day;
    const begins = DateTime.fromISO(from, { zone }).startOf('day').toJSDate();
    await sql`update publications set valid_from = ${from}::date, begins_at = ${begins}
      where id = ${id}::uuid`.execute(db);
  }
}

async function dataOf(db: Kysely<unknown>, id: string): Promise<Data> {
  const { rows } = await sql<{ body: Buffer }>`
    select body from problems where id = ${id}::uuid`.execute(db);
  return await unpackBody<Data>((rows[0] as { body: Buffer }).body);
}
