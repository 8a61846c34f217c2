import type { Problem } from '../../src/domain/problem.ts';
import type { PlacedFault } from './fault-places.ts';
import type { Options } from './options.ts';
import type { Part } from './parts.ts';
import type { EditDraft } from './use-draft.ts';

/** A place in the draft that is to be shown. */
export interface GoTo {
  part: Part;
  index: number;
  key: string | undefined;
  /** Its form too. */
  isOpen?: boolean;
}

/** What the view of one part of the draft is given. */
export interface PartProps {
  draft: Problem;
  options: Options;
  faults: readonly PlacedFault[];
  goTo: GoTo | undefined;
  edit: EditDraft;
}
