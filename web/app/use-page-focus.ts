import { useEffect, useRef } from 'react';
import { useLocation, useNavigationType } from 'react-router';

/**
 * Puts the focus on the content of a page that was gone to, so that the keyboard goes on there and
 * screen readers begin to read it; its top is shown, but for a plan that takes the place of another.
 */
export function usePageFocus(): void {
  const { pathname } = useLocation();
  const isBack = useNavigationType() === 'POP';
  const before = useRef(pathname);
  useEffect(() => {
    const from = before.current;
    before.current = pathname;
    // Tabs of the administration have paths too, and keep the focus.
    if (from === pathname || sectionOf(from, '/admin') === sectionOf(pathname, '/admin')) return;
    const main = document.getElementById('main');
    const isSamePlace = from.startsWith('/plans/') && pathname.startsWith('/plans/');
    // The next plan may have put the focus to where it was in the one before already.
    const isPlaced = isSamePlace && main?.contains(document.activeElement);
    if (!isPlaced) main?.focus({ preventScroll: true });
    if (!isBack && !isSamePlace) scrollTo(0, 0);
  }, [pathname, isBack]);
}

function sectionOf(path: string, section: string): string {
  return path.startsWith(section) ? section : path;
}
