import { useCallback, useState } from 'react';

/** The width of an element in pixels, as it is now, and what to give it as `ref`. */
export function useWidth(
  first: number,
): [number, (element: Element | null) => (() => void) | undefined] {
  const [width, setWidth] = useState(first);
  const ref = useCallback((element: Element | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width));
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return [width, ref];
}
