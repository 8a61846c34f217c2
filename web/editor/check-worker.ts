import '../app/no-eval.ts';
import { checkCapacity, type Shortage } from '../../src/domain/capacity/capacity.ts';
import type { HardConflict } from '../../src/domain/capacity/hard-conflict.ts';
import { hardConflicts } from '../../src/domain/capacity/hard-conflicts.ts';
import { type SeatForNobody, seatsForNobody } from '../../src/domain/capacity/nobody.ts';
import type { DataWarning } from '../../src/domain/data-warning.ts';
import { dataWarnings } from '../../src/domain/data-warnings.ts';
import type { Fault } from '../../src/domain/faults.ts';
import { parseEdited } from '../../src/domain/parse-edited.ts';
import { indexProblem } from '../../src/domain/problem-index.ts';

/** Checks drafts beside the page, which stays quick however large the school is. */

export interface CheckRequest {
  turn: number;
  draft: unknown;
}

export interface CheckAnswer {
  turn: number;
  faults: Fault[];
  /** People against posts; undefined where faults leave nothing to count. */
  shortages: Shortage[] | undefined;
  nobody: SeatForNobody[];
  conflicts: HardConflict[];
  warnings: DataWarning[];
}

self.onmessage = ({ data }: MessageEvent<CheckRequest>) => {
  const parsed = parseEdited(data.draft);
  const index = parsed.ok ? indexProblem(parsed.problem) : undefined;
  const answer: CheckAnswer = {
    turn: data.turn,
    faults: parsed.ok ? [] : parsed.faults,
    shortages: index && checkCapacity(index),
    nobody: index ? seatsForNobody(index) : [],
    conflicts: index ? hardConflicts(index) : [],
    warnings: index ? dataWarnings(index) : [],
  };
  self.postMessage(answer);
};
