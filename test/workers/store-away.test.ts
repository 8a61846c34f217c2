import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { call, postJob, postSchool, untilStatus } from '../support/service/client.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp, type ServiceProcess, startProcess, until } from '../support/service/processes.ts';

let own: Awaited<ReturnType<typeof ownDatabase>>;
let service: ServiceProcess;

beforeAll(async () => {
  own = await ownDatabase();
  service = await startProcess({ DATABASE_URL: own.url, LOG_LEVEL: 'silent', CONCURRENCY: '2' });
});
afterAll(async () => {
  expect(await service.stop()).toBe(0);
  await own.close();
  await cleanUp();
});

/** Its message used to be forgotten, and the job lay until the sweep found it, after 15 s. */
test('a job that could not be claimed for a moment is claimed again soon', async () => {
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
});

/**
 * With the queue on Postgres, locks are told by the clocks of workers: one whose clock is some
 * seconds ahead took every job from the others, and after twenty times the job failed.
 */
test('a job whose lock seems to have run out stays with the worker that is heard of', async () => {
  const problemId = await postSchool(service.url);
  const jobId = await postJob(service.url, problemId, { seconds: 60 });
  await untilStatus(service.url, jobId, 'running');
  // Taken a second time: so whoever got it the first time has done with it what they would.
  await until(async () => {
    // As the queue marks what it finds, to take it the next time.
    await sql`update bullmq.job set locked_until_ms = 1, stalled_marked = true
      where state = 'active'`.execute(own.db);
    const { rows } = await sql<{ n: number }>`
      select max(stalled_count)::integer as n from bullmq.job`.execute(own.db);
    return (rows[0]?.n ?? 0) > 1;
  });
  await call(`${service.url}/v1/jobs/${jobId}/stop`, 'POST');
  const job = await untilStatus(service.url, jobId, 'stopped');
  expect(job.attempt).toBe(1);
});
