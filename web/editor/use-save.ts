import { useEffect, useRef, useState } from 'react';
import type { Problem } from '../../src/domain/problem.ts';
import { request } from '../remote/client.ts';
import { untilAnswered } from '../remote/patience.ts';
import { problemSaved } from '../remote/queries.ts';
import type { Page, ProblemInfo } from '../remote/types.ts';

/** Where saving stands. */
export type Saving =
  | { kind: 'none' }
  | { kind: 'sending' }
  /** Nobody answers; it is tried again until somebody does. */
  | { kind: 'waiting' }
  /** Somebody stored a version after the editing began. */
  | { kind: 'overtaken'; by: ProblemInfo }
  | { kind: 'failed'; error: unknown };

/**
 * Saves a draft as a new version. Before that the newest version of the school is looked at: one
 * that was stored since the editing began is told, and nothing is saved until it is `accept`ed.
 */
export function useSave(problemId: string, problem: Problem) {
  const [saving, setSaving] = useState<Saving>({ kind: 'none' });
  const seen = useNewestVersion(problem.school.id);
  const stop = useRef<AbortController>(undefined);
  async function save(draft: Problem): Promise<ProblemInfo | undefined> {
    const own = new AbortController();
    stop.current = own;
    setSaving({ kind: 'sending' });
    const patiently = <T>(send: () => Promise<T>) =>
      untilAnswered(send, () => setSaving({ kind: 'waiting' }), own.signal);
    try {
      // Who gives the data another school's id makes no version of this one.
      const isVersion = draft.school.id === problem.school.id;
      const newest = isVersion
        ? await patiently(() => newestVersion(problem.school.id))
        : undefined;
      if (newest && newest.id !== (seen.current ?? problemId)) {
        setSaving({ kind: 'overtaken', by: newest });
        return undefined;
      }
      const info = await patiently(() => request<ProblemInfo>('POST', '/v1/problems', draft));
      problemSaved(info, draft);
      // The same content as an earlier version is that version: the newest one is still another.
      if (info.isNew !== false) seen.current = info.id;
      // It went through after all when nobody waited any more: the work since then stays here.
      if (own.signal.aborted) return undefined;
      setSaving({ kind: 'none' });
      return info;
    } catch (error) {
      setSaving(own.signal.aborted ? { kind: 'none' } : { kind: 'failed', error });
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
    /** Waits no longer; what was not sent stays as it is. */
    giveUp() {
      stop.current?.abort();
      setSaving({ kind: 'none' });
    },
  };
}

/** The newest version of a school's data when the editing began; undefined until it is known. */
function useNewestVersion(schoolId: string) {
  const seen = useRef<string>(undefined);
  useEffect(() => {
    newestVersion(schoolId).then(
      (newest) => {
        seen.current ??= newest?.id;
      },
      // Saving asks then: too much is better than to overlook somebody's work.
      () => undefined,
    );
  }, [schoolId]);
  return seen;
}

async function newestVersion(schoolId: string): Promise<ProblemInfo | undefined> {
  const path = `/v1/problems?limit=1&schoolId=${encodeURIComponent(schoolId)}`;
  return (await request<Page<ProblemInfo>>('GET', path)).items[0];
}
