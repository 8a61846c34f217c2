import { useSyncExternalStore } from 'react';

/** As wide as the stylesheets call narrow. */
const NARROW = '(max-width: 860px)';

/** Whether the window is as narrow as a phone or a tablet held upright. */
export function useIsNarrow(): boolean {
  return useSyncExternalStore(
    (change) => {
      const list = matchMedia(NARROW);
      list.addEventListener('change', change);
      return () => list.removeEventListener('change', change);
    },
    () => matchMedia(NARROW).matches,
    () => false,
  );
}
