/** One page of a list, as every list of the service is answered. */
export interface Page<T> {
  items: T[];
  /** For `cursor` of the next page; null on the last one. */
  next: string | number | null;
}

/** Every item of a list, read page by page as they are wanted; `path` may have a query. */
export async function* itemsOf<T>(
  read: (path: string) => Promise<Page<T>>,
  path: string,
): AsyncGenerator<T> {
  const mark = path.includes('?') ? '&' : '?';
  let cursor = '';
  for (;;) {
    const { items, next } = await read(path + cursor);
    yield* items;
    if (next === null) return;
    cursor = `${mark}cursor=${encodeURIComponent(next)}`;
  }
}
