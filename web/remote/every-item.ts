import { itemsOf, type Page } from '../../src/client/items-of.ts';
import { request } from './client.ts';

/** More than a list can show. */
const MOST = 4000;

/** The items of a list of the service, of all its pages. */
export async function everyItem<T>(path: string): Promise<T[]> {
  const items: T[] = [];
  const read = (page: string) => request<Page<T>>('GET', page);
  for await (const item of itemsOf(read, path)) {
    items.push(item);
    if (items.length === MOST) break;
  }
  return items;
}
