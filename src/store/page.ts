import { type RawBuilder, sql } from 'kysely';
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
export function toPage<R extends { id: string; exactTime: string }, T>(
  rows: readonly R[],
  limit: number,
  toItem: (row: Omit<R, 'exactTime'>) => T,
): Page<T> {
  const last = rows.length > limit ? rows[limit - 1] : undefined;
  return {
    items: rows.slice(0, limit).map(({ exactTime: _, ...row }) => toItem(row)),
    next: last && { createdAt: last.exactTime, id: last.id },
  };
}
