import type { Me } from '../remote/me.ts';
import type { NewPublication, Publication } from '../remote/portal.ts';

/** Whether this was published by this very person: the same plan for the same date, with the same note. */
export function isItself(
  made: Publication,
  { planId, note, validFrom }: NewPublication,
  me: Me | undefined,
): boolean {
  if (me === undefined) return false;
  // As the service writes it beside what was done.
  const doer = me.kind === 'user' ? me.name : `${me.kind}: ${me.name}`;
  return (
    made.planId === planId &&
    made.note === note &&
    made.validFrom === validFrom &&
    made.publishedBy === doer
  );
}

/** Of a list of publications, newest first: when the newest was made; "" where there is none. */
export function newestAt([newest]: readonly Publication[]): string {
  return newest?.createdAt ?? '';
}

/** Whether another plan was published after that; one that was withdrawn meanwhile is no news. */
export function isNewsSince(
  opened: string | undefined,
  newestFirst: readonly Publication[],
  planId: string,
): boolean {
  return (
    opened !== undefined && newestAt(newestFirst) > opened && newestFirst[0]?.planId !== planId
  );
}
