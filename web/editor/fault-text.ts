import { useCallback } from 'react';
import { faultTable } from '../../src/domain/faults.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { Fault } from '../remote/types.ts';

/** A fault as a sentence of the language in force. */
export function useFaultText(): (fault: Fault) => string {
  const { lang } = useLanguage();
  return useCallback(
    (fault) => (lang === 'zh' ? chineseFault(fault) : englishFault(fault)),
    [lang],
  );
}

/** The finder's own sentence is English: the table's stands for it, with the value. */
export function chineseFault(fault: Fault): string {
  const known = faultTable[fault.code];
  if (known === undefined) return fault.message;
  const value = fault.value === undefined || fault.value === '' ? '' : `：“${fault.value}”`;
  return `${known.title.zh}${value}。建议：${chineseHint(fault.hint) ?? known.try.zh}。`;
}

/** Without the Chinese half of a hint of the workbook; the words that a cell may hold stay. */
export function englishFault({ message }: Fault): string {
  return message.replace(/Try: [^("]*\p{Script=Han}.*?\(([a-z][^)]*)\)/u, 'Try: $1');
}

/** Hints of the workbook stand in Chinese, with the English in brackets; others are English. */
function chineseHint(hint: string | undefined): string | undefined {
  if (hint === undefined || !/\p{Script=Han}/u.test(hint)) return undefined;
  return hint
    .replace(/\s*\([a-z][^)]*\)/g, '')
    .replace(/:\s+/, '：')
    .trim();
}
