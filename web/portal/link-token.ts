/**
 * The token of a link, from the hash of its address; undefined where it was cut off. Messengers take
 * Chinese that follows an address without a blank for a part of it.
 */
export function linkToken(hash: string): string | undefined {
  const given = new URLSearchParams(hash.slice(1)).get('t') ?? '';
  return /^[\w-]+/.exec(given)?.[0];
}
