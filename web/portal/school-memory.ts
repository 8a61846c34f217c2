const KEY = 'afterbell.school';

/** Whose published week is opened first: that of the school which this browser published last. */
export function rememberSchool(id: string): void {
  localStorage.setItem(KEY, id);
}

export function rememberedSchool(ids: readonly string[]): string | undefined {
  const id = localStorage.getItem(KEY);
  return id !== null && ids.includes(id) ? id : undefined;
}
