import { useQuery } from '@tanstack/react-query';
import { type KeptDraft, keptDrafts } from '../editor/kept-drafts.ts';
import { useMe } from '../remote/me.ts';

/** What the person left unsaved in this browser, newest first; without the data themselves. */
export function useLeftDrafts(): readonly Omit<KeptDraft, 'draft'>[] {
  const userId = useMe().data?.id;
  const { data } = useQuery({
    queryKey: ['kept-drafts', userId],
    queryFn: async () =>
      (await keptDrafts(userId as string)).map(({ draft: _, ...known }) => known),
    enabled: userId !== undefined,
    // They lie in the browser: no network is needed, and they change with every edit.
    networkMode: 'always',
    staleTime: 0,
  });
  return data ?? none;
}

const none: readonly Omit<KeptDraft, 'draft'>[] = [];
