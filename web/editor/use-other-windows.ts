import { useEffect, useState } from 'react';

/** Long enough for every other window to have answered. */
const ANSWER_MS = 300;

interface Note {
  kind: 'asks' | 'here' | 'gone';
  windowId: string;
  problemId: string;
}

/**
 * Which other windows of this browser edit the same version of the data; undefined until they had
 * time to answer.
 */
export function useOtherWindows(
  problemId: string,
  windowId: string,
): ReadonlySet<string> | undefined {
  const [others, setOthers] = useState<ReadonlySet<string>>();
  useEffect(() => {
    const channel = new BroadcastChannel('afterbell.editors');
    const say = (kind: Note['kind']) =>
      channel.postMessage({ kind, windowId, problemId } satisfies Note);
    channel.onmessage = ({ data }: MessageEvent<Note>) => {
      if (data.problemId !== problemId) return;
      if (data.kind === 'asks') say('here');
      setOthers((old = new Set()) => {
        if (old.has(data.windowId) === (data.kind !== 'gone')) return old;
        const next = new Set(old);
        if (data.kind === 'gone') next.delete(data.windowId);
        else next.add(data.windowId);
        return next;
      });
    };
    say('asks');
    const timer = setTimeout(() => setOthers((old) => old ?? new Set()), ANSWER_MS);
    const leave = () => say('gone');
    addEventListener('pagehide', leave);
    return () => {
      clearTimeout(timer);
      removeEventListener('pagehide', leave);
      leave();
      channel.close();
    };
  }, [problemId, windowId]);
  return others;
}
