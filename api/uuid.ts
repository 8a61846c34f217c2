import { z } from 'zod';

/** An id of ours that a body names: as in a path, its letters may be large. */
export const namedUuid = z.uuid().toLowerCase();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether text can be an id of ours: the database refuses what is no UUID. */
export function isUuid(text: string): boolean {
  return UUID.test(text);
}
