import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Tables } from './database.ts';

/** Where a list goes on: the place of the last row shown, in order of time. */
export interface Cursor {
  /** As Postgres writes it, with its microseconds, which a Date would cut off. */
  createdAt: string;
  id: string;
}

export interface Page<T> {
  items: T[];
  next: Cursor | undefined;
}

/** Tables whose rows have a time of their making, and an id to tell those of one time apart. */
type Timed = {
  [T in keyof Tables]: Tables[T] extends { id: unknown; created_at: unknown } ? T : never;
}[keyof Tables];

/**
 * One page of a query, newest first, by `created_at` and `id` (a uuid) of `table`. The query selects
 * that id as `id`, and has neither order nor limit.
 *
 * @param after where the page before ended; absent: from the newest on
 */
export async function readPage<From extends keyof Tables, R extends { id: string }>(
  query: SelectQueryBuilder<Tables, From, R>,
  table: From & Timed,
  limit: number,
  after?: Cursor,
): Promise<Page<R>> {
  let page = query
    .select(exactTime(table).as('exactTime'))
    .orderBy(sql.ref(`${table}.created_at`), 'desc')
    .orderBy(sql.ref(`${table}.id`), 'desc')
    .limit(limit + 1);
  if (after) page = page.where(isBefore(table, after));
  const rows = (await page.execute()) as (R & { exactTime: string })[];
  return toPage(rows, limit);
}

/** Rows before the cursor, newest first; `table` has `created_at` and an `id` of type uuid. */
export function isBefore(table: keyof Tables, { createdAt, id }: Cursor): RawBuilder<boolean> {
  const at = sql.ref(`${table}.created_at`);
  const row = sql.ref(`${table}.id`);
  return sql<boolean>`(${at}, ${row}) < (${createdAt}::timestamptz, ${id}::uuid)`;
}

export function exactTime(table: keyof Tables): RawBuilder<string> {
  return sql<string>`${sql.ref(`${table}.created_at`)}::text`;
}

/** Of `limit + 1` rows that were asked for: one page, and where the next one begins. */
export function toPage<R extends { id: string }>(
  rows: readonly (R & { exactTime: string })[],
  limit: number,
): Page<R> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ exactTime: _, ...row }) => row as unknown as R),
    next: last && { createdAt: last.exactTime, id: last.id },
  };
}

/** The same page of what its rows stand for. */
export function mapPage<R, T>({ items, next }: Page<R>, toItem: (row: R) => T): Page<T> {
  return { items: items.map(toItem), next };
}
