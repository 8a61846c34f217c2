import type { Bilingual } from '../bilingual.ts';
import type { Staff } from '../problem.ts';
import { type Papers, papersLacked } from '../staff.ts';

const texts: Record<Papers, Bilingual> = {
  cleared: { zh: '未签约或审核未通过', en: 'no contract, or not cleared' },
  trained: { zh: '未培训', en: 'not trained' },
  both: { zh: '未签约或审核未通过，未培训', en: 'no contract, or not cleared, not trained' },
};

/** What a barred person lacks, as the data know it; nothing of somebody else. */
export function lackingPapers(person: Staff): Bilingual {
  const papers = papersLacked(person);
  return papers === undefined ? { zh: '', en: '' } : texts[papers];
}
