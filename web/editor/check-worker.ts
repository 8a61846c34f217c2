import '../app/no-eval.ts';
import type { Bilingual } from '../../src/domain/bilingual.ts';
import { type BeforeDawn, beforeDawn } from '../../src/domain/capacity/before-dawn.ts';
import { checkCapacity, type Shortage } from '../../src/domain/capacity/capacity.ts';
import type { HardConflict } from '../../src/domain/capacity/hard-conflict.ts';
import { hardConflicts } from '../../src/domain/capacity/hard-conflicts.ts';
import { type SeatForNobody, seatsForNobody } from '../../src/domain/capacity/nobody.ts';
import { emptyPartsOf } from '../../src/domain/empty-parts.ts';
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
  early: BeforeDawn[];
  /** What there is none of, though nothing can be planned without it. */
  empty: Bilingual | undefined;
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
    early: index ? beforeDawn(index) : [],
    empty: index && emptyPartsOf(index),
  };
  self.postMessage(answer);
};
