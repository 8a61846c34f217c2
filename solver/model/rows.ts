export const DAYS = 7;

/** Rows of numbers of different lengths: row i is `items[start[i]] .. items[start[i + 1] - 1]`. */
export interface Rows {
  start: Int32Array;
  items: Int32Array;
}

export function rowsOf(lists: readonly (readonly number[])[]): Rows {
  const start = new Int32Array(lists.length + 1);
  for (let i = 0; i < lists.length; i++) start[i + 1] = start[i] + lists[i].length;
  const items = new Int32Array(start[lists.length]);
  for (let i = 0; i < lists.length; i++) items.set(lists[i], start[i]);
  return { start, items };
}
