import { useQuery } from '@tanstack/react-query';
import { request } from './client.ts';
import { signedInAs } from './session.ts';

/** Whoever is signed in here, and what they may do. */
export interface Me {
  /** `local`: sign-in is off. */
  kind: 'user' | 'key' | 'local';
  id: string;
  name: string;
  /** `schoolId` null: for every school. */
  grants: { verbs: string[]; schoolId: string | null }[];
}

export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: async () => {
      const me = await request<Me>('GET', '/v1/me');
      if (me.kind === 'user') signedInAs(me.id);
      return me;
    },
    staleTime: 5 * 60_000,
  });
}

/**
 * Whether they may do something in one school, or in any where none is named. It decides what is
 * offered; the service decides what is done.
 */
export function useMay(): (verb: string, schoolId?: string) => boolean {
  const { data: me } = useMe();
  return (verb, schoolId) =>
    me?.grants.some(
      (grant) =>
        grant.verbs.includes(verb) &&
        (schoolId === undefined || grant.schoolId === null || grant.schoolId === schoolId),
    ) ?? false;
}
