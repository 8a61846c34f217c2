import { DateTime } from 'luxon';
import type { Cursor, Page } from '../src/store/index.ts';
import { ApiError } from './problem-details.ts';
import { isUuid } from './uuid.ts';

/** Pages of a list that is ordered by time, newest first. */
export const DEFAULT_PAGE = 50;

/** A moment as Postgres writes it. */
const TIME =
  /^(?!0000)\d{4}-\d\d-\d\d ([01]\d|2[0-3]):\d\d:\d\d(\.\d{1,6})?[+-](0\d|1[0-5])(:[0-5]\d)?$/;

/** One page as it is answered. */
export function pageBody<T>({ items, next }: Page<T>): { items: T[]; next: string | null } {
  return { items, next: next ? writeCursor(next) : null };
}

function writeCursor({ createdAt, id }: Cursor): string {
  return Buffer.from(`${createdAt}|${id}`).toString('base64url');
}

export function readCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined) return undefined;
  const [createdAt = '', id = ''] = Buffer.from(text, 'base64url').toString().split('|');
  // What Postgres would not take is told as odd, and not as a fault of ours.
  const isTime = TIME.test(createdAt) && DateTime.fromSQL(createdAt, { setZone: true }).isValid;
  if (!isTime || !isUuid(id)) throw odd();
  return { createdAt, id: id.toLowerCase() };
}

/** A cursor of a list that is ordered by text: the text itself, so that any id will do in a URL. */
export function writeTextCursor(text: string | undefined): string | null {
  return text === undefined ? null : Buffer.from(text).toString('base64url');
}

export function readTextCursor(cursor: string | undefined): string {
  const text = Buffer.from(cursor ?? '', 'base64url').toString();
  if (text.includes('\u0000')) throw odd();
  return text;
}

function odd(): ApiError {
  return new ApiError('bad-option', 'The cursor is not one that this service gave.');
}
