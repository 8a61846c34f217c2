import type { Bilingual } from './bilingual.ts';

/** Something about valid data that is most likely not meant so. */
export interface DataWarning {
  code: 'empty' | 'before-dawn' | 'away-all-week' | 'dates-outside-term' | 'own-fallback';
  sentence: Bilingual;
  periodIds?: string[];
  staffIds?: string[];
}
