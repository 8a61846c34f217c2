import { sql } from 'kysely';
import { afterAll, expect, test } from 'vitest';
import { postJob, postSchool, untilStatus } from '../support/service/client.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, startProcess } from '../support/service/processes.ts';

afterAll(cleanUp);

/** Its message used to be forgotten, and the job lay until the sweep found it, after 15 s. */
test('a job that could not be claimed for a moment is claimed again soon', async () => {
  const own = await ownDatabase();
  const service = await startProcess({ DATABASE_URL: own.url, LOG_LEVEL: 'silent' });
  const problemId = await postSchool(service.url);
  // As when Postgres goes away between the claim and its answer; a sequence is not rolled back.
  await sql`create sequence claims`.execute(own.db);
  await sql`create function refuse_first() returns trigger language plpgsql as $$
    begin
      if nextval('claims') = 1 then raise exception 'gone' using errcode = '57P01'; end if;
      return new;
    end $$`.execute(own.db);
  await sql`create trigger refuse_first before update on jobs for each row
    when (new.status = 'running' and old.status = 'queued')
    execute function refuse_first()`.execute(own.db);
  const jobId = await postJob(service.url, problemId, { steps: 1 });
  const job = await untilStatus(service.url, jobId, 'completed', 9000);
  expect(job.attempt).toBe(1);
  const { rows } = await sql<{ n: number }>`select last_value::integer as n from claims`.execute(
    own.db,
  );
  expect(rows[0]?.n).toBe(2);
  expect(await service.stop()).toBe(0);
  await own.close();
});
