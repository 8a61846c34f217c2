import { useSyncExternalStore } from 'react';

/**
 * Whether the session of who works here is over. Requests that met that wait here until the same
 * person has signed in again over the page, and are then sent anew.
 */
let personId: string | undefined;
let renewal: { done: Promise<void>; renew(): void; isOther: boolean } | undefined;
const listeners = new Set<() => void>();

/** Somebody is signed in on this page. */
export function signedInAs(id: string): void {
  personId = id;
}

/** Who works on this page; undefined before that is known, and for those who are not signed in. */
export function whoIsSignedIn(): string | undefined {
  return personId;
}

/**
 * A request was told that there is no session: resolves when there is one again.
 *
 * @param isOther there is one of somebody else, who signed in in another window of this browser
 */
export function untilSignedIn(isOther: boolean): Promise<void> {
  if (!renewal) {
    let renew = () => {};
    const done = new Promise<void>((resolve) => {
      renew = resolve;
    });
    renewal = { done, renew, isOther };
    tell();
  }
  return renewal.done;
}

/** Signed in again: what waited goes on. */
export function sessionRenewed(): void {
  renewal?.renew();
  renewal = undefined;
  tell();
}

/** The same person may have signed in again in another window of this browser. */
export async function lookForSession(): Promise<void> {
  const answer = await fetch('/v1/me', { cache: 'no-store' }).catch(() => undefined);
  if (answer?.ok && (await answer.json()).id === personId) sessionRenewed();
}

export function isSessionOver(): boolean {
  return renewal !== undefined;
}

export function useIsSessionOver(): boolean {
  return useSyncExternalStore(onSession, isSessionOver);
}

/** Whether it is over because somebody else signed in in another window. */
export function useIsOtherSignedIn(): boolean {
  return useSyncExternalStore(onSession, () => renewal?.isOther ?? false);
}

/** Calls back when the session ends and when it goes on; returns how to stop that. */
export function onSession(act: () => void): () => void {
  listeners.add(act);
  return () => listeners.delete(act);
}

function tell(): void {
  for (const act of listeners) act();
}
