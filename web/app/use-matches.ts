import { useSyncExternalStore } from 'react';

/** Whether a media query holds, as it is now. */
function useMatches(query: string): boolean {
  return useSyncExternalStore(
    (change) => {
      const list = matchMedia(query);
      list.addEventListener('change', change);
      return () => list.removeEventListener('change', change);
    },
    () => matchMedia(query).matches,
    () => false,
  );
}

/** Whether the window is as narrow as a phone or a tablet held upright; the stylesheets say the same. */
export function useIsNarrow(): boolean {
  return useMatches('(max-width: 860px)');
}

/** Whether fingers are what points here. */
export function useIsTouch(): boolean {
  return useMatches('(pointer: coarse)');
}
