import type { ColumnType } from 'kysely';

/** A `json` column: written as text, read as its value. */
export type Json<T> = ColumnType<T, string, string>;
/** A time that the database fills in and nobody changes. */
export type Now = ColumnType<Date, never, never>;
