import { readFileSync, writeFileSync } from 'node:fs';
import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { type Database, migrate, openDatabase } from '../../src/store/index.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp } from '../support/service/processes.ts';

/** The whole schema as the migrations leave it, in one file for people to read and to compare. */
const golden = new URL('./schema.sql', import.meta.url);

afterAll(cleanUp);

async function texts(db: Database, query: ReturnType<typeof sql<{ text: string }>>) {
  return (await query.execute(db)).rows.map(({ text }) => text);
}

async function dump(db: Database): Promise<string> {
  const tables = await texts(
    db,
    sql`select relname as text from pg_class where relkind = 'r'
      and relnamespace = 'public'::regnamespace order by relname collate "C"`,
  );
  const parts = [
    '-- Made by: UPDATE_DOCS=1 npx vitest run test/store/schema.test.ts',
    '-- The queue keeps its own tables in a schema of its own.',
  ];
  for (const table of tables) {
    const columns = await texts(
      db,
      sql`select '  ' || quote_ident(attname) || ' ' || format_type(atttypid, atttypmod)
          || case when attnotnull then ' not null' else '' end
          || case attidentity when 'a' then ' generated always as identity' else '' end
          || coalesce(' default ' || pg_get_expr(adbin, adrelid), '')
          || case when attstorage = 'e' then ' storage external' else '' end as text
        from pg_attribute left join pg_attrdef on adrelid = attrelid and adnum = attnum
        where attrelid = ${table}::regclass and attnum > 0 and not attisdropped order by attnum`,
    );
    const constraints = await texts(
      db,
      sql`select '  constraint ' || conname || ' ' || pg_get_constraintdef(oid) as text
        from pg_constraint where conrelid = ${table}::regclass and contype <> 'n'
        order by conname collate "C"`,
    );
    const [kind] = await texts(
      db,
      sql`select case relpersistence when 'u' then 'unlogged table' else 'table' end as text
        from pg_class where oid = ${table}::regclass`,
    );
    parts.push(
      '',
      `create ${kind} ${table} (`,
      `${[...columns, ...constraints].join(',\n')}`,
      ');',
    );
    parts.push(
      ...(await texts(
        db,
        sql`select pg_get_indexdef(indexrelid) || ';' as text from pg_index
          where indrelid = ${table}::regclass and not exists (
            select from pg_constraint where conindid = indexrelid and contype in ('p', 'u'))
          order by indexrelid::regclass::text collate "C"`,
      )),
      ...(await texts(
        db,
        sql`select pg_get_triggerdef(oid) || ';' as text from pg_trigger
          where tgrelid = ${table}::regclass and not tgisinternal order by tgname collate "C"`,
      )),
    );
  }
  const functions = await texts(
    db,
    sql`select pg_get_functiondef(oid) as text from pg_proc
      where pronamespace = 'public'::regnamespace order by proname collate "C"`,
  );
  return `${[...parts, '', ...functions].join('\n').trimEnd()}\n`;
}

test('a version that cannot be made changes nothing, and says which it is', async () => {
  const own = await ownDatabase();
  await sql`create database half`.execute(own.db);
  const db = openDatabase(own.url.replace(/[^/]+$/, 'half'), 1);
  await migrate(db, '0011-webhooks');
  await sql`create table rate_limits (x integer)`.execute(db);
  await sql`insert into problems (id, school_id, school_name, hash, counts, body)
    values (gen_random_uuid(), 's', '', 'h', '{}', '')`.execute(db);
  const versions = () => texts(db, sql`select name as text from afterbell_migration order by 1`);
  const before = await versions();
  await expect(migrate(db)).rejects.toThrow(
    /^数据库结构无法升级.*"0030-rate-limits": .*already exists/,
  );
  expect(await versions()).toEqual(before);
  // Those before it are not there either.
  expect(await texts(db, sql`select 'x' as text where to_regclass('schools') is not null`)).toEqual(
    [],
  );
  await sql`drop table rate_limits`.execute(db);
  await migrate(db);
  // A school that was stored without a name has one from now on.
  const names = sql<{ text: string }>`select name as text from schools
    union all select school_name from problems`;
  expect(await texts(db, names)).toEqual(['s', 's']);
  await sql`insert into afterbell_migration values ('9999-future', 'then')`.execute(db);
  await expect(migrate(db)).rejects.toThrow(
    /^这个数据库已由更新版本.*newer version of AfterBell .*"9999-future"/,
  );
  await db.destroy();
  await own.close();
});

test('the schema is the one in schema.sql (UPDATE_DOCS=1 writes it)', async () => {
  const own = await ownDatabase();
  try {
    const found = await dump(own.db);
    if (process.env.UPDATE_DOCS) writeFileSync(golden, found);
    else expect(readFileSync(golden, 'utf8')).toBe(found);
  } finally {
    await own.close();
  }
});
