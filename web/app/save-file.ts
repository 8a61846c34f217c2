import type { MouseEvent } from 'react';
import { ApiFailure, request } from '../remote/client.ts';

/**
 * For links to files of the service. Where the session is over, a browser tells of a failed download
 * at its own edge at most: so the session is asked for first, and renewed over the page.
 */
export async function saveFile(event: MouseEvent<HTMLElement>): Promise<void> {
  const link = event.currentTarget.closest('a');
  if (!link) return;
  event.preventDefault();
  try {
    await request('GET', '/v1/me');
  } catch (error) {
    // The page says so already.
    if (error instanceof ApiFailure && error.isOffline) return;
  }
  // The menu that the link stood in may be gone by now.
  const copy = document.createElement('a');
  copy.href = link.href;
  copy.download = link.download;
  copy.click();
}
