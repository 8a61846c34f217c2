import type { IdList } from './lookup.ts';

/** Limits of the contract, section 5; a district is many problems. */
export const sizeLimits = {
  classes: 200,
  students: 10_000,
  staff: 1_000,
  rooms: 500,
  activities: 1_000,
  periods: 200,
} satisfies Partial<Record<IdList, number>>;
