import { cpSatPeer } from './solvers/cp-sat.ts';
import { highsPeer } from './solvers/highs.ts';
import { lpSolverPeer } from './solvers/javascript-lp-solver.ts';
import type { PeerSolver } from './solvers/solver.ts';

/** The solvers that AfterBell is measured against, by the names of the options and tables. */
export const peers = {
  highs: highsPeer,
  'cp-sat': cpSatPeer,
  'lp-solver': lpSolverPeer,
} satisfies Record<string, PeerSolver>;

export type PeerName = keyof typeof peers;
export const peerNames = Object.keys(peers) as PeerName[];
