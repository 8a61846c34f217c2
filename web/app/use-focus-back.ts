import { type RefObject, useEffect, useRef } from 'react';

/**
 * Gives the focus to `to` when what `isOpen` says has been closed again: what is taken out of the
 * page with the focus in it would leave the keyboard nowhere.
 */
export function useFocusBack(isOpen: boolean, to: RefObject<HTMLElement | null>): void {
  const wasOpen = useRef(false);
  useEffect(() => {
    if (wasOpen.current && !isOpen) to.current?.focus({ preventScroll: true });
    wasOpen.current = isOpen;
  }, [isOpen, to]);
}
