/** Looking at processor time costs a system call, so it is done once a millisecond at most. */
const FRESH_MS = 1;

const wall = performance.now.bind(performance);
let lookedAt = Number.NEGATIVE_INFINITY;
let processorMs = 0;

/**
 * Milliseconds of processor time that this process has had, all its threads together: a clock that
 * stands still while other work has the core. Right for a search on one thread only.
 */
export function processorClock(): number {
  const now = wall();
  if (now - lookedAt > FRESH_MS) {
    const { user, system } = process.cpuUsage();
    processorMs = (user + system) / 1000;
    lookedAt = now;
  }
  return processorMs;
}

/** From now on `performance.now` of this process is its processor time. */
export function useProcessorClock(): void {
  performance.now = processorClock;
}
