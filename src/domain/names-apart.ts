/** Names by id, or ids where there are none; those of one name with the id behind: 王芳(T052). */
export function namesApart(
  list: readonly { id: string; name?: string | undefined }[],
): ReadonlyMap<string, string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (const { name } of list) {
    if (name && seen.has(name)) shared.add(name);
    if (name) seen.add(name);
  }
  return new Map(
    list.map(({ id, name }) => [id, name && shared.has(name) ? `${name}(${id})` : name || id]),
  );
}
