import { useEffect, useRef, useState } from 'react';
import type { CheckAnswer, CheckRequest } from './check-worker.ts';

/** Milliseconds of rest in typing before a draft is checked. */
const REST = 120;

export interface Checked extends CheckAnswer {
  /** The draft that was checked. */
  draft: unknown;
}

/**
 * Faults and shortages of a draft, told soon after it changed. While one draft is being checked,
 * only the newest of those that follow waits.
 */
export function useCheck(draft: unknown): Checked | undefined {
  const [checked, setChecked] = useState<Checked>();
  const worker = useRef<Worker>(undefined);
  const busy = useRef<{ turn: number; draft: unknown }>(undefined);
  const waiting = useRef<unknown>(undefined);
  const turn = useRef(0);
  const send = useRef((_draft: unknown) => {});
  useEffect(() => {
    const own = new Worker(new URL('./check-worker.ts', import.meta.url), { type: 'module' });
    worker.current = own;
    send.current = (next) => {
      if (busy.current) {
        waiting.current = next;
        return;
      }
      busy.current = { turn: ++turn.current, draft: next };
      own.postMessage({ turn: turn.current, draft: next } satisfies CheckRequest);
    };
    own.onmessage = ({ data }: MessageEvent<CheckAnswer>) => {
      const asked = busy.current;
      busy.current = undefined;
      if (asked?.turn === data.turn) setChecked({ ...data, draft: asked.draft });
      const next = waiting.current;
      waiting.current = undefined;
      if (next !== undefined) send.current(next);
    };
    return () => {
      own.terminate();
      busy.current = undefined;
      waiting.current = undefined;
    };
  }, []);
  useEffect(() => {
    const timer = setTimeout(() => send.current(draft), REST);
    return () => clearTimeout(timer);
  }, [draft]);
  return checked;
}
