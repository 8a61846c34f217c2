import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { useMe } from '../remote/me.ts';
import { dropDraft, type KeptDraft, keepDraft, keptDrafts } from './kept-drafts.ts';
import { useOtherWindows } from './use-other-windows.ts';

/** At most so many milliseconds of work are lost in a crash. */
const KEEP_MS = 400;

export interface DraftKeeping {
  /** When the draft was last kept; undefined while there is nothing to keep. */
  keptAt: number | undefined;
  /** Whether all there is has been kept. */
  isKept: boolean;
  /** The browser refused to keep it: no room, or storage is switched off. */
  hasFailed: boolean;
  /** What was left unsaved here before, newest first. */
  offers: readonly KeptDraft[];
  /** Other windows with the same data. */
  otherWindows: number;
  /** Goes on with an earlier draft, which is this window's from then on. */
  take(offer: KeptDraft): Promise<Problem>;
  throwAway(offer: KeptDraft): Promise<void>;
  /** Nothing is to be kept any more: it was saved, or thrown away. */
  forget(): Promise<void>;
}

/**
 * Keeps the unsaved edits of a problem in the browser, and finds those of earlier windows.
 *
 * @param seen the newest version that is known here; kept with the draft
 */
export function useKeptDraft(
  problemId: string,
  problem: Problem,
  draft: Problem,
  seen: RefObject<string | undefined>,
): DraftKeeping {
  const userId = useMe().data?.id;
  const [windowId] = useState(() => crypto.getRandomValues(new Uint32Array(2)).join('-'));
  const others = useOtherWindows(problemId, windowId);
  const [offers, setOffers] = useState<readonly KeptDraft[]>([]);
  const [kept, setKept] = useState<{ draft: Problem; at: number }>();
  const [hasFailed, setFailed] = useState(false);
  const newest = useRef(draft);
  newest.current = draft;
  const isOver = useRef(false);
  const isWritten = useRef(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const schoolId = problem.school.id;
  const write = useCallback(async () => {
    clearTimeout(timer.current);
    timer.current = undefined;
    if (userId === undefined || isOver.current) return;
    const key = { userId, schoolId, problemId, windowId };
    const now = newest.current;
    try {
      if (now === problem) {
        if (!isWritten.current) return;
        isWritten.current = false;
        await dropDraft(key);
        setKept(undefined);
      } else {
        isWritten.current = true;
        const changedAt = Date.now();
        await keepDraft({
          ...key,
          schoolName: now.school?.name || schoolId,
          seenId: seen.current,
          draft: now,
          changedAt,
        });
        setKept({ draft: now, at: changedAt });
      }
      setFailed(false);
    } catch {
      setFailed(true);
    }
  }, [userId, schoolId, problemId, windowId, problem, seen]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new draft is kept
  useEffect(() => {
    // Not put off by what follows: who types without a pause is kept up with as well.
    timer.current ??= setTimeout(() => void write(), KEEP_MS);
  }, [draft, write]);
  useEffect(() => {
    const hide = () => void write();
    addEventListener('pagehide', hide);
    document.addEventListener('visibilitychange', hide);
    return () => {
      removeEventListener('pagehide', hide);
      document.removeEventListener('visibilitychange', hide);
      hide();
    };
  }, [write]);
  useEffect(() => {
    if (userId === undefined || others === undefined) return;
    let isHere = true;
    keptDrafts(userId).then(
      (all) => {
        const left = all.filter(
          (one) =>
            one.problemId === problemId &&
            one.windowId !== windowId &&
            !others.has(one.windowId) &&
            Array.isArray(one.draft?.classes),
        );
        if (isHere) setOffers(left);
      },
      () => isHere && setFailed(true),
    );
    return () => {
      isHere = false;
    };
  }, [userId, others, problemId, windowId]);
  const throwAway = async (offer: KeptDraft) => {
    // It is offered until it is gone for good: who sees it go may leave.
    try {
      await dropDraft(offer);
      setOffers((old) => old.filter((one) => one !== offer));
    } catch {
      setFailed(true);
    }
  };
  return {
    keptAt: kept?.at,
    isKept: kept?.draft === draft,
    hasFailed,
    offers,
    otherWindows: others?.size ?? 0,
    throwAway,
    async take(offer) {
      // First it is this window's, and only then no longer the other one's.
      await keepDraft({ ...offer, windowId, changedAt: Date.now() });
      await throwAway(offer);
      // Not before: until the draft is shown, there would be nothing to keep.
      isWritten.current = true;
      // What was stored since that draft was begun is news to it.
      seen.current = offer.seenId;
      return offer.draft;
    },
    async forget() {
      isOver.current = true;
      clearTimeout(timer.current);
      if (userId !== undefined) await dropDraft({ userId, schoolId, problemId, windowId });
    },
  };
}
