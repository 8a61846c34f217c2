import { awayAllWeek } from './away-all-week.ts';
import { beforeDawn } from './before-dawn.ts';
import type { Bilingual } from './bilingual.ts';
import { datesOutsideTerm } from './dates-outside-term.ts';
import { emptyPartsOf } from './empty-parts.ts';
import type { ProblemIndex } from './problem-index.ts';

/** Something about valid data that is most likely not meant so. */
export interface DataWarning {
  code: 'empty' | 'before-dawn' | 'away-all-week' | 'dates-outside-term';
  sentence: Bilingual;
  periodIds?: string[];
  staffIds?: string[];
}

/** What a school had better know before a plan is made. What is surely short is in `capacity/`. */
export function dataWarnings(index: ProblemIndex): DataWarning[] {
  const empty = emptyPartsOf(index);
  return [
    ...(empty ? [{ code: 'empty' as const, sentence: empty }] : []),
    ...beforeDawn(index),
    ...awayAllWeek(index),
    ...datesOutsideTerm(index),
  ];
}
