import type { Bilingual } from '../bilingual.ts';
import type { Staff } from '../problem.ts';

/** What a barred person lacks, as the data know it. */
export function lackingPapers({ cleared, trained }: Staff): Bilingual {
  const lacking = [
    cleared === false && { zh: '未签约或审核未通过', en: 'no contract, or not cleared' },
    trained === false && { zh: '未培训', en: 'not trained' },
  ].filter((one) => one !== false);
  return {
    zh: lacking.map(({ zh }) => zh).join('，'),
    en: lacking.map(({ en }) => en).join(', '),
  };
}
