import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { useAskForOther } from '../problems/use-ask-to-replace.ts';
import { ApiFailure } from '../remote/client.ts';
import { untilAnswered } from '../remote/patience.ts';
import { currentVersion, problemSaved, storeForOther, storeVersion } from '../remote/queries.ts';
import type { ProblemInfo } from '../remote/types.ts';

/** Where saving stands. */
export type Saving =
  | { kind: 'none' }
  | { kind: 'sending' }
  /** Nobody answers; it is tried again until somebody does. */
  | { kind: 'waiting' }
  /** Stored as another version, to which the page is going: an edit made now would be nowhere. */
  | { kind: 'leaving' }
  /** Somebody stored a version after the editing began. */
  | { kind: 'overtaken'; by: ProblemInfo }
  /** The school was deleted after the editing began. */
  | { kind: 'gone' }
  | { kind: 'failed'; error: unknown };

/**
 * Saves a draft as a new version, in the place of the one that was current when the editing began:
 * where another one is by then, that is told, and nothing is saved until it is `accept`ed.
 */
export function useSave(problemId: string, problem: Problem) {
  const askForOther = useAskForOther();
  const [saving, setSaving] = useState<Saving>({ kind: 'none' });
  const seen = useCurrentVersion(problem.school.id);
  const stop = useRef<AbortController>(undefined);
  async function save(draft: Problem): Promise<ProblemInfo | undefined> {
    const own = new AbortController();
    stop.current = own;
    setSaving({ kind: 'sending' });
    // Who gives the data another school's id makes no version of this one.
    const isVersion = draft.school.id === problem.school.id;
    const patiently = <T>(send: () => Promise<T>) =>
      untilAnswered(send, () => setSaving({ kind: 'waiting' }), own.signal);
    try {
      const info = await patiently(() =>
        isVersion
          ? // Not known yet: too much is better than to overlook somebody's work.
            storeVersion(draft, seen.current ?? problemId)
          : storeForOther(draft, askForOther),
      );
      if (!info) {
        setSaving({ kind: 'none' });
        return undefined;
      }
      problemSaved(info, draft);
      if (isVersion) seen.current = info.id;
      // It went through after all when nobody waited any more: the work since then stays here.
      if (own.signal.aborted) return undefined;
      setSaving({ kind: info.id === problemId ? 'none' : 'leaving' });
      return info;
    } catch (error) {
      const code = error instanceof ApiFailure ? error.details.code : undefined;
      const isOvertaken = isVersion && code === 'stored-meanwhile';
      const isGone = code === 'data-gone';
      const by = isOvertaken
        ? await patiently(() => currentVersion(problem.school.id)).catch(() => undefined)
        : undefined;
      if (own.signal.aborted) setSaving({ kind: 'none' });
      else if (by) setSaving({ kind: 'overtaken', by });
      else setSaving(isGone ? { kind: 'gone' } : { kind: 'failed', error });
      return undefined;
    }
  }
  return {
    saving,
    save,
    seen,
    /** From now on this version counts as known. */
    accept(version: ProblemInfo) {
      seen.current = version.id;
      setSaving({ kind: 'none' });
    },
    /** From now on it counts as known that the school has no data. */
    acceptGone() {
      seen.current = 'none';
      setSaving({ kind: 'none' });
    },
    /** Waits no longer; what was not sent stays as it is. */
    giveUp() {
      stop.current?.abort();
      setSaving({ kind: 'none' });
    },
  };
}

/** The current version of a school's data when the editing began; undefined until it is known. */
function useCurrentVersion(schoolId: string) {
  const seen = useRef<string>(undefined);
  useEffect(() => {
    currentVersion(schoolId).then(
      (current) => {
        seen.current ??= current?.id;
      },
      () => undefined,
    );
  }, [schoolId]);
  return seen;
}
