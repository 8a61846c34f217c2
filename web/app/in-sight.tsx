import { type ReactNode, useEffect, useRef } from 'react';

/**
 * What comes of a button that may stand far below: the page moves to it when it comes, and when it
 * is about something else, `of`, than before.
 */
export function InSight({ of, children }: { of: unknown; children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what comes is in sight once, not always
  useEffect(() => {
    // Browsers begin to answer it by a promise, which is no way to clean up.
    box.current?.scrollIntoView({ block: 'center' });
  }, [of]);
  return <div ref={box}>{children}</div>;
}
