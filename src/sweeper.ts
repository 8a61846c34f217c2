import type { Logger } from './logger.ts';
import { type Database, type Retention, sweep } from './store/index.ts';

const HOUR_MS = 3_600_000;

/** Deletes what need not be kept, soon after the start and then every hour, until stopped. */
export function startSweeper(
  db: Database,
  retention: Retention,
  log: Logger,
  onTrouble: (error: unknown) => void,
): () => Promise<void> {
  let running: Promise<void> = Promise.resolve();
  const run = () => {
    running = sweep(db, retention).then(
      (swept) => {
        if (Object.keys(swept).length > 0) log.info({ swept }, 'deleted what is not kept');
      },
      (error: unknown) => onTrouble(error),
    );
  };
  const soon = setTimeout(run, 5000);
  const hourly = setInterval(run, HOUR_MS);
  return async () => {
    clearTimeout(soon);
    clearInterval(hourly);
    await running;
  };
}
