import { onlineManager } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';

/**
 * Whether the service answers. Away: reading and sending wait (the query library pauses them), the
 * frame says so, and the service is asked every two seconds; back: what waited goes on by itself.
 */
const ASK_MS = 2000;

let isAsking = false;

/** A request found nobody there: until the service answers again, it counts as away. */
export function serviceLost(): void {
  onlineManager.setOnline(false);
  if (isAsking) return;
  isAsking = true;
  void untilBack();
}

/** Something failed that may have reasons of its own: the service is asked before it counts as away. */
export async function doubtService(): Promise<boolean> {
  const isAnswering = await isThere();
  if (!isAnswering) serviceLost();
  return isAnswering;
}

async function untilBack(): Promise<void> {
  while (!(await isThere())) await new Promise((resolve) => setTimeout(resolve, ASK_MS));
  isAsking = false;
  onlineManager.setOnline(true);
}

async function isThere(): Promise<boolean> {
  try {
    return (await fetch('/readyz', { cache: 'no-store' })).ok;
  } catch {
    return false;
  }
}

/** Calls back whenever the service comes back; returns how to stop that. */
export function whenBack(act: () => void): () => void {
  return onlineManager.subscribe((isOnline) => isOnline && act());
}

export function useIsServiceThere(): boolean {
  return useSyncExternalStore(
    (change) => onlineManager.subscribe(change),
    () => onlineManager.isOnline(),
  );
}
