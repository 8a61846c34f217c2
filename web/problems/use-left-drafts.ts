import { useQuery } from '@tanstack/react-query';
import { keptDrafts } from '../editor/kept-drafts.ts';
import { useMe } from '../remote/me.ts';

/** Ids of the versions on which the person left unsaved edits in this browser. */
export function useLeftDrafts(): ReadonlySet<string> {
  const userId = useMe().data?.id;
  const { data } = useQuery({
    queryKey: ['kept-drafts', userId],
    queryFn: async () => new Set((await keptDrafts(userId as string)).map((one) => one.problemId)),
    enabled: userId !== undefined,
    // They lie in the browser: no network is needed, and they change with every edit.
    networkMode: 'always',
    staleTime: 0,
  });
  return data ?? none;
}

const none: ReadonlySet<string> = new Set();
