/**
 * Whether an error is a fault of the machine, which may be gone the next time (memory, threads,
 * files, the network, the database), and not one of the input, which will come again.
 */
export function isMachineFault(error: unknown): boolean {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' && machineCodes.test(code);
}

/** Codes of Node's threads, of the operating system, and of Postgres (class 08, 53, 57, 58). */
const machineCodes =
  /^(ERR_WORKER_|ERR_SOLVER_THREAD_ENDED$|E(AGAIN|NOMEM|MFILE|NFILE|NOSPC|IO|PIPE|TIMEDOUT)$|ECONN|(08|53|57|58)...$)/;
