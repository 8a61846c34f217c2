import { useCallback, useState } from 'react';

/** All of it is kept under names that begin so. */
const STEM = 'afterbell.tab.';

/**
 * As `useState`, for what is JSON and not stored yet: it outlives a reload, or going to another page
 * and back, in this tab of the browser. `undefined` is nothing to keep.
 */
export function useTabState<T>(name: string): [T | undefined, (next: T | undefined) => void] {
  const [held, setHeld] = useState(() => ({ name, value: read<T>(STEM + name) }));
  if (held.name !== name) setHeld({ name, value: read<T>(STEM + name) });
  const set = useCallback(
    (value: T | undefined) => {
      setHeld({ name, value });
      keepTabState(name, value);
    },
    [name],
  );
  return [held.value, set];
}

/** For the page that is gone to next. */
export function keepTabState(name: string, value: unknown): void {
  try {
    if (value === undefined) sessionStorage.removeItem(STEM + name);
    else sessionStorage.setItem(STEM + name, JSON.stringify(value));
  } catch {
    // No room, or switched off: it lasts as long as the page then.
  }
}

/** Another person may sign in in this tab. */
export function forgetTabState(): void {
  try {
    for (const key of Object.keys(sessionStorage))
      if (key.startsWith(STEM)) sessionStorage.removeItem(key);
  } catch {
    // Nothing can lie there where it is switched off.
  }
}

function read<T>(key: string): T | undefined {
  try {
    const text = sessionStorage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
