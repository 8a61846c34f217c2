import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { daysAfter } from '../../src/domain/calendar.ts';
import type { Problem } from '../../src/domain/problem.ts';
import { beginOf, holdingOn, spansOf, todayAt } from '../../src/domain/validity.ts';
import * as store from '../../src/store/index.ts';
import { ownDatabase } from '../support/service/own-database.ts';
import { cleanUp } from '../support/service/processes.ts';
import { tinyProblem } from '../support/tiny.ts';
import { tinyPlan } from '../support/tiny-plan.ts';

let own: Awaited<ReturnType<typeof ownDatabase>>;
let db: store.Database;

beforeAll(async () => {
  own = await ownDatabase();
  db = own.db;
});
afterAll(async () => {
  await own.close();
  await cleanUp();
});

const empty = tinyPlan({ sessions: [], placements: [] });

/** A school of its own, with plans for it. */
async function school(
  plans: number,
  data: Parameters<typeof tinyProblem>[0] = {},
  at = db,
  storePlan: (problem: { id: string; content: Problem }) => Promise<string> = (problem) =>
    store.storePlan(at, null, problem, empty),
) {
  const id = randomUUID();
  const content = tinyProblem({ ...data, school: { ...tinyProblem().school, ...data.school, id } });
  const { info } = await store.saveProblem(at, content);
  const planIds: string[] = [];
  for (let i = 0; i < plans; i++) {
    planIds.push(await storePlan({ id: info.id, content }));
  }
  const publish = async (planId = '', validFrom = '', replaces?: string | null) =>
    await store.publishPlan(at, {
      planId,
      publishedBy: 'me',
      note: '',
      validFrom,
      beginsAt: beginOf(content, validFrom),
      ...(replaces === undefined ? {} : { replaces }),
    });
  return { id, planIds, publish, today: todayAt(content, new Date()) };
}

test('what the database says is in force is what the domain says holds today', async () => {
  const days = fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 1, maxLength: 6 });
  await fc.assert(
    fc.asyncProperty(days, async (offsets) => {
      const { id, planIds, publish, today } = await school(offsets.length);
      for (const [i, days] of offsets.entries()) await publish(planIds[i], daysAfter(today, days));
      const every = await store.everyPublication(db, id);
      const now = holdingOn(every, today);
      expect(await store.currentPublication(db, id)).toEqual(now);
      expect(every.filter(({ inForce }) => inForce)).toEqual([now ?? []].flat());
      expect((await store.listPublications(db, id, 10)).items).toEqual(every);
      for (const planId of planIds) {
        const info = await store.findPlanInfo(db, planId);
        const coming = spansOf(every).find(
          ({ held, from }) => held.planId === planId && from > today,
        );
        expect([info?.published, info?.inForce, info?.holdsFrom]).toEqual([
          true,
          now?.planId === planId,
          coming?.from ?? null,
        ]);
      }
    }),
    { numRuns: 25 },
  );
});

test('a publication replaces what holds on its own date, and no other', async () => {
  const { planIds, publish, today } = await school(4);
  const [a, b, c, d] = planIds;
  const made = async (...given: Parameters<typeof publish>) =>
    (await publish(...given)) as store.Publication;
  const first = await made(a, daysAfter(today, -9), null);
  const next = daysAfter(today, 5);
  const coming = await made(b, next, first.id);
  // What comes later does not stand in the way of what is to hold until then.
  const now = await made(c, today, first.id);
  expect([first.inForce, coming.inForce, now.inForce]).toEqual([true, false, true]);
  expect(await publish(d, next, now.id)).toBe('overtaken');
  expect(await publish(d, today, first.id)).toBe('overtaken');
  expect(await publish(d, daysAfter(today, -10), first.id)).toBe('overtaken');
  expect(await publish(d, daysAfter(today, -10), null)).toMatchObject({ inForce: false });
});

test('what is still to come can be withdrawn, and what held before goes on', async () => {
  const { id, planIds, publish, today } = await school(2);
  const hook = { url: 'https://x', events: ['plan.withdrawn'], schoolIds: [id] } as const;
  await store.createWebhook(db, store.makeSecretBox(store.newSecretsKey()), hook);
  const now = (await publish(planIds[0], today)) as store.Publication;
  const date = daysAfter(today, 5);
  const coming = (await publish(planIds[1], date)) as store.Publication;
  expect(await store.withdrawPublication(db, now.id)).toBe('begun');
  expect(await store.withdrawPublication(db, coming.id)).toEqual(coming);
  expect(await store.withdrawPublication(db, coming.id)).toBeUndefined();
  expect(await store.everyPublication(db, id)).toEqual([now]);
  const info = await store.findPlanInfo(db, planIds[1] ?? '');
  expect(info).toMatchObject({ published: false, holdsFrom: null });
  // Who meant to replace it is told that it is not there any more.
  expect(await publish(planIds[0], date, coming.id)).toBe('overtaken');
  const told = await db.selectFrom('webhook_deliveries').select('payload').execute();
  expect(told).toMatchObject([
    { payload: { type: 'plan.withdrawn', data: { publicationId: coming.id, validFrom: date } } },
  ]);
});

test('a date begins at midnight where the school is', async () => {
  const at = (timezone: string) => school(1, { school: { ...tinyProblem().school, timezone } });
  // On any moment it is another date at one end of the world than at the other.
  const [east, west] = [await at('Pacific/Kiritimati'), await at('Pacific/Pago_Pago')];
  expect(east.today > west.today).toBe(true);
  expect(await east.publish(east.planIds[0], east.today)).toMatchObject({ inForce: true });
  expect(await west.publish(west.planIds[0], east.today)).toMatchObject({ inForce: false });
  expect(await store.currentPublication(db, west.id)).toBeUndefined();
});

test('publications of before hold from their day, the first one and those outside a term from its beginning', async () => {
  await sql`create database before`.execute(db);
  const old = store.openDatabase(own.url.replace(/[^/]+$/, 'before'), 1);
  await store.migrate(old, '0050-keys-of-keys');
  const term = { start: '2025-09-01', end: '2026-01-20' };
  const publish = async (planId: string | undefined, at: string) => {
    await sql`insert into publications (id, school_id, plan_id, published_by, note, created_at)
      select ${randomUUID()}, school_id, plans.id, 'me', ${at}, ${at} from plans
      join problems on problems.id = problem_id where plans.id = ${planId}`.execute(old);
  };
  // As the table was then.
  const storePlan = async ({ id: problemId }: { id: string }) => {
    const id = randomUUID();
    await sql`insert into plans (id, problem_id, hard, medium, soft, score, publishable, body)
      values (${id}, ${problemId}, 0, 0, 0, '{}', true, '')`.execute(old);
    return id;
  };
  const inTerm = await school(1, { term }, old, storePlan);
  const free = await school(1, {}, old, storePlan);
  const times = [
    '2025-09-03T02:00Z',
    '2025-10-19T15:59Z',
    '2025-10-19T16:00Z',
    '2026-02-01T02:00Z',
  ];
  for (const { planIds } of [inTerm, free]) {
    for (const time of times) await publish(planIds[0], time);
  }
  const early = await school(1, { term }, old, storePlan);
  for (const time of ['2025-08-20T02:00Z', '2025-08-30T02:00Z']) {
    await publish(early.planIds[0], time);
  }
  await store.migrate(old);
  const dates = async ({ id }: { id: string }) =>
    (await store.everyPublication(old, id)).map(({ validFrom }) => validFrom).toReversed();
  expect(await dates(inTerm)).toEqual([term.start, '2025-10-19', '2025-10-20', term.start]);
  expect(await dates(free)).toEqual(['2025-09-03', '2025-10-19', '2025-10-20', '2026-02-01']);
  expect(await dates(early)).toEqual([term.start, term.start]);
  expect(await store.currentPublication(old, free.id)).toMatchObject({ validFrom: '2026-02-01' });
  const change = sql`update publications set valid_from = '2025-01-01'`.execute(old);
  await expect(change).rejects.toThrow('immutable');
  await old.destroy();
});
