import { awayAllWeek } from './away-all-week.ts';
import { beforeDawn } from './before-dawn.ts';
import type { DataWarning } from './data-warning.ts';
import { datesOutsideTerm } from './dates-outside-term.ts';
import { emptyPartsOf } from './empty-parts.ts';
import { ownFallback } from './own-fallback.ts';
import type { ProblemIndex } from './problem-index.ts';

/** What a school had better know before a plan is made. What is surely short is in `capacity/`. */
export function dataWarnings(index: ProblemIndex): DataWarning[] {
  const empty = emptyPartsOf(index);
  return [
    ...(empty ? [{ code: 'empty' as const, sentence: empty }] : []),
    ...beforeDawn(index),
    ...awayAllWeek(index),
    ...datesOutsideTerm(index),
    ...ownFallback(index),
  ];
}
