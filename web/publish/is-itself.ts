import type { Me } from '../remote/me.ts';
import type { NewPublication, Publication } from '../remote/portal.ts';

/** Whether what is in force was published by this very person, the same plan with the same note. */
export function isItself(
  inForce: Publication,
  { planId, note }: NewPublication,
  me: Me | undefined,
): boolean {
  if (me === undefined) return false;
  // As the service writes it beside what was done.
  const doer = me.kind === 'user' ? me.name : `${me.kind}: ${me.name}`;
  return inForce.planId === planId && inForce.note === note && inForce.publishedBy === doer;
}
