/**
 * A value whose shape was only right in parts: what was wrong is taken out, so that every field
 * and every entry of a list may be absent. Checks of the whole read this, and the compiler keeps
 * them from trusting what is not there.
 */
export type Loose<T> = T extends readonly (infer U)[]
  ? readonly (Loose<U> | undefined)[]
  : T extends object
    ? { readonly [K in keyof T]?: Loose<T[K]> | undefined }
    : T;

/** The entries of a list that are there, each with its place in the list as it was sent. */
export function* entries<T>(list: readonly (T | undefined)[] | undefined): Generator<[number, T]> {
  if (list === undefined) return;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    if (item !== undefined) yield [i, item];
  }
}
