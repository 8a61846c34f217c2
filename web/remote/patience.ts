import { onlineManager } from '@tanstack/react-query';
import { ApiFailure } from './client.ts';

const AGAIN_MS = 2000;

/**
 * Sends again until the service has answered, whatever it answers; nothing that was sent is lost
 * because it was away.
 *
 * @param onWait told when nobody answered, and it is waited for
 * @param signal aborted: the last failure is thrown instead of waiting any longer
 */
export async function untilAnswered<T>(
  send: () => Promise<T>,
  onWait: () => void,
  signal: AbortSignal,
): Promise<T> {
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ApiFailure && error.isOffline)) throw error;
      onWait();
      do {
        if (signal.aborted) throw error;
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
      } while (!onlineManager.isOnline());
      if (signal.aborted) throw error;
    }
  }
}
