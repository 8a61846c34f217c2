/** Looking at processor time costs a system call of some 50 µs, so it is not done more often. */
const FRESH_MS = 4;

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

/** The same for `process.hrtime`, which other programs measure with; exact, so not for every call. */
export function useProcessorTimer(): void {
  process.hrtime = Object.assign((since?: [number, number]): [number, number] => {
    const { user, system } = process.cpuUsage();
    const micros = user + system - (since ? since[0] * 1e6 + since[1] / 1e3 : 0);
    const seconds = Math.floor(micros / 1e6);
    return [seconds, Math.round((micros - seconds * 1e6) * 1e3)];
  }, process.hrtime);
}
