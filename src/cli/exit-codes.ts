/** What the exit code of `afterbell` says; part of its contract. */
export const exitCodes = {
  /** Done; for `solve`: the plan can be published. */
  ok: 0,
  /** A bug, or a machine out of memory or disk. */
  unexpected: 1,
  /** The command line, the problem or the plan was refused; the faults are on standard error. */
  refused: 2,
  /** There is a plan, but it cannot be published yet: posts are open, or pins break hard rules. */
  notPublishable: 3,
} as const;
