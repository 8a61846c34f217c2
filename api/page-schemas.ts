import { z } from 'zod';

/** The one form of every list: what is asked for, and what is answered. */
export const pageQuerySchema = z.strictObject({
  limit: z.int().min(1).max(200).optional(),
  /** The `next` of the page before. */
  cursor: z.string().max(500).optional(),
});

export function pageOf<T extends z.ZodType>(item: T) {
  return z.strictObject({
    items: z.array(item),
    /** For `?cursor=` of the next page; null on the last one. */
    next: z.string().nullable(),
  });
}
